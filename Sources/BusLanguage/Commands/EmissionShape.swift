import Events
import TerminalText

/// The shape of a plain emission: everything in its line but the values of the payload.
///
/// The lines of a long script have few shapes. A line with a known shape is read by comparing its
/// bytes; its event and its keys are not made again, and the keys are not hashed again. An object,
/// because a structure would be copied for each line.
final class EmissionShape {
  private let event: EventName

  /// The texts before the values and the one after the last, one after another.
  private let texts: [UInt8]

  private let slots: [Slot]

  /// The fields of the payload, with values that are replaced.
  private let fields: [String: any Sendable]

  /// The place of a value.
  private struct Slot {
    /// The end of the text before the value.
    let textEnd: Int

    let field: Dictionary<String, any Sendable>.Index
  }

  /// Creates the shape of a plain emission; nil if the line is none, or if a value has parts.
  init?(of line: Span<UInt8>) {
    guard let emission = PlainEmission(line, notingValues: true), let values = emission.values
    else { return nil }
    event = emission.event
    fields = emission.data.fields
    var (texts, slots, end) = ([] as [UInt8], [] as [Slot], 0)
    for value in values {
      guard let field = fields.index(forKey: value.key) else { return nil }
      texts += line.extracting(end..<value.range.lowerBound).array
      slots.append(Slot(textEnd: texts.count, field: field))
      end = value.range.upperBound
    }
    (self.texts, self.slots) = (texts + line.extracting(end...).array, slots)
  }

  /// Returns the event and the data of a line, or nil if it has another shape.
  func emission(in line: Span<UInt8>) -> (EventName, EventData)? {
    var (index, start) = (0, 0)
    let texts = texts
    // A copy, in which no key has to be hashed.
    var fields = fields
    for slot in slots {
      guard Self.skip(texts.span.extracting(start..<slot.textEnd), in: line, at: &index),
        let value = PlainValue.scalar(in: line, at: &index)
      else { return nil }
      fields.values[slot.field] = value
      start = slot.textEnd
    }
    guard Self.skip(texts.span.extracting(start...), in: line, at: &index), index == line.count
    else { return nil }
    return (event, EventData(withoutNil: fields))
  }

  /// Skips a text if it comes next, and returns whether it does.
  ///
  /// It looks at all bytes, since a loop without a way out is vectorized.
  @inline(__always)
  private static func skip(
    _ text: Span<UInt8>,
    in line: Span<UInt8>,
    at index: inout Int
  ) -> Bool {
    guard line.count - index >= text.count else { return false }
    let next = line.extracting(index..<(index + text.count))
    var difference: UInt8 = 0
    for place in text.indices { difference |= next[place] ^ text[place] }
    index += text.count
    return difference == 0
  }
}

/// The shapes of the plain emissions that have been read lately.
struct EmissionShapes {
  private static let capacity = 4

  /// The number of lines of other shapes after which a new shape replaces an old one.
  ///
  /// Making a shape costs as much as reading a few lines, in vain if each line has another one.
  private static let patience = 64

  private var shapes: [EmissionShape] = []

  /// The number of lines that had none of the shapes.
  private var misses = 0

  /// Returns the event and the data of a line, or nil if it is not a plain emission.
  mutating func emission(in line: Span<UInt8>) -> (EventName, EventData)? {
    for index in shapes.indices {
      if let emission = shapes[index].emission(in: line) { return emission }
    }
    guard let emission = PlainEmission(line) else { return nil }
    misses += 1
    let isLearning = misses <= Self.capacity || misses.isMultiple(of: Self.patience)
    if isLearning, let shape = EmissionShape(of: line) {
      if shapes.count == Self.capacity { shapes.removeFirst() }
      shapes.append(shape)
    }
    return (emission.event, emission.data)
  }
}
