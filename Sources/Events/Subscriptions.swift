/// The subscriptions of a bus: for each event a list, in running order.
///
/// A plain value. The bus keeps it behind its lock and hands out copies of the lists, which later
/// changes do not touch.
struct Subscriptions: Sendable {
  typealias List = SortedTree<Entry>

  /// A subscription in the list of its event.
  struct Entry: SortedTreeElement {
    let id: Int
    let handler: EventHandler

    var key: Int { id }
  }

  /// The place of a subscription among those of its event: those of one handler stand together.
  private struct Place: SortedTreeElement, Comparable {
    let handler: ObjectIdentifier
    let id: Int

    var key: Place { self }

    static func < (first: Place, second: Place) -> Bool {
      (first.handler, first.id) < (second.handler, second.id)
    }
  }

  private var lists: [EventName: List] = [:]

  /// The places of the subscriptions to events with so many of them that a search would take long.
  private var places: [EventName: SortedTree<Place>] = [:]

  /// The number of subscriptions ever made.
  private var total = 0

  /// The events that have at least one handler.
  ///
  /// An event whose last handler left has no entry.
  var events: [EventName] { Array(lists.keys) }

  /// The subscriptions to an event; nil if there are none.
  subscript(event: EventName) -> List? { lists[event] }

  /// Appends a subscription to the list of an event.
  mutating func add(_ handler: EventHandler, to event: EventName) -> Entry {
    total += 1
    let entry = Entry(id: total, handler: handler)
    lists[event, default: .leaf([])].insert(entry)
    if case .branch = lists[event] { addPlace(of: entry, in: event) }
    return entry
  }

  /// Removes a subscription to an event.
  ///
  /// - Returns: The removed subscription, so that the caller decides where it is released: the
  ///   deinitializer of a handler may run code of the application, which must not happen under a
  ///   lock.
  mutating func remove(_ id: Int, from event: EventName) -> Entry? {
    guard let index = lists.index(forKey: event), let removed = lists.values[index].remove(id)
    else { return nil }
    if lists.values[index].isEmpty {
      lists.remove(at: index)
      places[event] = nil
    } else if !places.isEmpty {
      _ = places[event]?.remove(Place(handler: ObjectIdentifier(removed.handler), id: id))
    }
    return removed
  }

  /// Returns the first subscription of a handler to an event, if there is one.
  func first(of handler: EventHandler, to event: EventName) -> Int? {
    guard case .branch = lists[event] else {
      return lists[event]?.elements.first { $0.handler === handler }?.id
    }
    let first = Place(handler: ObjectIdentifier(handler), id: 0)
    guard let (places, index) = places[event]?.leaf(from: first), index < places.count,
      places[index].handler == first.handler
    else { return nil }
    return places[index].id
  }

  private mutating func addPlace(of entry: Entry, in event: EventName) {
    func place(_ entry: Entry) -> Place {
      Place(handler: ObjectIdentifier(entry.handler), id: entry.id)
    }
    guard places[event] == nil else {
      places[event]?.insert(place(entry))
      return
    }
    var all = SortedTree<Place>.leaf([])
    for entry in lists[event]?.elements ?? [] { all.insert(place(entry)) }
    places[event] = all
  }
}
