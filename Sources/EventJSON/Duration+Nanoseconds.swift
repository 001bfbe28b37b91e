extension Duration {
  /// The duration in whole nanoseconds, or the nearest number that an `Int` can hold, which is 292
  /// years.
  package var nanoseconds: Int {
    let (seconds, attoseconds) = components
    return Int(clamping: Int128(seconds) * 1_000_000_000 + Int128(attoseconds / 1_000_000_000))
  }
}
