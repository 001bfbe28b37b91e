/// The lines of the command that is being read, for messages about it.
package struct CommandText: Sendable {
  private var lines: [[UInt8]] = []

  /// The number of the line that was read last, from 1.
  package private(set) var last = 0

  package init() {}

  /// Takes the next line.
  package mutating func append(_ line: [UInt8], beginsCommand: Bool) {
    if beginsCommand { lines.removeAll(keepingCapacity: true) }
    lines.append(line)
    last += 1
  }

  /// How many bytes the lines have together.
  package var byteCount: Int { lines.reduce(0) { $0 + $1.count } }

  /// How many lines the command has.
  package var count: Int { lines.count }

  /// The command as it was written.
  package var text: String {
    lines.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")
  }

  /// A line's text, if it is one of the command's.
  subscript(number: Int) -> String? {
    let index = lines.count - 1 - (last - number)
    return lines.indices.contains(index) ? String(decoding: lines[index], as: UTF8.self) : nil
  }
}
