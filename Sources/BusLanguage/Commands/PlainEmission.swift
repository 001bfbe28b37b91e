import Events
import TerminalText

/// The command that most lines of long scripts are, read in one pass: `emit EVENT {…}` in its
/// plainest form.
///
/// An optimization of ``CommandReader``, with a result only for lines that ``Lexer`` and
/// ``CommandParser`` understand in the same way. All else is left to them, and all errors with it.
struct PlainEmission {
  let event: EventName
  let data: EventData

  /// The fields of the payload in their order; nil if they were not asked for.
  let fields: [PlainField]?

  /// Reads a line; nil if it is unusual or wrong.
  init?(_ line: Span<UInt8>, notingFields: Bool = false) {
    var (index, fields) = (0, notingFields ? [] as [PlainField] : nil)
    guard PlainValue.skip("emit ", in: line, at: &index),
      let event = Self.event(in: line, at: &index),
      PlainValue.skip(" ", in: line, at: &index),
      let data = PlainValue.object(in: line, at: &index, noting: &fields), index == line.count
    else { return nil }
    (self.event, self.data, self.fields) = (event, data, fields)
  }

  /// Reads a word of letters, digits and the characters that usual names have, up to a space.
  private static func event(in line: Span<UInt8>, at index: inout Int) -> EventName? {
    let start = index
    while index < line.count, line[index] != UInt8(ascii: " ") {
      guard line[index].isUsualInNames || line[index] == UInt8(ascii: ":") else { return nil }
      index += 1
    }
    guard index > start, let name = String(utf8: line.extracting(start..<index)) else { return nil }
    return EventName(name)
  }
}

/// A field of a plain object, and the place of its value in the line.
struct PlainField {
  let name: String
  let value: Range<Int>
}
