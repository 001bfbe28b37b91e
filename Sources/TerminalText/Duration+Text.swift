extension Duration {
  /// The duration as text for people: at most three digits and a unit, or from a minute on two units,
  /// as in `1m01s`, `2h00m` and `21d00h`.
  package var text: String {
    let nanoseconds = Double(self / .nanoseconds(1))
    let units: [(limit: Double, size: Double, name: String)] = [
      (999.5, 1, "ns"), (999_500, 1e3, "µs"), (999_500_000, 1e6, "ms"), (59.95e9, 1e9, "s"),
    ]
    guard let unit = units.first(where: { nanoseconds < $0.limit }) else {
      func count(of size: Double) -> Int { Int(exactly: (nanoseconds / size).rounded()) ?? .max }
      let (seconds, minutes) = (count(of: 1e9), count(of: 60e9))
      if seconds < 3600 { return Self.text(seconds, by: 60, "m", "s") }
      if minutes < 24 * 60 { return Self.text(minutes, by: 60, "h", "m") }
      return Self.text(count(of: 3600e9), by: 24, "d", "h")
    }
    return Self.digits(nanoseconds / unit.size) + unit.name
  }

  /// The duration as text; nil if it is zero, which says nothing.
  package var textUnlessZero: String? { self == .zero ? nil : text }

  /// Returns a count of small units as large and small ones, these with two digits.
  private static func text(_ count: Int, by size: Int, _ large: String, _ small: String) -> String {
    let rest = count % size
    return "\(count / size)\(large)\(rest < 10 ? "0" : "")\(rest)\(small)"
  }

  /// Returns a number rounded to three digits, without zeros at the end of its decimals.
  private static func digits(_ number: Double) -> String {
    let decimals = number < 9.995 ? 100.0 : number < 99.95 ? 10.0 : 1.0
    let text = "\((number * decimals).rounded() / decimals)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
