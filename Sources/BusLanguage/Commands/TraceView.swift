/// A form in which recorded emissions are shown.
package enum TraceView: String, Sendable, CaseIterable {
  /// An emission as a tree.
  case tree

  /// All recorded emissions, a line each.
  case list

  /// Everything that happened, numbered.
  case order

  /// Bars for the time that things took.
  case timeline

  /// The option that chooses the view.
  var option: String { "--\(rawValue)" }

  /// The views that an option chooses: all but the default.
  static let optional = allCases.filter { $0 != .tree }
}

extension Operands {
  /// Takes the number of an emission and a view, in either order.
  mutating func traceView() throws(Diagnostic) -> (EmissionNumber?, TraceView) {
    var number: EmissionNumber?
    if hasMore, !isAtOption { number = try emissionNumber("N") }
    guard isAtOption else { return (number, .tree) }
    let view = try choice("VIEW", among: TraceView.optional, \.option)
    if view == .list, let number {
      throw Diagnostic("expected no N beside --list", at: number.position, .usage(usage))
    }
    if view != .list, number == nil, hasMore { number = try emissionNumber("N") }
    return (number, view)
  }
}
