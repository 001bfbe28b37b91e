/// The lines of the command that is being read, for messages about it.
package struct CommandText: Sendable {
  private var lines: [[UInt8]] = []

  /// The number of the line that was read last, from 1.
  package private(set) var last = 0

  package init() {}

  /// Adds the next line; one that begins a command replaces the lines before it.
  package mutating func append(_ line: [UInt8], beginsCommand: Bool) {
    last += 1
    // Most commands have one line, as the one before.
    if beginsCommand, lines.count == 1 {
      lines[0] = line
      return
    }
    if beginsCommand { lines.removeAll(keepingCapacity: true) }
    lines.append(line)
  }

  /// Counts lines whose text is not needed; they replace the lines before them.
  package mutating func skip(_ count: Int) {
    if count > 0 { lines.removeAll(keepingCapacity: true) }
    last += count
  }

  /// The number of bytes in all lines together.
  package var byteCount: Int { lines.reduce(0) { $0 + $1.count } }

  /// The number of lines of the command.
  package var count: Int { lines.count }

  /// The command as it was written.
  package var text: String {
    lines.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")
  }

  /// The text of a line, or nil if the line is not part of the command.
  subscript(number: Int) -> String? {
    let index = lines.count - 1 - (last - number)
    return lines.indices.contains(index) ? String(decoding: lines[index], as: UTF8.self) : nil
  }
}
