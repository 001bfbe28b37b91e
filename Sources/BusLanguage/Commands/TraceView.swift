/// A form in which a recorded emission is shown.
package enum TraceView: String, Sendable, CaseIterable {
  /// The emission as a tree.
  case tree

  /// Everything that happened, numbered.
  case order

  /// Bars for the time that things took.
  case timeline

  /// The option that chooses the view.
  private var option: String { "--\(rawValue)" }

  /// The option that chooses a list of emissions in place of one.
  static let list = "--list"

  /// The options that choose a list, or a view other than the tree.
  static let options = [list] + allCases.filter { $0 != .tree }.map(\.option)

  fileprivate init?(option: String) {
    guard let view = Self.allCases.first(where: { $0.option == option }) else { return nil }
    self = view
  }
}

extension Operands {
  /// Takes the number of an emission and a view, in either order, or the conditions on a list.
  mutating func trace() throws(Diagnostic) -> Command {
    var number: EmissionNumber?
    if hasMore, !isAtOption { number = try emissionNumber("N") }
    guard isAtOption else { return .trace(emission: number, .tree) }
    try refuseFilter()
    guard let view = TraceView(option: try choice("VIEW", among: TraceView.options, \.self)) else {
      if let number {
        throw Diagnostic("--list takes no N", at: number.position, .usage(usage))
      }
      return .traceList(try traceFilter())
    }
    if number == nil, hasMore { number = try emissionNumber("N") }
    return .trace(emission: number, view)
  }

  /// Throws if a condition on a list stands before the list.
  private func refuseFilter() throws(Diagnostic) {
    guard let word = next, TraceFilter.Option(rawValue: word.text) != nil else { return }
    throw Diagnostic(expected: "--list before a FILTER", found: word, .usage(usage))
  }
}
