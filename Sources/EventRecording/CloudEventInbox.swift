/// A filter for the events of other processes, which drops events that must not be emitted here.
///
/// It stops cycles between processes that send to each other, directly or by a broker. An event of
/// the process itself is dropped, as is a repeated event, because brokers deliver more than once.
/// An event that has passed through too many processes is an error.
public struct CloudEventInbox: Sendable {
  /// The number of events that are remembered, each by a hash of 64 bits.
  public static let capacity = 10_000

  private let isOwn: @Sendable (CloudEvent) -> Bool
  private let hopLimit: Int

  /// The hashes of the newest events, and the index of the oldest one.
  private var hashes: [Int] = []
  private var oldest = 0
  private var known: Set<Int> = []

  /// Creates an inbox.
  ///
  /// - Parameters:
  ///   - source: The origin of this process's own events.
  ///   - hopLimit: The number of processes that an event may have passed through; one more is
  ///     refused.
  public init(source: String, hopLimit: Int = 64) {
    self.init(hopLimit: hopLimit) { $0.source == source }
  }

  package init(hopLimit: Int, isOwn: @escaping @Sendable (CloudEvent) -> Bool) {
    (self.hopLimit, self.isOwn) = (hopLimit, isOwn)
  }

  /// Takes an event.
  ///
  /// - Returns: True if it is to be emitted: it is from another process, and none of the last
  ///   ``capacity`` events had its source and identifier.
  /// - Throws: ``RecordingError`` if it has passed through too many processes.
  public mutating func accepts(_ event: CloudEvent) throws(RecordingError) -> Bool {
    if isOwn(event) || !remember(event) { return false }
    if let hops = event.hops, hops >= hopLimit {
      throw RecordingError(
        "expected fewer than \(hopLimit) hops, found \(hops): the event runs in a cycle"
      )
    }
    return true
  }

  /// Remembers an event, and returns whether it was unknown.
  private mutating func remember(_ event: CloudEvent) -> Bool {
    var hasher = Hasher()
    hasher.combine(event.source)
    hasher.combine(event.id)
    let hash = hasher.finalize()
    guard known.insert(hash).inserted else { return false }
    if hashes.count < Self.capacity {
      hashes.append(hash)
    } else {
      known.remove(hashes[oldest])
      hashes[oldest] = hash
      oldest = (oldest + 1) % Self.capacity
    }
    return true
  }
}
