package import BusLanguage
import Events

/// Completes a command that is being typed.
///
/// It has no knowledge of single commands: the tables of commands and handlers define the operands.
/// Prompts use it, and so do the completion scripts of other shells.
package struct Completer: Sendable {
  /// Lists the names in a directory; those of directories end with a slash.
  package typealias DirectoryList = @Sendable (String) -> [String]

  let vocabulary: Vocabulary
  private let purpose: LineRequest.Purpose
  private let isSafe: Bool
  private let list: DirectoryList

  /// The commands and handlers that can be completed.
  package let language: CommandLanguage

  /// - Parameters:
  ///   - vocabulary: The names that exist in the session.
  ///   - purpose: The purpose of the line.
  ///   - options: The options; what they refuse is not proposed.
  ///   - list: Lists the names in a directory.
  package init(
    _ vocabulary: Vocabulary,
    for purpose: LineRequest.Purpose = .command,
    options: ShellOptions = ShellOptions(),
    list: @escaping DirectoryList
  ) {
    self.vocabulary = vocabulary
    self.purpose = purpose
    isSafe = options.isSafe
    language = vocabulary.language.with(options)
    self.list = list
  }

  /// Returns the candidates for the end of a text.
  ///
  /// - Parameter typed: The text before the cursor, from the beginning of the command.
  /// - Returns: The candidates; none if there is nothing to propose.
  package func completion(of typed: [UInt8]) -> Completion {
    let command = UnfinishedCommand(typed)
    if command.isInComment { return .nothing }
    switch purpose {
    case .command, .continuation: return completion(of: command)
    case .step:
      guard let name = command.words.first else { return command.completion(among: answers) }
      return pauseCommand(named: name.commandName) == nil ? .nothing : completion(of: command)
    case .prediction: return command.completion(among: handlers)
    case .enter: return .nothing
    }
  }

  private func completion(of command: UnfinishedCommand) -> Completion {
    guard let name = command.words.first else {
      guard command.payload == nil else { return .nothing }
      let completion = command.completion(among: commands)
      return completion.candidates.isEmpty ? command.completion(among: aliases) : completion
    }
    guard let entry = language.command(named: name.commandName) else { return .nothing }
    if let inner = command.innerCommand { return completion(of: inner) }
    if entry.operands.first?.kind == .prediction { return completion(ofPrediction: command) }
    if command.payload != nil { return payloadKeys(of: command) ?? .nothing }
    let missing = MissingOperands(in: command.words, of: entry.operands, language)
    if let word = missing.subscription {
      return command.completion(among: subscriptions(of: command), from: word)
    }
    return command.completion(among: missing.next.flatMap { candidates(for: $0, in: command) })
  }

  /// Completes a prediction: names, a colon and an emission.
  private func completion(ofPrediction command: UnfinishedCommand) -> Completion {
    if let emission = command.predictedEmission { return completion(of: emission) }
    let given = command.words.dropFirst()
    let emit = Completion.Candidate("emit", isKeyword: true)
    if let colon = command.colon {
      return colon == given.endIndex - 1 ? command.completion(among: [emit]) : .nothing
    }
    let other = given.isEmpty ? emit : Completion.Candidate(":", isKeyword: true)
    return command.completion(among: handlers + [other])
  }
}

// MARK: - Hints

extension Completer {
  /// Returns the operands that may follow a text, as usage lines show them; empty if there are
  /// none, or if the text ends inside a word.
  ///
  /// - Parameter typed: The text before the cursor, from the beginning of the command.
  /// - Returns: The operands.
  package func operands(after typed: [UInt8]) -> String {
    guard typed.last == UInt8(ascii: " ") else { return "" }
    let command = UnfinishedCommand(typed)
    guard !command.isInComment, command.payload == nil, command.partial.start == typed.count,
      let name = command.words.first?.commandName
    else { return "" }
    switch purpose {
    case .command, .continuation: return operands(after: command, language.command(named: name))
    case .step:
      if let answer = StepTable.entry(named: name, in: language) {
        return MissingOperands(in: command.words, of: answer.operands, language).operands.usage
      }
      return operands(after: command, pauseCommand(named: name))
    case .prediction, .enter: return ""
    }
  }

  private func operands(after command: UnfinishedCommand, _ entry: CommandEntry?) -> String {
    guard let entry else { return "" }
    if let inner = command.innerCommand, let name = inner.words.first?.commandName {
      return operands(after: inner, language.command(named: name))
    }
    if entry.operands.first?.kind == .prediction {
      if let emission = command.predictedEmission {
        return operands(after: emission, language.command(named: "emit"))
      }
      if let colon = command.colon {
        return colon == command.words.count - 1
          ? language.command(named: "emit")?.usage ?? "" : ""
      }
    }
    return MissingOperands(in: command.words, of: entry.operands, language).operands.usage
  }
}

// MARK: - Candidates

extension Completer {
  private func candidates(
    for operand: Operand,
    in command: UnfinishedCommand
  ) -> [Completion.Candidate] {
    switch operand.kind {
    case .text, .number, .prediction, .command: []
    case .itself: [Completion.Candidate(operand.name, isKeyword: true)]
    case .event: events
    case .answer: handlers
    case .breakPoint: events + handlers
    case .recordedEvent: vocabulary.recordedEvents.map { Completion.Candidate($0.rawValue) }
    case .filter:
      TraceFilter.Option.allCases.map(\.rawValue).filter { !command.isGiven($0) }
        .map { Completion.Candidate($0, isKeyword: true) }
    case .handler:
      language.handlers.filter { isAllowed($0.reach) }
        .map { Completion.Candidate($0.name, $0.summary) }.sorted()
    case .subscription: subscriptions(of: command)
    case .expectation: expectations(in: command)
    case .payload: [Completion.Candidate("{", ending: "", isKeyword: true)]
    case .file: isSafe ? [] : files(in: command)
    case .choice(let choices): choices.map { Completion.Candidate($0, isKeyword: true) }
    case .optionValue:
      (command.words.last.flatMap { ShellOption(rawValue: $0.text) }?.values ?? [])
        .map { Completion.Candidate($0) }
    case .emission: emissions
    case .job: vocabulary.jobs.map { Completion.Candidate("\($0.number)", $0.event.spelling) }
    case .emissionOr(let keyword):
      emissions + [Completion.Candidate(keyword, isKeyword: true)]
    case .application:
      vocabulary.proposals(for: operand.name, of: command.words.first?.text ?? "")
        .map { Completion.Candidate($0) }
    case .service: services
    case .lesson: lessons(in: command)
    case .topic:
      Set(HelpPage.topics(in: language) + language.services + vocabulary.events.map(\.rawValue))
        .map { Completion.Candidate($0) }.sorted()
    }
  }

  private var emissions: [Completion.Candidate] {
    vocabulary.emissions.map { Completion.Candidate("\($0.number)", $0.event.spelling) }
  }

  var events: [Completion.Candidate] {
    vocabulary.events.map { Completion.Candidate($0.rawValue) }
  }

  private var commands: [Completion.Candidate] {
    candidates(for: language.commands.filter { isAllowed($0.reach) }).sorted()
  }

  private func isAllowed(_ reach: Reach) -> Bool { !isSafe || reach == .inside }

  private func candidates(for commands: [CommandEntry]) -> [Completion.Candidate] {
    commands.map { entry in
      Completion.Candidate(entry.name, entry.summary, ending: entry.operands.isEmpty ? "" : " ")
    }
  }

  /// The answers at a pause, and the commands that can be used there.
  private var answers: [Completion.Candidate] {
    StepTable.entries.map { entry in
      Completion.Candidate(entry.name, entry.summary, ending: entry.operands.isEmpty ? "" : " ")
    } + candidates(for: StepTable.commands(in: language))
  }

  /// The names of all handlers that are subscribed.
  var handlers: [Completion.Candidate] {
    vocabulary.handlers(of: nil).map { Completion.Candidate($0) }
  }

  /// The handlers that are subscribed to the command's event, with their operands.
  private func subscriptions(of command: UnfinishedCommand) -> [Completion.Candidate] {
    guard let event = command.event else { return [] }
    return vocabulary.handlers(of: event).map { Completion.Candidate($0) }
  }

  /// The ids of lessons, and once something is typed also files that have lessons.
  private func lessons(in command: UnfinishedCommand) -> [Completion.Candidate] {
    let ids = vocabulary.lessons.map { Completion.Candidate($0.id, $0.title) }
    return command.partial.text.isEmpty || isSafe ? ids : ids + files(in: command)
  }

  /// The files in the directory that is being typed; hidden ones only after a dot.
  private func files(in command: UnfinishedCommand) -> [Completion.Candidate] {
    let path = command.partial.text
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    let isHiddenWanted = path.dropFirst(folder.count).hasPrefix(".")
    return list(folder).filter { isHiddenWanted || !$0.hasPrefix(".") }.map { name in
      let path = folder + name
      let isSpecial = path == "~/" || path.first.map { "-{[".contains($0) } ?? false
      return Completion.Candidate(
        // At its start, a path could be an option, a payload or the home directory.
        isSpecial ? "./" + path : path,
        ending: name.hasSuffix("/") ? "" : " "
      )
    }
  }

  /// The keys that the handlers of the event read, without those that the payload already has.
  private func payloadKeys(of command: UnfinishedCommand) -> Completion? {
    guard let payload = command.payload, let place = PayloadKeyPosition(payload),
      let event = command.event
    else { return nil }
    var keys = Set(place.keys)
    let candidates = vocabulary.knownFields(of: event).filter { keys.insert($0.name).inserted }
      .map { Completion.Candidate("\"\($0.name)\"", ending: ": ") }
    let start = command.typed.count - payload.count + place.start
    return Completion(of: command.typed, from: start, among: candidates)
  }
}

extension [Completion.Candidate] {
  fileprivate func sorted() -> [Completion.Candidate] { sorted { $0.text < $1.text } }
}
