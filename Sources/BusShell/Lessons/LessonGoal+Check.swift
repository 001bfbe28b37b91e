import BusLanguage
import BusTrace
import DemoApplication
import EventRecording
import Events
import TerminalText

extension LessonGoal.Condition {
  /// Returns whether the condition holds for the records of a session.
  ///
  /// - Throws: A diagnostic if the lesson's expectations cannot be read.
  func isMet(in session: Session) throws(Diagnostic) -> Bool {
    let emissions = session.recorder.emissions
    switch self {
    case .emission(let event, let expectations):
      return try emissions.of(event).contains(meeting: expectations)
    case .acceptance(let expectations):
      let accepted = session.demo.services.invites.all.filter(\.isAccepted)
      let acceptances = emissions.filter { emission in
        accepted.contains { emission.isAcceptance(of: $0) }
      }
      return try acceptances.contains(meeting: expectations)
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

extension [EmissionTrace] {
  fileprivate func of(_ event: String) -> [EmissionTrace] {
    filter { $0.start.event.rawValue == event }
  }

  fileprivate func contains(meeting words: [String]) throws(Diagnostic) -> Bool {
    let expectations = try words.map { words throws(Diagnostic) in try Expectation(words) }
    return contains { emission in
      expectations.allSatisfy { (try? $0.check([emission])) != nil }
    }
  }
}

extension EmissionTrace {
  /// Returns whether the invite service emitted it to accept an invite.
  fileprivate func isAcceptance(of invite: InviteService.Invite) -> Bool {
    start.event == InviteAccepted.name
      && start.data["user_id"] as? Int == invite.user
      && start.data["workspace_id"] as? Int == invite.workspace
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
  fileprivate init(_ words: String) throws(Diagnostic) {
    guard case .expect(let expectation) = try CommandParser.command(line: "expect \(words)") else {
      throw Diagnostic("expected an expectation, found '\(words.escaped)'")
    }
    self = expectation
  }
}

extension CommandParser {
  /// Parses a command in one line of a lesson.
  static func command(line: String) throws(Diagnostic) -> Command {
    var lexer = Lexer()
    return try command(try lexer.read(Array(line.utf8), number: 1) ?? [])
  }
}
