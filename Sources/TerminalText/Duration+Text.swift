extension Duration {
  /// The duration as text for people: at most three digits and a unit, or minutes and seconds.
  package var text: String {
    let nanoseconds = Double(self / .nanoseconds(1))
    let units: [(limit: Double, size: Double, name: String)] = [
      (999.5, 1, "ns"), (999_500, 1e3, "µs"), (999_500_000, 1e6, "ms"), (59.95e9, 1e9, "s"),
    ]
    guard let unit = units.first(where: { nanoseconds < $0.limit }) else {
      let seconds = Int(exactly: (nanoseconds / 1e9).rounded()) ?? .max
      let rest = seconds % 60
      return "\(seconds / 60)m\(rest < 10 ? "0" : "")\(rest)s"
    }
    return Self.digits(nanoseconds / unit.size) + unit.name
  }

  /// The duration as text; nil if it is zero, which says nothing.
  package var textUnlessZero: String? { self == .zero ? nil : text }

  /// Returns a number rounded to three digits, without zeros at the end of its decimals.
  private static func digits(_ number: Double) -> String {
    let decimals = number < 9.995 ? 100.0 : number < 99.95 ? 10.0 : 1.0
    let text = "\((number * decimals).rounded() / decimals)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
