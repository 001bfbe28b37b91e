package import Events

/// What a script expects of the last emission that has ended.
package struct Expectation: Sendable, Hashable {
  package let condition: Condition

  /// The event of a nested emission that is meant, or nil for the emission itself.
  package let event: EventName?

  package enum Condition: Sendable, Hashable {
    /// These handlers ran, in this order; others may have run as well.
    case ran([String])

    /// So many handlers ended in this way, or these did; others may have as well.
    case ended(Ending, Selection)

    /// So many handlers ran.
    case count(Int)

    /// Nobody listened.
    case nobody

    /// An emission inside was refused.
    case refused
  }

  package enum Ending: String, Sendable {
    case completed
    case failed
    case cancelled
  }

  package enum Selection: Sendable, Hashable {
    case count(Int)
    case handlers([String])
  }
}

extension Expectation {
  /// The words with which an expectation begins.
  fileprivate enum Keyword: String, CaseIterable {
    case ran, completed, failed, cancelled, count, nobody, refused
  }

  static let keywords = Keyword.allCases.map(\.rawValue)
}

extension Operands {
  /// Takes an expectation, which is all that is left.
  mutating func expectation() throws(Diagnostic) -> Expectation {
    let condition = try expectedCondition()
    guard option("in") else { return Expectation(condition: condition, event: nil) }
    return Expectation(condition: condition, event: try event())
  }

  private mutating func expectedCondition() throws(Diagnostic) -> Expectation.Condition {
    switch try choice("CHECK", among: Expectation.Keyword.allCases, \.rawValue) {
    case .ran: return .ran(try handlerNames())
    case .completed: return .ended(.completed, try selection())
    case .failed: return .ended(.failed, try selection())
    case .cancelled: return .ended(.cancelled, try selection())
    case .count: return .count(try number("N"))
    case .nobody: return .nobody
    case .refused: return .refused
    }
  }

  private mutating func selection() throws(Diagnostic) -> Expectation.Selection {
    isAtNumber ? .count(try number("N")) : .handlers(try handlerNames())
  }

  private mutating func handlerNames() throws(Diagnostic) -> [String] {
    var names: [String] = []
    repeat { names.append(try word("HANDLER").text) } while hasMore && !isAt("in")
    return names
  }
}
