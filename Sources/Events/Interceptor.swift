import Synchronization

/// Code around every handler of a bus: for spans, metrics, time limits, pauses.
///
/// A bus gets its interceptors when it is created, and a bus without interceptors has no cost. An
/// interceptor is called in place of each handler, where the handler would run, with the handler's
/// context and a function that calls the handler:
///
/// ```swift
/// let bus = EventBus { context, next in
///   let start = ContinuousClock.now
///   try await next()
///   print("\(context.handler) took \(ContinuousClock.now - start)")
/// }
/// ```
///
/// - It may bind task-locals around `next`: the handler and its emissions see them.
/// - It may call `next` in a child task, to cancel it, but not after it has returned. Calling it twice
///   runs the handler twice.
/// - If it does not call `next`, the outcome of the handler is ``HandlerOutcome/skipped``.
/// - An error that it throws counts as thrown by the handler. An error that it catches does not
///   count.
///
/// The first of several interceptors is the outermost.
public typealias Interceptor =
  @Sendable (
    _ context: HandlerContext,
    _ next: @escaping @Sendable () async throws -> Void
  ) async throws -> Void

/// Returns an interceptor that stands for several, or nil if there are none.
func combined(_ interceptors: [Interceptor]) -> Interceptor? {
  guard let last = interceptors.last else { return nil }
  return interceptors.dropLast().reversed().reduce(last) { inner, outer in
    { context, next in try await outer(context) { try await inner(context, next) } }
  }
}

extension EventHandler {
  /// Calls the handler in a frame by way of an interceptor, and returns whether it was called.
  func call(
    _ data: EventData,
    _ context: HandlerContext,
    in frame: Emission.Frame,
    by interceptor: Interceptor
  ) async throws -> Bool {
    let call = InterceptedCall()
    try await interceptor(context) {
      call.begin()
      if self.neverSuspends {
        try Emission.Frame.leave {
          try frame.enter { try self.body.callImmediately(data, context) }
        }
      } else {
        try await self.body.call(data, context)
      }
    }
    return call.hasBegun
  }
}

/// The fact whether an interceptor has called its handler.
private final class InterceptedCall: Sendable {
  private let flag = Atomic(false)

  var hasBegun: Bool { flag.load(ordering: .relaxed) }

  func begin() { flag.store(true, ordering: .relaxed) }
}
