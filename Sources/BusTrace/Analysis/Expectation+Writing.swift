package import BusLanguage
import Events

extension Expectation {
  /// The largest depth of nested emissions that get expectations.
  private static let maximumTreeSize = 100

  /// Returns the commands that expect the results of the emissions that ended during one command.
  ///
  /// - Parameter emissions: The emissions that are not nested, in the order in which they ended.
  /// - Returns: The commands, each once.
  package static func commands(for emissions: [EmissionTrace]) -> [String] {
    var commands: [String] = []
    var known: Set<String> = []
    for (index, emission) in emissions.enumerated() {
      let isLast = index == emissions.count - 1
      let inside = emission.size <= maximumTreeSize ? emission.descendants : []
      let own = emission.facts.map { isLast ? $0 : "\($0) in \(emission.scope)" }
      let nested = inside.flatMap { inner in inner.facts.map { "\($0) in \(inner.scope)" } }
      for fact in own + nested where known.insert(fact).inserted {
        commands.append("expect \(fact)")
      }
    }
    return commands
  }
}

extension EmissionTrace {
  /// The operand that names the event of the emission.
  fileprivate var scope: String {
    let name = start.event.rawValue
    // A number without quotes would be that of an emission.
    return Int(name) == nil ? Word.spelling(of: name) : "\"\(name)\""
  }

  /// The emissions nested in this one, each before those inside it.
  fileprivate var descendants: [EmissionTrace] { nestedEmissions.flatMap { [$0] + $0.descendants } }

  /// The operands of the expectations that the emission meets.
  fileprivate var facts: [String] {
    guard hasHandlers else { return ["nobody"] }
    let ran = names.isEmpty ? [] : ["ran \(Self.operands(names))"]
    let endings: [Expectation.Ending] = [.failed, .cancelled, .skipped]
    let ended = endings.compactMap { ending in
      let names = names(of: ending)
      return names.isEmpty ? nil : "\(ending.rawValue) \(Self.operands(names))"
    }
    let refused = refusals > 0 ? ["refused"] : []
    return ran + ["completed \(names(of: .completed).count)"] + ended + refused
  }

  /// Returns names as operands, of which none is taken for the end of the list or for a number.
  private static func operands(_ names: [String]) -> String {
    names.map { $0 == "in" || Int($0) != nil ? "\"\($0)\"" : Word.spelling(of: $0) }
      .joined(separator: " ")
  }
}
