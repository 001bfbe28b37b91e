package import BusLanguage

/// A source of the commands that were typed.
package protocol CommandHistory: Sendable {
  /// The commands, the oldest first.
  var entries: [String] { get async }

  /// Lets the user change a text in an editor, and adds the result to the commands that were typed.
  ///
  /// - Returns: The new text.
  /// - Throws: A diagnostic if there is no editor, or if it fails.
  func edit(_ text: String) async throws(Diagnostic) -> String
}

extension CommandHistory {
  package func edit(_ text: String) async throws(Diagnostic) -> String {
    throw Diagnostic("expected a terminal for an editor")
  }
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
  package init(text: ArraySlice<UInt8>) {
    entries = Self.newest(of: text).split(separator: UInt8(ascii: "\n")).map(Self.entry)
  }

  /// Returns the end of a file's text that has the entries that are kept.
  ///
  /// It is found from the end, however long the text is.
  package static func newest(of text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var start = text.endIndex
    for _ in 0..<capacity {
      let rest = text[..<start]
      guard let end = rest.lastIndex(where: { $0 != UInt8(ascii: "\n") }) else { break }
      start = rest[..<end].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? text.startIndex
    }
    return text[start...]
  }

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

  private static func entry(of line: ArraySlice<UInt8>) -> String {
    var entry: [UInt8] = []
    var rest = line
    while let escape = rest.firstIndex(of: UInt8(ascii: "\\")) {
      entry += rest[..<escape]
      rest = rest[(escape + 1)...]
      guard let byte = rest.popFirst() else { break }
      entry.append(byte == UInt8(ascii: "n") ? UInt8(ascii: "\n") : byte)
    }
    return String(decoding: entry + rest, as: UTF8.self)
  }
}
