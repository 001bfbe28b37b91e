import EventJSON
import Events

/// A reader of recordings: files of ``RecordingTracer``, and the output of `busctl --format jsonl`.
///
/// ```swift
/// let reader = try RecordingReader(path: "events.jsonl")
/// while let emission = try reader.next() {
///   print(emission.number, emission.event, emission.handlers.map(\.name))
/// }
/// ```
///
/// It reads on demand, and keeps only the emissions that run at that point of the recording. It
/// skips kinds of lines and members that it does not know, and an unfinished line where a process
/// was killed. Any other line that is not a record is an error; the next call continues with the
/// line after it. An integer that does not fit into an `Int` is an error too, because a rounded one
/// would be another number.
public final class RecordingReader {
  /// The maximum size of a line in bytes.
  public static let maximumLineSize = 16 << 20

  /// The number of sessions that have begun so far.
  public private(set) var sessions = 0

  /// The number of lines so far that were torn off where a process was killed.
  public private(set) var tornLines = 0

  /// The number of records so far that could not be written.
  public private(set) var lostRecords = 0

  private var lines: LineReader

  /// A line that was read ahead.
  private var ahead: RecordedLine?

  /// The error of a line; the line behind it decides whether it counts.
  private var failure: RecordingError?

  /// The number of the last record.
  private var last = 0

  private var builder = TreeBuilder()

  /// The emissions that are complete and not returned, the next one first.
  private var complete: ArraySlice<EmissionTree> = []

  /// Opens a file.
  ///
  /// - Parameter path: The path.
  /// - Throws: ``RecordingError`` if it cannot be read.
  public init(path: String) throws(RecordingError) {
    let descriptor = System.openFile(path, forAppending: false)
    guard descriptor >= 0 else {
      throw RecordingError("cannot read '\(path)': \(System.errorText)")
    }
    lines = LineReader(descriptor, closesFile: true, name: "'\(path)'")
  }

  /// Opens a file in such a way that reading never waits.
  ///
  /// ``next()`` also returns nil where nothing can be read yet, or the task is cancelled;
  /// ``isAtEnd`` tells this from the end.
  ///
  /// - Parameters:
  ///   - path: The path.
  ///   - follows: Indicates whether the reader waits for more at the end of a regular file. If the
  ///     file is cut, or another file takes its path, the reader continues with that.
  /// - Throws: ``RecordingError`` if it cannot be read.
  package init(polling path: String, follows: Bool) throws(RecordingError) {
    let descriptor = System.openFile(path, forAppending: false, waits: false)
    guard descriptor >= 0 else {
      throw RecordingError("cannot read '\(path)': \(System.errorText)")
    }
    let isFile = System.status(of: descriptor)?.isRegular == true
    let mode = follows && isFile ? ByteSource.Mode.followed(path: path) : .polled
    lines = LineReader(ByteSource(descriptor, closesFile: true, name: "'\(path)'", mode))
  }

  /// Reads from a file that is already open, and stays open, without waiting.
  ///
  /// - Parameters:
  ///   - descriptor: The file's descriptor.
  ///   - name: The file as messages name it.
  package init(polling descriptor: Int32, name: String) {
    lines = LineReader(ByteSource(descriptor, closesFile: false, name: name, .polled))
  }

  /// Reads from a file that is already open, and stays open.
  ///
  /// - Parameter descriptor: The file's descriptor; 0 is standard input.
  public init(descriptor: Int32) {
    lines = LineReader(descriptor, closesFile: false)
  }

  /// Reads bytes.
  ///
  /// - Parameter bytes: A recording as UTF-8.
  public init(_ bytes: some Sequence<UInt8>) {
    lines = LineReader(Array(bytes))
  }
}

// MARK: - Lines

extension RecordingReader {
  /// Returns the next line, whatever its kind.
  ///
  /// Ask a reader either for lines or for emissions.
  ///
  /// - Returns: The line, or nil at the end.
  /// - Throws: ``RecordingError`` if it is no record, or the file cannot be read.
  public func nextLine() throws(RecordingError) -> RecordedLine? {
    if failure == nil {
      if let line = ahead.take() { return line }
      guard let line = try lines.next() else { return nil }
      do throws(RecordingError) {
        return try parsed(line)
      } catch {
        if !line.isComplete {
          tornLines += 1
          return nil
        }
        failure = error
      }
    }
    return try lineAfterFailure()
  }

  /// Returns the line after one that is no record, or throws the error of that one.
  private func lineAfterFailure() throws(RecordingError) -> RecordedLine? {
    var next: LineReader.Line?
    do throws(RecordingError) {
      next = try lines.next()
      if next == nil, !lines.isAtEnd { return nil }
    } catch {}
    guard let error = failure.take() else { return nil }
    // A later session ended a line that the one before had left unfinished.
    if let next, let parsed = try? parsed(next) {
      if parsed.kind == "recording.started", error.isSyntaxError {
        tornLines += 1
        return parsed
      }
      ahead = parsed
    }
    throw error
  }

  private func parsed(_ line: LineReader.Line) throws(RecordingError) -> RecordedLine {
    let members: EventData
    do throws(JSONError) {
      members = try JSONParser.object(in: line.bytes, as: .line)
    } catch {
      throw RecordingError(line: lines.number, column: error.offset + 1, error.message)
    }
    guard let kind = members["kind"] as? String else {
      throw RecordingError(line: lines.number, "expected a record with a 'kind'")
    }
    return RecordedLine(number: lines.number, kind: kind, members: members)
  }
}

// MARK: - Emissions

extension RecordingReader {
  /// Indicates whether the end has been reached.
  package var isAtEnd: Bool { lines.isAtEnd }

  /// The descriptor to wait for where nothing can be read yet; nil for a regular file.
  package var stream: Int32? { lines.stream }

  /// Ends the session where reading has stopped, and returns the emissions that have not ended.
  package func stop() -> [EmissionTree] { Array(complete) + builder.endSession() }

  /// Returns the next emission that no handler made, once it is complete.
  ///
  /// Emissions come in the order in which they ended. Emissions that had not ended at the end of
  /// their session come last, in the order in which they started, and have no
  /// ``EmissionTree/ended``.
  ///
  /// - Returns: The emission, or nil at the end.
  /// - Throws: ``RecordingError`` if a line is no record, or the file cannot be read.
  public func next() throws(RecordingError) -> EmissionTree? {
    while true {
      if let next = complete.popFirst() { return next }
      guard let line = try nextLine() else {
        guard lines.isAtEnd else { return nil }
        complete = builder.endSession()[...]
        return complete.popFirst()
      }
      try enter(line)
    }
  }

  private func enter(_ line: RecordedLine) throws(RecordingError) {
    if line.kind == "recording.started" {
      // A later file of the same session goes on where the one before ended.
      if (line.members["part"] as? Int ?? 1) == 1 || sessions == 0 { beginSession() }
      return
    }
    guard let moment = try line.moment() else {
      if line.kind == "recording.lost" { lostRecords += line.members["records"] as? Int ?? 0 }
      return
    }
    let fact = try line.fact(at: moment)
    if moment.sequence <= last || sessions == 0 { beginSession() }
    last = moment.sequence
    guard let fact else { return }
    complete += builder.enter(fact, at: moment)
    guard builder.runningCount <= TreeBuilder.maximumRunning else {
      let maximum = TreeBuilder.maximumRunning
      throw RecordingError(
        line: line.number,
        "expected at most \(maximum) emissions at the same time"
      )
    }
  }

  private func beginSession() {
    complete += builder.endSession()
    // The first record of a session may follow the line that began it.
    if last > 0 || sessions == 0 { sessions += 1 }
    builder.session = sessions
    last = 0
  }
}
