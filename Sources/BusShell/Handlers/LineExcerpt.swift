/// One line of an output of any length: the first one, or the last one that is not blank.
package struct LineExcerpt {
  package enum Choice: Sendable {
    case first
    case lastNotBlank
  }

  /// The number of bytes that are kept of a line.
  package static let maximumSize = 4096

  private let choice: Choice

  /// The start of the line that has not ended yet.
  private var open: [UInt8] = []

  /// The start of the chosen line; nil if there is none among those that have ended.
  private var chosen: [UInt8]?

  package init(_ choice: Choice) {
    self.choice = choice
  }

  /// Adds the next bytes of the output.
  package mutating func add(_ bytes: UnsafeRawBufferPointer) {
    if choice == .first, chosen != nil || open.count > Self.maximumSize { return }
    guard let end = bytes.firstIndex(of: Self.newline) else { return append(bytes[...]) }
    append(bytes[..<end])
    endLine()
    guard choice == .lastNotBlank else { return }
    let rest = bytes[(end + 1)...]
    let last = rest.lastIndex(of: Self.newline).map { $0 + 1 } ?? rest.startIndex
    chooseLast(of: rest[..<last])
    append(rest[last...])
  }

  /// Chooses the last line that is not blank, if there is one.
  private mutating func chooseLast(of lines: Slice<UnsafeRawBufferPointer>) {
    guard let mark = lines.lastIndex(where: { !Self.isBlank($0) }) else { return }
    let start = lines[..<mark].lastIndex(of: Self.newline).map { $0 + 1 } ?? lines.startIndex
    append(lines[start...].prefix { $0 != Self.newline })
    endLine()
  }

  /// Adds bytes to the line that has not ended, unless enough of it is kept.
  private mutating func append(_ bytes: Slice<UnsafeRawBufferPointer>) {
    // One byte more than is shown says that the line continues.
    open += bytes.prefix(Self.maximumSize + 1 - open.count)
  }

  private mutating func endLine() {
    if choice == .first || !open.allSatisfy(Self.isBlank) { chosen = open }
    open.removeAll(keepingCapacity: true)
  }

  /// The chosen line as text, once the output has ended; nil if there is none or it is blank.
  package var text: String? {
    let isOpenChosen = choice == .first ? chosen == nil : !open.allSatisfy(Self.isBlank)
    guard let line = isOpenChosen ? open : chosen, !line.allSatisfy(Self.isBlank) else {
      return nil
    }
    guard line.count > Self.maximumSize else {
      let isReturn = line.last == UInt8(ascii: "\r")
      return String(decoding: isReturn ? line.dropLast() : line[...], as: UTF8.self)
    }
    // Not cut inside a character.
    var end = Self.maximumSize
    while end > Self.maximumSize - 4, UTF8.isContinuation(line[end]) { end -= 1 }
    return String(decoding: line[..<end], as: UTF8.self) + "…"
  }

  private static let newline = UInt8(ascii: "\n")

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || 0x09...0x0d ~= byte
  }
}
