import Events
import Logging

/// Warns when a handler takes longer than it should, also if it never ends.
struct SlowHandlers: Sendable {
  let limit: Duration
  var clock: any Clock<Duration> = ContinuousClock()
  let logger: Logger

  @Sendable
  func run(_ context: HandlerContext, _ next: () async throws -> Void) async throws {
    let warning = Task {
      try await clock.sleep(for: limit)
      logger.warning("handler is slow", metadata: ["handler": "\(context.handler)"])
    }
    defer { warning.cancel() }
    try await next()
  }
}
