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

  /// The places of the texts.
  private let ranges: [Range<Int>]

  /// The names of the fields, in the order of the values.
  private let names: EventData.SharedNames

  /// Creates the shape of a plain emission; nil if the line is none, or if it has very many fields.
  init?(of line: Span<UInt8>) {
    guard let emission = PlainEmission(line, notingFields: true), let fields = emission.fields,
      let names = EventData.SharedNames(fields.map(\.name))
    else { return nil }
    (event, self.names) = (emission.event, names)
    var (texts, ranges, end) = ([] as [UInt8], [] as [Range<Int>], 0)
    for next in fields.map(\.value) + [line.count..<line.count] {
      let start = texts.count
      texts += line.extracting(end..<next.lowerBound).array
      ranges.append(start..<texts.count)
      end = next.upperBound
    }
    (self.texts, self.ranges) = (texts, ranges)
  }

  /// Returns the event and the data of a line, or nil if it has another shape.
  func emission(in line: Span<UInt8>) -> (EventName, EventData)? {
    var index = 0
    let (texts, ranges) = (texts, ranges)
    guard Self.skip(texts.span.extracting(ranges[0]), in: line, at: &index) else { return nil }
    let count = ranges.count - 1
    var values: [any Sendable] = []
    values.append(addingCapacity: count) { values in
      for place in 0..<count {
        guard let value = PlainValue.value(in: line, at: &index),
          Self.skip(texts.span.extracting(ranges[place + 1]), in: line, at: &index)
        else { return }
        values.append(value)
      }
    }
    return values.count == count && index == line.count ? (event, EventData(names, values)) : nil
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
