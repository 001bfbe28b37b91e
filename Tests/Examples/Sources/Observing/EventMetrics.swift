import Events
import Metrics

/// Counts emissions.
struct EmissionCounter: EventTracer {
  func record(_ record: TraceRecord) {
    guard case .emissionStarted(let start) = record.fact else { return }
    Counter(label: "events_emitted", dimensions: [("event", start.event.rawValue)]).increment()
  }
}

/// Counts what handlers do, and takes the time that they need.
@Sendable
func measured(_ context: HandlerContext, _ next: () async throws -> Void) async throws {
  let dimensions = [("event", context.event.rawValue), ("handler", context.handler.name)]
  let start = ContinuousClock.now
  defer {
    Timer(label: "handler_duration", dimensions: dimensions)
      .record(duration: start.duration(to: .now))
  }
  do {
    try await next()
    Counter(label: "handler_completed", dimensions: dimensions).increment()
  } catch {
    Counter(label: "handler_failed", dimensions: dimensions).increment()
    throw error
  }
}
