import Events

/// Cancels handlers that take too long; they count as failed.
struct TimeLimit: Sendable {
  let limit: Duration
  var clock: any Clock<Duration> = ContinuousClock()

  struct Exceeded: Error {
    let limit: Duration
  }

  @Sendable
  func run(
    _ context: HandlerContext,
    _ next: @escaping @Sendable () async throws -> Void
  ) async throws {
    try await withThrowingTaskGroup { group in
      group.addTask { try await next() }
      group.addTask {
        try await clock.sleep(for: limit)
        throw Exceeded(limit: limit)
      }
      defer { group.cancelAll() }
      try await group.next()
    }
  }
}
