import BusLanguage
import BusTrace
import EventRecording
import Events
import TerminalText

extension LessonGoal.Condition {
  /// Returns whether the condition holds for the records of a session.
  ///
  /// - Throws: A diagnostic if the lesson's expectations cannot be read.
  func isMet(in session: Session) async throws(Diagnostic) -> Bool {
    let emissions = session.recorder.emissions
    let language = session.application.language
    switch self {
    case .emission(let event, let expectations):
      return try emissions.of(event).contains(meeting: expectations, in: language)
    case .acceptance(let expectations):
      let accepted = await session.application.acceptedUsers
      let acceptances = emissions.filter { $0.isAcceptance(among: accepted) }
      return try acceptances.contains(meeting: expectations, in: language)
    case .endings(let event, let endings):
      return emissions.of(event).contains { $0.endings.contains(inOrder: endings.map(\.rawValue)) }
    case .latecomer(let event, let handler):
      let late = emissions.of(event).flatMap { $0.latecomers(named: handler) }
      return emissions.of(event).contains { emission in
        emission.runs.contains { $0.didRun && late.contains($0.run.subscription.id) }
      }
    case .overlap(let first, let second):
      return emissions.of(first).contains { emission in
        emissions.of(second).contains { emission.overlaps($0) }
      }
    }
  }
}

extension HostedApplication {
  /// The users whose invites the demo's invite service has accepted, as its state shows them.
  fileprivate var acceptedUsers: [Int] {
    get async {
      await states("invites").flatMap(\.items).compactMap { item in
        let isAccepted = item.contains { $0.name == "accepted" && $0.value as? Bool == true }
        return isAccepted
          ? item.lazy.compactMap { $0.name == "user" ? $0.value as? Int : nil }.first : nil
      }
    }
  }
}

extension [EmissionTrace] {
  fileprivate func of(_ event: String) -> [EmissionTrace] {
    filter { $0.start.event.rawValue == event }
  }

  fileprivate func contains(
    meeting words: [String],
    in language: CommandLanguage
  ) throws(Diagnostic) -> Bool {
    let expectations = try words.map { words throws(Diagnostic) in
      try Expectation(words, in: language)
    }
    return contains { emission in
      expectations.allSatisfy { (try? $0.check([emission])) != nil }
    }
  }
}

extension EmissionTrace {
  /// Returns whether the invite service emitted it to accept the invite of one of these users.
  ///
  /// One that was typed by hand may have the user, but hardly the workspace.
  fileprivate func isAcceptance(among users: [Int]) -> Bool {
    guard start.event == "invite.accepted", start.data["workspace_id"] is Int,
      let user = start.data["user_id"] as? Int
    else { return false }
    return users.contains(user)
  }

  fileprivate var endings: [String] { runs.compactMap(\.outcome?.word.rawValue) }

  /// Returns the subscriptions of a handler that were made too late for this emission.
  fileprivate func latecomers(named name: String) -> [Int] {
    changes.compactMap { change in
      guard case .handlerSubscribed(_, let subscription) = change.fact,
        subscription.handler.name == name
      else { return nil }
      return subscription.id
    }
  }
}

extension [String] {
  /// Returns whether these words occur in this order, perhaps among others.
  fileprivate func contains(inOrder words: [String]) -> Bool {
    var rest = self[...]
    return words.allSatisfy { word in
      guard let index = rest.firstIndex(of: word) else { return false }
      rest = rest[(index + 1)...]
      return true
    }
  }
}

extension Expectation {
  /// Reads the words after `expect`.
  fileprivate init(_ words: String, in language: CommandLanguage) throws(Diagnostic) {
    let command = try CommandParser(language).command(line: "expect \(words)")
    guard case .expect(let expectation) = command else {
      throw Diagnostic("expected an expectation, found '\(words.escaped)'")
    }
    self = expectation
  }
}

extension CommandParser {
  /// Parses a command in one line of a lesson.
  func command(line: String) throws(Diagnostic) -> Command {
    var lexer = Lexer()
    return try command(try lexer.read(Array(line.utf8), number: 1) ?? [])
  }
}
