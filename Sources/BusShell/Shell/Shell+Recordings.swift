import BusLanguage
import BusTrace
import EventRecording
import TerminalText

// Recordings of applications: opening, following and closing them.

extension Shell {
  /// The number of emissions of a file that are printed before later ones.
  private static let earlierEmissions = 10

  /// The time between two looks at a file that may have grown.
  package static let followInterval = Duration.milliseconds(100)

  /// Looks at a recording from now on.
  func openRecording(_ path: Word) async throws(Diagnostic) {
    let recording = try await recording(at: path)
    opened = recording
    show(.table(recording.summary))
  }

  /// Reads a recording to its end.
  func recording(at path: Word) async throws(Diagnostic) -> OpenedRecording {
    let input = try recordingInput(path, follows: false)
    var reading = RecordingInProgress()
    repeat {
      while let tree = try nextEmission(of: input, path) { reading.add(tree) }
    } while await hasMore(input)
    guard input.reader.isAtEnd else {
      throw Diagnostic("interrupted before the end of the recording")
    }
    return OpenedRecording(reading, input.reader, path: path.text)
  }

  /// Prints the emissions of a recording as they end, until a stream has ended or the task is
  /// cancelled; then looks at the recording.
  func followRecording(_ path: Word) async throws(Diagnostic) {
    let input = try recordingInput(path, follows: true)
    if isAtPrompt {
      let text = "following \(path.text.cited); Ctrl-C returns to the prompt"
      output.write(text.wrapped(output.results.columns).linesText)
    }
    var reading = RecordingInProgress()
    var isCurrent = input.waitForMore != nil
    repeat {
      while let tree = try nextEmission(of: input, path) {
        reading.add(tree)
        if isCurrent { show(.trace(reading.trace(of: tree), nil)) }
      }
      if !isCurrent {
        for tree in reading.trees.suffix(Self.earlierEmissions) {
          show(.trace(reading.trace(of: tree), nil))
        }
      }
      isCurrent = true
    } while await hasMore(input)
    for tree in input.reader.stop() { reading.add(tree) }
    let recording = OpenedRecording(reading, input.reader, path: path.text)
    opened = recording
    if isAtPrompt || input.reader.isAtEnd { show(.table(recording.summary)) }
  }

  private func recordingInput(
    _ path: Word,
    follows: Bool
  ) throws(Diagnostic) -> RecordingInput {
    try Diagnostic.pointing(to: path.position) { () throws(Diagnostic) in
      try readRecording(inputs.resolved(path), follows)
    }
  }

  /// Returns the next emission of a recording; nil if there is none yet, or none any more.
  private func nextEmission(
    of input: RecordingInput,
    _ path: Word
  ) throws(Diagnostic) -> EmissionTree? {
    do throws(RecordingError) {
      return try input.reader.next()
    } catch {
      let column = error.column.map { ":\($0)" } ?? ""
      let place = error.line.map { "\(path.text.cited):\($0)\(column): " } ?? ""
      throw Diagnostic(place + error.message.escaped, at: path.position)
    }
  }

  /// Waits until there may be more of a recording; returns false at its end, or if the task is
  /// cancelled.
  private func hasMore(_ input: RecordingInput) async -> Bool {
    if input.reader.isAtEnd || isDone { return false }
    output.flush()
    if let wait = input.waitForMore {
      await wait()
    } else {
      try? await realTime.sleep(for: Self.followInterval)
    }
    return !isDone
  }

  /// Looks at the trace of the session again.
  func closeRecording() throws(Diagnostic) {
    guard opened.take() != nil else {
      let hint = Diagnostic.Help.hint("'open FILE' opens one")
      throw Diagnostic("no recording is open", at: nil, options.isSafe ? nil : hint)
    }
  }
}
