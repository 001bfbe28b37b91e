extension Duration {
  /// The longest duration that a user can choose.
  private static let longestWritten = Duration.seconds(365 * 24 * 60 * 60)

  private static let units: [(name: String, seconds: Double)] = [
    ("d", 86400), ("h", 3600), ("m", 60), ("s", 1), ("ms", 1e-3), ("µs", 1e-6), ("us", 1e-6),
    ("ns", 1e-9),
  ]

  /// Creates a duration of at most a year from numbers with units, the larger ones first: `500ms`,
  /// `1.5m`, `1h30m`.
  ///
  /// It reads what traces print.
  init?(written text: String) {
    var sum = Duration.zero
    var smallest = Double.infinity
    var rest = text[...]
    repeat {
      // A Double may also be written as 0x1p4, 1e3, inf or nan.
      let number = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
      let name = rest.dropFirst(number.count).prefix { $0.isLetter }
      rest = rest.dropFirst(number.count + name.count)
      guard let value = Double(number), let unit = Self.units.first(where: { $0.name == name }),
        unit.seconds < smallest, value * unit.seconds <= Self.longestWritten / .seconds(1)
      else { return nil }
      sum += .nanoseconds(Int64((value * unit.seconds * 1e9).rounded()))
      smallest = unit.seconds
    } while !rest.isEmpty
    guard sum <= Self.longestWritten else { return nil }
    self = sum
  }
}
