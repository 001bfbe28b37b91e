import Events
import Synchronization
import Tracing

/// A span for every emission, and inside it one for each of its handlers.
///
/// It is a tracer of the bus, and ``run`` is its interceptor.
final class EventSpans: EventTracer {
  /// The spans of running emissions, by the numbers of the emissions.
  private let spans = Mutex<[Int: any Span]>([:])

  func record(_ record: TraceRecord) {
    switch record.fact {
    case .emissionStarted(let start):
      // The emitter's task is the current one, so its span becomes the parent.
      let span = startSpan("emit \(start.event)", ofKind: .producer)
      spans.withLock { $0[start.emission] = span }
    case .emissionFinished(let end):
      spans.withLock { $0.removeValue(forKey: end.emission) }?.end()
    default:
      break
    }
  }

  @Sendable
  func run(_ context: HandlerContext, _ next: () async throws -> Void) async throws {
    let emission = context.emission.flatMap { number in spans.withLock { $0[number] } }
    try await withSpan(
      context.handler.name,
      context: emission?.context ?? .topLevel,
      ofKind: .consumer
    ) { _ in
      try await next()
    }
  }
}
