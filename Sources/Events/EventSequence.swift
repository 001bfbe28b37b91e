/// The emissions of an event, one element each, from the moment at which the sequence is made.
///
/// Its subscription ends with the iteration, with the cancellation of the iterating task, and when
/// the last reference to the sequence is released. A sequence is iterated once. It does not retain
/// the bus, and does not end with it: after the bus is gone, the iteration waits until its task is
/// cancelled.
///
/// An emission does not wait until its element is taken: elements are buffered by the policy that was
/// given to ``EventBus/events(of:bufferingPolicy:fileID:line:)->EventSequence<EventData>``.
public struct EventSequence<Element: Sendable>: AsyncSequence, Sendable {
  private let buffer: AsyncStream<Element>
  private let continuation: AsyncStream<Element>.Continuation
  private let ending: Ending

  /// The closure makes the handler, which yields the elements to the given function.
  init(
    of event: EventName,
    on bus: EventBus,
    _ bufferingPolicy: AsyncStream<Element>.Continuation.BufferingPolicy,
    _ handler: (_ yield: @escaping @Sendable (Element) -> Void) -> EventHandler
  ) {
    let (buffer, continuation) = AsyncStream.makeStream(
      of: Element.self,
      bufferingPolicy: bufferingPolicy
    )
    let subscription = bus.subscribe(handler { continuation.yield($0) }, to: event)
    continuation.onTermination = { _ in subscription.cancel() }
    (self.buffer, self.continuation) = (buffer, continuation)
    ending = Ending(continuation)
  }

  /// Ends the subscription when it is released.
  ///
  /// The buffer alone does not: the handler on the bus holds it.
  fileprivate final class Ending: Sendable {
    private let continuation: AsyncStream<Element>.Continuation

    init(_ continuation: AsyncStream<Element>.Continuation) {
      self.continuation = continuation
    }

    deinit { continuation.finish() }
  }

  /// An iteration over the elements.
  public struct Iterator: AsyncIteratorProtocol {
    fileprivate var base: AsyncStream<Element>.Iterator

    /// The endings of the sequence, which must not come before that of the iteration, and of the
    /// iteration.
    fileprivate let endings: (Ending, Ending)

    /// Returns the next element; after the task was cancelled, the buffered ones and then nil.
    public mutating func next(
      isolation actor: isolated (any Actor)? = #isolation
    ) async -> Element? {
      await base.next(isolation: actor)
    }
  }

  /// Begins the iteration.
  public func makeAsyncIterator() -> Iterator {
    Iterator(base: buffer.makeAsyncIterator(), endings: (ending, Ending(continuation)))
  }
}
