package import Events
import TerminalText

/// An expectation about emissions that have ended.
package struct Expectation: Sendable, Hashable {
  package let condition: Condition

  package let scope: Scope

  /// The emissions to check.
  package enum Scope: Sendable, Hashable {
    /// The last one that has ended.
    case last

    /// The emissions of an event that ended during the last command, including nested ones.
    case event(EventName)

    case emission(EmissionNumber)
  }

  package enum Condition: Sendable, Hashable {
    /// These handlers ran, in this order; others may have run as well.
    case ran([String])

    /// A given number of handlers ended in this way, or these did, perhaps with others.
    case ended(Ending, Selection)

    /// A given number of handlers ran.
    case count(Int)

    /// Nobody listened.
    case nobody

    /// A nested emission was refused.
    case refused

    /// There was an emission.
    case emitted

    /// Handlers ended in these ways, in this order; others may have run as well.
    case outcomes([Ending])

    /// It ran at the same time as an emission of this event.
    case overlapped(EventName)

    /// This handler was subscribed while an earlier emission of the event ran, and ran in this one.
    case latecomer(String)
  }

  package enum Ending: String, Sendable, CaseIterable {
    case completed
    case failed
    case cancelled
    case skipped
  }

  package enum Selection: Sendable, Hashable {
    case count(Int)
    case handlers([String])
  }
}

extension Expectation {
  /// The first words of expectations.
  fileprivate enum Keyword: String, CaseIterable {
    case ran, completed, failed, cancelled, skipped, count, nobody, refused
    case emitted, outcomes, overlapped, latecomer
  }

  /// The first word of an expectation about a service.
  package static let state = "state"

  static let keywords = Keyword.allCases.map(\.rawValue) + [state]

  /// The forms of a check, each with its meaning.
  static let explanations = [
    ["ran HANDLER...", "these ran, in this order"],
    ["completed HANDLER...", "these completed"],
    ["completed N", "N handlers completed"],
    ["failed, cancelled, skipped", "the same for the other outcomes"],
    ["count N", "N handlers ran"],
    ["nobody", "nobody listened"],
    ["refused", "an emission nested in it was refused"],
    ["emitted", "the event was emitted"],
    ["outcomes OUTCOME...", "these outcomes, in this order"],
    ["overlapped EVENT", "it overlapped an emission of EVENT"],
    ["latecomer HANDLER", "subscribed during an earlier emission"],
  ]

  /// The forms as a part of help, one on a line.
  static var help: String {
    Columns.aligned(explanations).map { "  " + $0 }.joined(separator: "\n")
  }
}

extension Operands {
  /// Takes an expectation from the words that are left.
  mutating func expectation() throws(Diagnostic) -> Expectation {
    let condition = try expectedCondition()
    guard option("in") else { return Expectation(condition: condition, scope: .last) }
    let scope: Expectation.Scope =
      isAtEmissionNumber ? .emission(try emissionNumber("N")) : .event(try event("EVENT or N"))
    return Expectation(condition: condition, scope: scope)
  }

  private mutating func expectedCondition() throws(Diagnostic) -> Expectation.Condition {
    switch try choice("CHECK", among: Expectation.Keyword.allCases, \.rawValue) {
    case .ran: return .ran(try handlerNames())
    case .completed: return .ended(.completed, try selection())
    case .failed: return .ended(.failed, try selection())
    case .cancelled: return .ended(.cancelled, try selection())
    case .skipped: return .ended(.skipped, try selection())
    case .count: return .count(try number("N"))
    case .nobody: return .nobody
    case .refused: return .refused
    case .emitted: return .emitted
    case .outcomes: return .outcomes(try outcomes())
    case .overlapped: return .overlapped(try event())
    case .latecomer: return .latecomer(try word("HANDLER").text)
    }
  }

  private mutating func outcomes() throws(Diagnostic) -> [Expectation.Ending] {
    var outcomes: [Expectation.Ending] = []
    repeat {
      outcomes.append(try choice("OUTCOME", among: Expectation.Ending.allCases, \.rawValue))
    } while hasMore && !isAt("in")
    return outcomes
  }

  private mutating func selection() throws(Diagnostic) -> Expectation.Selection {
    isAtNumber ? .count(try number("N")) : .handlers(try handlerNames("HANDLER or N"))
  }

  private mutating func handlerNames(_ operand: String = "HANDLER") throws(Diagnostic) -> [String] {
    if let word = next, isAt("in") {
      throw Diagnostic(expected: operand, found: word, .usage(usage))
    }
    var names = [try word(operand).text]
    while hasMore && !isAt("in") { names.append(try word("HANDLER").text) }
    return names
  }
}
