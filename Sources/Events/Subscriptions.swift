/// The subscriptions of a bus: for each event a list, in running order.
///
/// A plain value. The bus keeps it behind its lock and hands out copies of the lists, which later
/// changes do not touch.
struct Subscriptions: Sendable {
  /// A subscription in the list of its event.
  struct Entry: SortedTreeElement {
    let id: Int
    let handler: EventHandler

    var key: Int { id }
  }

  /// The subscriptions to one event, in running order: an array, or a tree if there are many.
  struct List: Sendable {
    let array: [Entry]
    let tree: SortedTree<Entry>?

    /// Indicates whether the handlers are in an array, and none of them suspends.
    let isImmediate: Bool

    init(_ array: [Entry]) {
      (self.array, tree) = (array, nil)
      isImmediate = array.allSatisfy(\.handler.isImmediate)
    }

    init(_ tree: SortedTree<Entry>?) {
      (array, self.tree, isImmediate) = ([], tree, false)
    }

    var count: Int { tree?.count ?? array.count }

    /// All entries; of a tree this takes linear time.
    var entries: [Entry] { tree?.elements ?? array }

    /// The entries as subscriptions to an event on a bus; takes linear time.
    func subscriptions(to event: EventName, on bus: BusReference) -> [Subscription] {
      entries.map { Subscription($0, to: event, on: bus) }
    }
  }

  /// The number of subscriptions that are kept in an array: beyond it changes would take too long.
  private static let maximumArray = 1024

  private var arrays: [EventName: [Entry]] = [:]

  /// A recent look-up: an event that is emitted again and again is hashed once.
  ///
  /// With 1 handler an emission takes 0.9 of the time. Empty before each change, which is then made in
  /// place.
  private var recent: (event: EventName, list: List) = ("", List(nil))

  /// The number of look-ups of other events; only each eighth takes the place of the recent one.
  ///
  /// If two events alternate, an emission takes 0.87 of the time that it takes if each does.
  private var misses = 0

  /// The lists of the events that have had more subscriptions than an array may have.
  private var longLists: [EventName: LongList] = [:]

  /// The subscriptions that the next emission of their event takes away.
  private var once: [EventName: Set<Int>] = [:]

  /// The number of subscriptions ever made.
  private var total = 0

  /// The events that have at least one handler.
  ///
  /// An event whose last handler left has no entry.
  var events: [EventName] { Array(arrays.keys) + Array(longLists.keys) }

  /// The subscriptions to an event, in a tree if there are many.
  ///
  /// Inlined, as is `hasOnce`: a call copies all fields, which takes as long as the look-up.
  @inline(__always)
  subscript(event: EventName) -> List {
    mutating get {
      if event == recent.event, !recent.list.array.isEmpty { return recent.list }
      if let array = arrays[event] {
        let list = List(array)
        misses &+= 1
        if recent.list.array.isEmpty || misses % 8 == 0 { recent = (event, list) }
        return list
      }
      return List(longLists.isEmpty ? nil : longLists[event]?.entries)
    }
  }

  /// Appends a subscription to the list of an event.
  mutating func add(_ handler: EventHandler, to event: EventName, once isOnce: Bool) -> Entry {
    total += 1
    recent.list = List(nil)
    let entry = Entry(id: total, handler: handler)
    if isOnce { once[event, default: []].insert(entry.id) }
    if longLists.isEmpty || longLists[event]?.add(entry) == nil {
      let count = arrays[event, default: []].appending(entry)
      if count > Self.maximumArray, let array = arrays.removeValue(forKey: event) {
        longLists[event] = LongList(array)
      }
    }
    return entry
  }

  /// Indicates whether there are subscriptions that the next emission of their event takes away.
  @inline(__always)
  var hasOnce: Bool { !once.isEmpty }

  /// Returns the ids of the subscriptions that the next emission of an event takes away.
  func onceSubscriptions(to event: EventName) -> Set<Int> { once[event] ?? [] }

  /// Removes the subscriptions that an emission of an event takes away, and returns them in order.
  mutating func takeOnce(_ event: EventName) -> [Entry] {
    (once.removeValue(forKey: event) ?? []).sorted().compactMap { remove($0, from: event) }
  }

  /// Removes the subscription of an id to an event.
  ///
  /// - Returns: The removed subscription, so that the caller decides where it is released: the
  ///   deinitializer of a handler may run code of the application, which must not happen under a
  ///   lock.
  mutating func remove(_ id: Int, from event: EventName) -> Entry? {
    remove(from: event) {
      $0.id == id
    } inLongList: {
      $0.remove(id)
    }
  }

  /// Removes the first subscription of a handler to an event.
  ///
  /// - Returns: As above.
  mutating func removeFirst(of handler: EventHandler, from event: EventName) -> Entry? {
    remove(from: event) {
      $0.handler === handler
    } inLongList: {
      $0.removeFirst(of: handler)
    }
  }

  /// Removes a subscription.
  ///
  /// Inlined, because a closure call for each element takes ten times as long.
  @inline(__always)
  private mutating func remove(
    from event: EventName,
    where isMeant: (Entry) -> Bool,
    inLongList remove: (inout LongList) -> Entry?
  ) -> Entry? {
    recent.list = List(nil)
    var removed: Entry?
    if let list = arrays.index(forKey: event) {
      guard let first = arrays.values[list].firstIndex(where: isMeant) else { return nil }
      removed = arrays.values[list].remove(at: first)
      if arrays.values[list].isEmpty { arrays.remove(at: list) }
    } else if let list = longLists.index(forKey: event) {
      removed = remove(&longLists.values[list])
      if longLists.values[list].entries.isEmpty { longLists.remove(at: list) }
    }
    if let removed, !once.isEmpty, once[event]?.remove(removed.id) != nil,
      once[event]?.isEmpty == true
    {
      once[event] = nil
    }
    return removed
  }
}

extension Array {
  /// Appends an element, and returns the new number of elements.
  fileprivate mutating func appending(_ element: Element) -> Int {
    append(element)
    return count
  }
}

/// A list of many subscriptions to one event, of which each change takes logarithmic time.
struct LongList: Sendable {
  /// The subscriptions, in running order.
  private(set) var entries: SortedTree<Subscriptions.Entry>

  /// The same, by handler.
  private var places: SortedTree<Place>

  /// The place of a subscription among the others of its handler.
  private struct Place: SortedTreeElement, Comparable {
    let handler: ObjectIdentifier
    let id: Int

    var key: Place { self }

    static func < (first: Place, second: Place) -> Bool {
      (first.handler, first.id) < (second.handler, second.id)
    }
  }

  init(_ array: [Subscriptions.Entry]) {
    (entries, places) = (SortedTree(), SortedTree())
    for entry in array { add(entry) }
  }

  mutating func add(_ entry: Subscriptions.Entry) {
    entries.insert(entry)
    places.insert(Place(handler: ObjectIdentifier(entry.handler), id: entry.id))
  }

  mutating func remove(_ id: Int) -> Subscriptions.Entry? {
    guard let removed = entries.remove(id) else { return nil }
    _ = places.remove(Place(handler: ObjectIdentifier(removed.handler), id: id))
    return removed
  }

  mutating func removeFirst(of handler: EventHandler) -> Subscriptions.Entry? {
    let start = Place(handler: ObjectIdentifier(handler), id: 0)
    guard let first = places.first(behind: start), first.handler == start.handler else {
      return nil
    }
    return remove(first.id)
  }
}
