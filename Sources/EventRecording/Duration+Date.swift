extension Duration {
  /// The wall-clock time since the beginning of 1970, in UTC.
  package static var sinceEpoch: Duration { .nanoseconds(System.unixTime) }

  /// The date and time of a duration since the beginning of 1970, in UTC, as in RFC 3339.
  package var dateText: String {
    let (seconds, attoseconds) = components
    let milliseconds = Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
    let (days, rest) = milliseconds.quotientAndRemainder(dividingBy: 86_400_000)
    let date = Self.date(ofDay: days)
    let time = [rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60].map { Self.digits($0, 2) }
    let day = [Self.digits(date.year, 4), Self.digits(date.month, 2), Self.digits(date.day, 2)]
    return day.joined(separator: "-") + "T" + time.joined(separator: ":") + "."
      + Self.digits(rest % 1000, 3) + "Z"
  }

  /// Returns the date of a day, counted from the beginning of 1970.
  private static func date(ofDay number: Int) -> (year: Int, month: Int, day: Int) {
    // Counted in periods of 400 years, which all have the same length, and from March on, so that
    // the day of a leap year comes last.
    let shifted = number + 719_468
    let (era, day) = shifted.quotientAndRemainder(dividingBy: 146_097)
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365
    let dayOfYear = day - (365 * year + year / 4 - year / 100)
    let month = (5 * dayOfYear + 2) / 153
    return (
      year: era * 400 + year + (month < 10 ? 0 : 1),
      month: month < 10 ? month + 3 : month - 9,
      day: dayOfYear - (153 * month + 2) / 5 + 1
    )
  }

  private static func digits(_ number: Int, _ count: Int) -> String {
    let text = "\(number)"
    return String(repeating: "0", count: max(0, count - text.count)) + text
  }
}
