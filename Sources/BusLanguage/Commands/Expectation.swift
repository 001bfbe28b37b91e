package import Events

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
  }

  package enum Ending: String, Sendable {
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
  }

  static let keywords = Keyword.allCases.map(\.rawValue)
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
    }
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
