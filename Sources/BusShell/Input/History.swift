/// Who remembers the commands that were typed.
package protocol CommandHistory: Sendable {
  /// The commands, the oldest first.
  var entries: [String] { get async }
}

/// The commands that were typed, as a prompt recalls them and as a file keeps them.
package struct History: Sendable {
  /// How many commands are kept.
  package static let capacity = 10_000

  /// The commands, the oldest first; one of several lines is one entry.
  package private(set) var entries: [String] = []

  package init() {}

  /// Adds what was typed.
  ///
  /// What begins with a space is left out, because the user wants it so, and so is what is blank or
  /// the same as the entry before it.
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
  /// Reads what a file has: one entry a line.
  package init(text: some Sequence<UInt8>) {
    let lines = text.split(separator: UInt8(ascii: "\n"))
    entries = lines.suffix(Self.capacity)
      .map { Self.entry(of: String(decoding: $0, as: UTF8.self)) }
  }

  /// All entries as a file has them.
  package var text: String { entries.map(Self.line).joined() }

  /// An entry as a line of a file: a line break in it is `\n` there, and a backslash `\\`.
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
