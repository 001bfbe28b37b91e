/// Work that is repeated until it can be timed.
typealias Work = (_ count: Int) async throws -> Void

/// Work that can be done by several tasks at once.
typealias SharedWork = @Sendable (_ count: Int) async throws -> Void

extension Contestant {
  /// Somebody in this process, whose work does some units at each turn; the sample is in
  /// nanoseconds per unit.
  ///
  /// - Parameters:
  ///   - name: Who it is.
  ///   - goal: The first contestant takes at most this many times as long.
  ///   - units: What one turn does.
  ///   - make: Sets up the work.
  /// - Returns: The contestant.
  static func here(
    _ name: String,
    goal: Double? = nil,
    units: Int = 1,
    _ make: @escaping () async throws -> Work
  ) -> Contestant {
    Contestant(name: name, goal: goal) {
      let work = try await make()
      var count = 1
      // The shorter of two, because a single turn takes as long if something else has the core.
      while try await min(time(work, count), time(work, count)) < .milliseconds(10) { count *= 2 }
      let calibrated = count
      return { try await time(work, calibrated) / .nanoseconds(calibrated * units) }
    }
  }
}

private func time(_ work: Work, _ count: Int) async throws -> Duration {
  let start = ContinuousClock.now
  try await work(count)
  return ContinuousClock.now - start
}
