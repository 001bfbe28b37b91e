// From lines to commands, and what happens when that fails.

extension Shell {
  /// Carries out the commands of a source, up to its end or to `quit`.
  ///
  /// A command that fails is reported; those after it still run, unless the options say otherwise.
  package func run(_ source: sending any LineSource) async {
    if case .prompt = source.place { isAtPrompt = true }
    do throws(Diagnostic) {
      try await runCommands(of: source)
    } catch {
      inputHasFailed = true
      output.writeDiagnostic(diagnosticText.text(of: error))
    }
    // What was begun is ended, and what is printed of it whole; but who leaves early does not wait.
    if isDone { cancelEmissionsBeside() }
    await interruptible.run(isolation: self) { await self.waitForEmissionsBeside() }
  }

  func request(_ purpose: LineRequest.Purpose) -> LineRequest {
    LineRequest(
      purpose: purpose,
      vocabulary: Vocabulary(session),
      options: options
    )
  }

  /// Carries out the commands of a script in place of the command that names it.
  func source(_ path: Word) async throws(Diagnostic) {
    guard inputs.count(where: { $0.caller != nil }) < Self.deepestScript else {
      throw Diagnostic(
        "expected at most \(Self.deepestScript) scripts inside one another",
        at: path.position
      )
    }
    let caller = CommandInput.Caller(place: place(ofLine: path.position))
    do throws(Diagnostic) {
      try await runCommands(of: try openScript(path.text, output), for: caller)
    } catch {
      throw Diagnostic(error.message, at: path.position)
    }
  }

  /// Carries out commands up to the end of their source.
  ///
  /// - Throws: A diagnostic if the source cannot be read to its end.
  private func runCommands(
    of source: any LineSource,
    for caller: CommandInput.Caller? = nil
  ) async throws(Diagnostic) {
    let input = CommandInput(source, for: caller)
    inputs.append(input)
    defer { inputs.removeLast() }
    var lexer = Lexer()
    while !isDone {
      let next = await input.source.next(request(lexer.isInPayload ? .continuation : .command))
      // A line that was cut off by the cancellation is no command.
      if Task.isCancelled { return }
      switch next {
      case .line(var line):
        // Some editors begin a file with a mark that is no part of it.
        if input.lines.last == 0, line.starts(with: "\u{feff}".utf8) { line.removeFirst(3) }
        if lexer.isInPayload, !lexer.canContinue(with: line) {
          abandonPayload(&lexer, at: source.place, in: input.lines)
          if isDone { return }
        }
        input.lines.append(line, beginsCommand: !lexer.isInPayload)
        await run(line, with: &lexer, from: input)
      case .dropped:
        lexer = Lexer()
      case .end:
        abandonPayload(&lexer, at: source.place, in: input.lines)
        return
      case .failure(let error):
        throw error
      }
    }
  }

  /// Carries out one command that is split into words already, as in a program's arguments.
  ///
  /// - Returns: The exit status; if the words are no command, the program was used wrongly.
  package func run(_ words: [String]) async -> ExitStatus {
    let command: Command
    do throws(Diagnostic) {
      command = try CommandParser.command(words.map(Self.argument))
    } catch {
      report(error, at: .script("payload"), in: SourceLines())
      return .usage
    }
    do throws(Diagnostic) {
      try await run(command)
    } catch {
      report(error, at: .script("payload"), in: SourceLines())
    }
    await waitForEmissionsBeside()
    return status
  }

  /// A program's argument as a word.
  ///
  /// Of a payload it matters where in it something is wrong.
  private static func argument(_ text: String) -> Word {
    guard text.hasPrefix("{") || text.hasPrefix("[") else { return Word(text) }
    return Word(text, .payload, at: Position(line: 1, column: 1))
  }

  private func run(
    _ line: [UInt8],
    with lexer: inout Lexer,
    from input: CommandInput
  ) async {
    let place = input.source.place
    let lines = input.lines
    var start: Position?
    do throws(Diagnostic) {
      let words = try lexer.read(line, number: lines.last)
      if isAtPrompt, words != nil { await input.source.commandIsComplete() }
      guard let words, !words.isEmpty else { return }
      start = words.first?.position
      echo(lines, at: place)
      try await runInterruptibly(try command(words))
      stepper.emissionHasEnded()
    } catch {
      if start == nil {
        // The lexer could make nothing of it; so it ends here.
        if isAtPrompt { await input.source.commandIsComplete() }
        echo(lines, at: place)
      }
      var diagnostic = error
      diagnostic.position = error.position ?? start
      report(diagnostic, at: place, in: lines)
    }
  }

  /// The command that words are; after a question they are the answer.
  private func command(_ words: [Word]) throws(Diagnostic) -> Command {
    guard let (event, data) = prediction else { return try CommandParser.command(words) }
    prediction = nil
    return .predict(words.map(\.text), event, data)
  }

  /// Carries out a command; one that was typed at a prompt can be interrupted.
  private func runInterruptibly(_ command: Command) async throws(Diagnostic) {
    guard isAtPrompt, inputs.count == 1 else { return try await run(command) }
    let failure: Diagnostic? = await interruptible.run(isolation: self) {
      do throws(Diagnostic) {
        try await self.run(command)
        return nil
      } catch {
        return error
      }
    }
    if let failure { throw failure }
  }

  /// The script that is read and a line of it, as messages name them.
  private func place(ofLine position: Position?) -> String? {
    guard case .script(let name)? = inputs.last?.source.place, let position else { return nil }
    return "\(name.escaped):\(position.line)"
  }

  private func abandonPayload(
    _ lexer: inout Lexer,
    at place: LinePlace,
    in lines: SourceLines
  ) {
    guard let error = lexer.abandonPayload() else { return }
    echo(lines, at: place)
    report(error, at: place, in: lines)
  }

  func echo(_ lines: SourceLines, at place: LinePlace) {
    if options.echoesCommands, case .script = place { answer(.command(lines.text)) }
  }

  func report(_ diagnostic: Diagnostic, at place: LinePlace, in lines: SourceLines) {
    fail()
    let callers = inputs.compactMap { $0.caller?.place }
    let text = diagnosticText.text(of: diagnostic, at: place, in: lines, sourcedAt: callers)
    output.writeDiagnostic(text)
  }
}
