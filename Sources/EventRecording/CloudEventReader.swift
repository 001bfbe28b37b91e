/// A reader of CloudEvents, one on a line; blank lines are left out.
///
/// It reads as it is asked, so that a pipe holds back those who write.
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
  /// - Throws: ``RecordingError`` with the number of a line that is no event; the call after it goes
  ///   on behind that line.
  public func next() throws(RecordingError) -> CloudEvent? {
    while let line = try lines.next() {
      if let event = try CloudEvent(line: line.bytes, number: lines.number) { return event }
    }
    return nil
  }
}
