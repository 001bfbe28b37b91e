/// A reader of CloudEvents, one per line; blank lines are skipped.
///
/// It reads on demand, so that writers wait while the pipe is full.
public final class CloudEventReader {
  private var lines: LineReader

  /// Reads from a file that is already open, and stays open.
  ///
  /// - Parameter descriptor: The file's descriptor; 0 is standard input.
  public init(descriptor: Int32) {
    lines = LineReader(descriptor, closesFile: false, name: "the events")
  }

  /// Reads bytes.
  ///
  /// - Parameter bytes: Events as UTF-8.
  public init(_ bytes: some Sequence<UInt8>) {
    lines = LineReader(Array(bytes))
  }

  /// Returns the next event; nil at the end.
  ///
  /// - Throws: ``RecordingError`` with the number of a line that is not an event; the next call
  ///   continues with the line after it.
  public func next() throws(RecordingError) -> CloudEvent? {
    while let line = try lines.next() {
      if let event = try CloudEvent(line: line.bytes, number: lines.number) { return event }
    }
    return nil
  }
}
