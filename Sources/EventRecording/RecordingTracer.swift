public import Events
import Synchronization

/// A tracer that records the facts of a bus in a file, as JSON Lines.
///
/// ```swift
/// let tracer = try RecordingTracer(to: "events.jsonl", redacting: ["token"])
/// let bus = EventBus(tracer: tracer)
/// bus.subscribe(to: "invite.accepted", name: "notify") { _ in }
///
/// await bus.emit("invite.accepted", ["user_id": 7, "token": "secret"])
/// try tracer.close()
/// ```
///
/// Lines are collected in memory and written when the buffer is full, when they are as old as the
/// flush interval, and by ``flush()`` and ``close()``. An emission waits for at most one write. If
/// the process is killed, the lines in memory are lost, and the last line of the file may be
/// unfinished; the file can still be read. Lines that were written survive the process, but not
/// necessarily the machine: they are not forced to the disk.
///
/// An error of the file never stops an emission. It is in ``failure`` until writing succeeds again,
/// and ``flush()`` and ``close()`` throw it. The lines stay in the buffer meanwhile; records that
/// no longer fit are counted in ``lostRecords``, and a line of the file has their number.
///
/// A tracer belongs to one bus. The file belongs to one tracer, and only its owner can read it.
public final class RecordingTracer: EventTracer {
  private let state: Mutex<State>
  private let redacted: Set<String>
  private let time: @Sendable () -> Duration
  private let sleep: @Sendable () async throws -> Void

  fileprivate struct State: ~Copyable {
    var buffer: RecordingBuffer
    var durations = RecordedDurations()
    var isClosed = false

    /// The task that writes the buffer after the flush interval.
    var flush: Task<Void, Never>?
  }

  /// Opens a recording.
  ///
  /// If the file exists, the recording is appended to it. When the file would become larger than
  /// the limit, it is renamed: `events.jsonl` to `events.jsonl.1`, `events.jsonl.1` to
  /// `events.jsonl.2`, and so on. The oldest one is removed. A file is never larger than the limit,
  /// unless it has a single record that is larger.
  ///
  /// Data that would make a line longer than ``RecordingReader/maximumLineSize`` is left out.
  ///
  /// Values that are `Encodable` are recorded as JSON. Other values, and integers that do not fit
  /// into an `Int`, are recorded as their description.
  ///
  /// - Parameters:
  ///   - path: The path of the file. It can be read and written only by its owner.
  ///   - redacted: The names of fields whose values must not be recorded, also inside other values.
  ///     Errors and notes of handlers are recorded unchanged.
  ///   - flushInterval: The longest time that a line stays in memory; zero to write each at once.
  ///   - bufferSize: The number of bytes that are collected at most; a longer record is written alone.
  ///   - fileSize: The number of bytes at which a new file begins.
  ///   - files: The number of files that are kept, including the current one: at least 1.
  ///   - clock: The clock for times, durations and the flush interval.
  /// - Throws: ``RecordingError`` if the file cannot be written, or another tracer writes to it.
  public init<C: Clock>(
    to path: String,
    redacting redacted: Set<String> = [],
    flushInterval: Duration = .seconds(1),
    bufferSize: Int = 64 << 10,
    fileSize: Int = 64 << 20,
    files: Int = 4,
    clock: C = ContinuousClock()
  ) throws(RecordingError) where C.Duration == Duration {
    precondition(files >= 1, "a recording needs a file")
    let file = try RecordingFile(path, count: files)
    let isBuffered = flushInterval > .zero
    let capacity = isBuffered ? bufferSize : 0
    state = Mutex(State(buffer: RecordingBuffer(file, capacity: capacity, fileSize: fileSize)))
    self.redacted = redacted
    let start = clock.now
    time = { start.duration(to: clock.now) }
    sleep = { try await clock.sleep(for: flushInterval) }
  }

  deinit {
    state.withLock { $0.close() }
  }

  /// The time since the recording began, by its clock.
  public var now: Duration { time() }
}

// MARK: - Recording

extension RecordingTracer {
  /// Records a fact, for the bus.
  public func record(_ record: TraceRecord) {
    let fact = record.fact
    let duration = state.withLock { $0.durations.enter(fact, at: record.time) }
    // Code of the application makes JSON of its values, and no lock is held meanwhile.
    var line = line(record, duration, data(of: fact))
    if line.count > RecordingReader.maximumLineSize {
      line = self.line(record, duration, ["omitted_bytes": line.count])
    }
    state.withLock { state in
      if state.isClosed { return }
      let isReadable = line.count <= RecordingReader.maximumLineSize
      if isReadable { state.buffer.add(line) } else { state.buffer.lose() }
      if state.flush == nil, !state.buffer.isEmpty { state.flush = flushTask() }
    }
  }

  private func line(_ record: TraceRecord, _ duration: Duration?, _ data: EventData?) -> [UInt8] {
    RecordLine.utf8(
      record.sequence,
      .bus(record.fact),
      time: record.time,
      duration: duration,
      data: data
    )
  }

  private func data(of fact: TraceFact) -> EventData? {
    guard case .emissionStarted(let start) = fact else { return nil }
    return start.data.plain(redacting: redacted)
  }

  /// Returns a task that writes the buffer once the oldest line is as old as the flush interval.
  ///
  /// Detached, so that it is in no emission and on no actor of the application.
  private func flushTask() -> Task<Void, Never> {
    Task.detached(priority: .utility) { [weak self, sleep] in
      try? await sleep()
      if Task.isCancelled { return }
      self?.state.withLock { state in
        state.flush = nil
        if !state.isClosed { state.buffer.write() }
      }
    }
  }
}

// MARK: - Writing

extension RecordingTracer {
  /// The error of the last attempt to write, or to begin a new file; nil if it succeeded.
  public var failure: RecordingError? { state.withLock { $0.buffer.failure } }

  /// The number of records that are missing in the file, because it could not be written.
  public var lostRecords: Int { state.withLock { $0.buffer.lost } }

  /// Writes what is in the buffer.
  ///
  /// - Throws: ``RecordingError`` if it cannot be written; it stays in the buffer.
  public func flush() throws(RecordingError) {
    let failure = state.withLock { state in
      if !state.isClosed { state.buffer.write() }
      return state.buffer.writeFailure
    }
    if let failure { throw failure }
  }

  /// Writes what is in the buffer, and closes the file.
  ///
  /// Later facts of the bus are not recorded. A tracer without references closes itself.
  ///
  /// - Throws: ``RecordingError`` if something cannot be written; it is lost.
  public func close() throws(RecordingError) {
    let failure = state.withLock { state in
      state.close()
      return state.buffer.writeFailure
    }
    if let failure { throw failure }
  }
}

extension RecordingTracer.State {
  fileprivate mutating func close() {
    if isClosed { return }
    isClosed = true
    flush?.cancel()
    flush = nil
    buffer.close()
  }
}
