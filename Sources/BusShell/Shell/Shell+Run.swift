import BusLanguage
import BusTrace
import TerminalText

// Reading lines, parsing commands and reporting errors.

extension Shell {
  /// Carries out the commands of a source, up to its end or to `quit`.
  ///
  /// A command that fails is reported; those after it still run, unless the options say otherwise.
  package func run(_ source: sending any LineSource) async {
    if case .prompt = source.location { isAtPrompt = true }
    do throws(Diagnostic) {
      try await runCommands(of: source)
    } catch {
      exitState.inputFailed()
      output.writeDiagnostic(diagnosticText.text(of: error))
    }
    await endInput()
  }

  /// Waits for the emissions in the background at the end of the input.
  func endInput() async {
    // Background emissions end, so that their traces are complete; leaving early cancels them.
    if isDone { cancelBackground() }
    await interruptible.run(isolation: self) {
      // Printed here, where Ctrl-C interrupts the wait.
      if !self.isDone { self.announceWait() }
      await self.waitForBackground()
    }
  }

  func request(_ purpose: LineRequest.Purpose) -> LineRequest {
    LineRequest(purpose: purpose, vocabulary: vocabulary, options: options)
  }

  /// Carries out the commands of a script in place of the command that names it.
  ///
  /// - Parameters:
  ///   - path: The path of the script.
  ///   - pauses: Whether each line is shown, and taken after Enter.
  /// - Throws: A diagnostic if the script cannot be read, or has quit with a status other than 0.
  func source(_ path: Word, pauses: Bool) async throws(Diagnostic) {
    guard inputs.hasRoomForScript else {
      throw Diagnostic(
        "expected at most \(InputStack.maximumScriptDepth) nested scripts",
        at: path.position
      )
    }
    let caller = CommandInput.Caller(location: inputs.location(ofLine: path.position))
    do throws(Diagnostic) {
      let script = try openScript(inputs.resolved(path), output)
      let status = try await runCommands(of: script, for: caller, pauses: pauses)
      if let status, status != 0 { throw Diagnostic("the script has quit with status \(status)") }
    } catch {
      throw Diagnostic(error.message, at: path.position)
    }
  }

  /// Carries out commands up to the end of their source.
  ///
  /// - Returns: The status with which a sourced script has quit; nil if it has not.
  /// - Throws: A diagnostic if the source cannot be read to its end.
  @discardableResult
  func runCommands(
    of source: any LineSource,
    for caller: CommandInput.Caller? = nil,
    pauses: Bool = false
  ) async throws(Diagnostic) -> Int? {
    let input = CommandInput(source, for: caller, pauses: pauses)
    inputs.push(input)
    defer { inputs.pop() }
    var reader = CommandReader(isSafe: options.isSafe)
    while !isDone, input.quitStatus == nil {
      await runPlainEmissions(with: &reader, from: input)
      let next: LineResult
      if let line = input.source.bufferedLine() {
        next = .line(line)
      } else {
        next = await input.source.next(request(reader.isInPayload ? .continuation : .command))
        // A line that the cancellation cut off is not a command.
        if Task.isCancelled { return nil }
      }
      switch next {
      case .line(var line):
        // Some editors begin a file with a byte order mark.
        if input.lines.last == 0, line.starts(with: "\u{feff}".utf8) { line.removeFirst(3) }
        if reader.isInPayload, !reader.canContinue(with: line, in: language) {
          await abandonPayload(&reader, from: input)
          if isDone { return nil }
        }
        if input.pauses, await !present(line, continues: reader.isInPayload) { return nil }
        input.lines.append(line, beginsCommand: !reader.isInPayload)
        await run(line, with: &reader, from: input)
      case .dropped:
        reader = CommandReader(isSafe: options.isSafe)
      case .end:
        // At a prompt only the payload ends.
        guard await abandonPayload(&reader, from: input), case .prompt = input.source.location
        else {
          return nil
        }
      case .failure(let error):
        throw error
      }
    }
    return input.quitStatus
  }

  /// Takes a line, and carries out the command that it completes; inlined, because an asynchronous
  /// call for each line of a script is noticeably slower.
  @inline(__always)
  private func run(
    _ line: [UInt8],
    with reader: inout CommandReader,
    from input: CommandInput
  ) async {
    let lines = input.lines
    let reading = reader.read(line, number: lines.last, in: language)
    if case .unfinished = reading { return }
    await didCompleteCommand(in: input)
    echo(lines, at: input.source.location)
    if case .blank = reading { return }
    let writeCount = printer.writeCount
    do throws(Diagnostic) {
      try await carryOut(reading, of: lines)
    } catch {
      let location = input.source.location
      // By now output, or an answer to a question, may stand below the command.
      let isLast = input.lines.last == lines.last && printer.writeCount == writeCount
      var diagnostic = error
      if case .command(_, let start) = reading, isLast || !location.isPrompt {
        // Below other output, a mark at the start of the command would say nothing.
        diagnostic = error.located(at: start)
      }
      report(diagnostic, at: isLast ? location : location.scrolled, in: lines)
    }
    if lesson != nil, !isRebuilding { await didRunInLesson(reading, lines.text) }
  }

  /// Carries out the command that a line has ended.
  @inline(__always)
  private func carryOut(
    _ reading: CommandReader.Reading,
    of lines: CommandText
  ) async throws(Diagnostic) {
    switch reading {
    case .unfinished, .blank: break
    case .failure(let diagnostic): throw diagnostic
    case .command(let command, _):
      if lesson != nil, !isRebuilding {
        try await carryOutInLesson(command, of: lines)
      } else {
        try await carryOut(command, of: lines)
      }
    }
  }

  private func carryOutInLesson(
    _ command: Command,
    of lines: CommandText
  ) async throws(Diagnostic) {
    try await carryOut(try await readForLesson(command, lines), of: lines)
  }

  /// Inlined like the functions that call it, for scripts.
  @inline(__always)
  private func carryOut(_ command: Command, of lines: CommandText) async throws(Diagnostic) {
    session.recorder.beginCommand(ofSize: lines.byteCount)
    defer { stepper.didEndCommand() }
    let isOfLesson = lesson != nil
    defer { script.dropAnswers() }
    var ending = CommandEnding.failed
    // A command that begins or leaves a lesson is part of neither session.
    defer {
      if !script.isTooLong, isOfLesson == (lesson != nil) { keep(command, lines.text, ending) }
    }
    let isComplete: Bool
    if isAtPrompt, inputs.isAtOutermost {
      isComplete = try await runInterruptibly(command)
    } else {
      if stepper.isOn { try await perform(command) } else { try await run(command) }
      // Of no interest in a long script, and not free: it counts references to the task.
      isComplete = script.isTooLong || !Task.isCancelled
    }
    ending = isComplete ? .succeeded : .interrupted
  }

  /// Carries out a command from the prompt, which can be interrupted, and returns whether it was not.
  func runInterruptibly(_ command: Command) async throws(Diagnostic) -> Bool {
    let (failure, isComplete): (Diagnostic?, Bool) = await interruptible.run(isolation: self) {
      do throws(Diagnostic) {
        try await self.perform(command)
        return (nil, !Task.isCancelled)
      } catch {
        return (error, false)
      }
    }
    if let failure { throw failure }
    return isComplete
  }

  /// Reports a payload that is never closed; returns whether there was one.
  @discardableResult
  private func abandonPayload(
    _ reader: inout CommandReader,
    from input: CommandInput
  ) async -> Bool {
    guard let error = reader.abandonPayload() else { return false }
    await didCompleteCommand(in: input)
    echo(input.lines, at: input.source.location)
    report(error, at: input.source.location.scrolled, in: input.lines)
    return true
  }

  /// Inlined, because scripts need no notice.
  @inline(__always)
  private func didCompleteCommand(in input: CommandInput) async {
    if isAtPrompt { await input.source.didCompleteCommand(lines: input.lines.count) }
  }
}
