/// A source of the commands that were typed.
package protocol CommandHistory: Sendable {
  /// The commands, the oldest first.
  var entries: [String] { get async }
}

/// The commands that were typed, as a prompt recalls them and as a file keeps them.
package struct History: Sendable {
  /// The number of commands that are kept.
  package static let capacity = 10_000

  /// The commands, the oldest first; a command of several lines is one entry.
  package private(set) var entries: [String] = []

  package init() {}

  /// Adds a command.
  ///
  /// A command that begins with a space is left out, as in a shell, and so is a blank one or one
  /// that equals the entry before it.
  ///
  /// - Returns: Whether it was added.
  package mutating func add(_ entry: String) -> Bool {
    guard let first = entry.first, first != " ", entry != entries.last,
      entry.contains(where: { !$0.isWhitespace })
    else { return false }
    entries.append(entry)
    if entries.count > Self.capacity { entries.removeFirst() }
    return true
  }
}

// MARK: - In a file

extension History {
  /// Reads the text of a file: one entry a line.
  package init(text: some Sequence<UInt8>) {
    let lines = text.split(separator: UInt8(ascii: "\n"))
    entries = lines.suffix(Self.capacity)
      .map { Self.entry(of: String(decoding: $0, as: UTF8.self)) }
  }

  /// The text of a file with all entries.
  package var text: String { entries.map(Self.line).joined() }

  /// Returns an entry as a line of a file, with a line break as `\n` and a backslash as `\\`.
  package static func line(of entry: String) -> String {
    entry.reduce(into: "") { line, character in
      switch character {
      case "\\": line += "\\\\"
      case "\n", "\r\n": line += "\\n"
      default: line.append(character)
      }
    } + "\n"
  }

  private static func entry(of line: String) -> String {
    guard line.utf8.contains(UInt8(ascii: "\\")) else { return line }
    var isEscaped = false
    return line.reduce(into: "") { entry, character in
      if isEscaped {
        entry.append(character == "n" ? "\n" : character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else {
        entry.append(character)
      }
    }
  }
}
