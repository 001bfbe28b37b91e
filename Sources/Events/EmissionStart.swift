import Synchronization

/// The start of an emission.
public struct EmissionStart: Sendable {
  /// The fields, which are shared: a start is copied with each fact and each tree that has it.
  private let fields: Fields

  private final class Fields: Sendable {
    let emission: Int
    let parent: EmissionParent?
    let depth: Int
    let event: EventName
    let data: EventData
    let handlerCount: Int
    let list: Subscriptions.List
    let bus: BusReference

    /// The progress of a whole emission; not in an object of its own, which costs as much as a handler.
    let progress = Mutex(WholeEmission.Progress())

    init(
      emission: Int,
      parent: EmissionParent?,
      depth: Int,
      event: EventName,
      data: EventData,
      handlerCount: Int,
      list: Subscriptions.List,
      bus: BusReference
    ) {
      (self.emission, self.parent, self.depth) = (emission, parent, depth)
      (self.event, self.data, self.handlerCount) = (event, data, handlerCount)
      (self.list, self.bus) = (list, bus)
    }
  }

  /// The number of the emission.
  public var emission: Int { fields.emission }

  /// The handler that emitted it; nil if no handler of this bus did.
  public var parent: EmissionParent? { fields.parent }

  /// The nesting depth: 0 outside handlers, otherwise one more than that of the emission whose
  /// handler emitted it.
  public var depth: Int { fields.depth }

  /// The event.
  public var event: EventName { fields.event }

  /// The data for the handlers.
  public var data: EventData { fields.data }

  /// The handlers that will run, in order, whatever is subscribed or unsubscribed in the meantime.
  ///
  /// - Complexity: O(*n*) for *n* handlers: the list is made when it is read.
  public var handlers: [Subscription] { fields.list.subscriptions(to: event, on: fields.bus) }

  /// The number of handlers that will run.
  public var handlerCount: Int { fields.handlerCount }

  /// The progress of a whole emission.
  var progress: WholeEmission.Progress { changeProgress { $0 } }

  /// Changes the progress of a whole emission.
  func changeProgress<Result: Sendable>(
    _ change: (inout WholeEmission.Progress) -> Result
  ) -> Result {
    fields.progress.withLock { change(&$0) }
  }

  /// Returns whether the emission is on a bus.
  package func isOn(_ bus: EventBus) -> Bool { fields.bus === bus.state.reference }

  init(
    _ emission: Int,
    of event: EventName,
    inside parent: EmissionParent?,
    depth: Int,
    _ data: EventData,
    _ list: Subscriptions.List,
    on bus: BusReference,
    handlerCount: Int? = nil
  ) {
    fields = Fields(
      emission: emission,
      parent: parent,
      depth: depth,
      event: event,
      data: data,
      handlerCount: handlerCount ?? list.count,
      list: list,
      bus: bus
    )
  }

  /// Creates the start of a recorded emission, whose handlers belong to no bus.
  ///
  /// The number of handlers is larger than the number of known handlers if some had not started at
  /// the end of the recording.
  package init(
    recorded emission: Int,
    inside parent: EmissionParent?,
    depth: Int,
    _ event: EventName,
    _ data: EventData,
    _ handlers: [Subscription],
    handlerCount: Int
  ) {
    self.init(
      emission,
      of: event,
      inside: parent,
      depth: depth,
      data,
      Subscriptions.List(handlers.map { Subscriptions.Entry(id: $0.id, handler: $0.handler) }),
      on: BusReference(),
      handlerCount: handlerCount
    )
  }
}
