/// A list in the order of its elements' keys, of which a change copies at most one path.
///
/// A tree with arrays as leaves. Copies share what has not changed: an emission takes its handlers in
/// constant time, and the changes that its handlers make do not copy them all. Changes and searches
/// take logarithmic time.
enum SortedTree<Element: SortedTreeElement>: Sendable {
  case leaf([Element])
  case branch([SortedTree])

  init() {
    self = .leaf([])
  }

  /// The maximum number of elements of a leaf, and of children of a branch.
  private static var capacity: Int { 256 }

  var isEmpty: Bool {
    switch self {
    case .leaf(let elements): elements.isEmpty
    case .branch(let children): children.isEmpty
    }
  }

  /// The number of elements; takes linear time.
  var count: Int {
    switch self {
    case .leaf(let elements): elements.count
    case .branch(let children): children.reduce(0) { $0 + $1.count }
    }
  }

  /// All elements; takes linear time.
  var elements: [Element] {
    switch self {
    case .leaf(let elements): elements
    case .branch(let children): children.flatMap(\.elements)
    }
  }

  /// The greatest key; the tree must not be empty.
  private var lastKey: Element.Key {
    switch self {
    case .leaf(let elements): elements[elements.count - 1].key
    case .branch(let children): children[children.count - 1].lastKey
    }
  }

  /// Returns the leaf of the first element behind a key; nil if there is no such element.
  func leaf(behind key: Element.Key) -> [Element]? {
    switch self {
    case .leaf(let elements):
      return key < lastKey ? elements : nil
    case .branch(let children):
      let index = children.firstIndex { key < $0.lastKey }
      return index < children.count ? children[index].leaf(behind: key) : nil
    }
  }

  /// Returns the first element behind a key; nil if there is none.
  func first(behind key: Element.Key) -> Element? {
    guard let leaf = leaf(behind: key) else { return nil }
    return leaf[leaf.firstIndex { key < $0.key }]
  }
}

/// An element of a sorted tree.
protocol SortedTreeElement: Sendable {
  associatedtype Key: Comparable

  /// The key, which no other element of the tree has.
  var key: Key { get }
}

// MARK: - Changes

extension SortedTree {
  mutating func insert(_ element: Element) {
    if let sibling = add(element) { self = .branch([self, sibling]) }
  }

  /// Inserts an element, and returns the part that does not fit, which follows this one.
  private mutating func add(_ element: Element) -> SortedTree? {
    switch self {
    case .leaf(var elements):
      // The array is changed in place, unless a copy of the tree has it, too.
      self = .leaf([])
      defer { self = .leaf(elements) }
      let index = elements.firstIndex { !($0.key < element.key) }
      return elements.insert(element, at: index, capacity: Self.capacity).map { .leaf($0) }
    case .branch(var children):
      self = .leaf([])
      defer { self = .branch(children) }
      let index = min(children.firstIndex { !($0.lastKey < element.key) }, children.count - 1)
      guard let sibling = children[index].add(element) else { return nil }
      return children.insert(sibling, at: index + 1, capacity: Self.capacity).map { .branch($0) }
    }
  }

  /// Removes the element of a key, and returns it if there is one.
  mutating func remove(_ key: Element.Key) -> Element? {
    switch self {
    case .leaf(var elements):
      let index = elements.firstIndex { !($0.key < key) }
      guard index < elements.count, elements[index].key == key else { return nil }
      self = .leaf([])
      defer { self = .leaf(elements) }
      return elements.remove(at: index)
    case .branch(var children):
      let index = children.firstIndex { !($0.lastKey < key) }
      guard index < children.count else { return nil }
      self = .leaf([])
      let removed = children[index].remove(key)
      if children[index].isEmpty { children.remove(at: index) }
      if !children.isEmpty { self = .branch(children) }
      return removed
    }
  }
}

extension Array {
  /// Returns the index of the first element that satisfies a predicate, which all elements after it
  /// do as well.
  @inline(__always)
  fileprivate func firstIndex(_ isBehind: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// Inserts an element into an array that does not grow beyond its capacity.
  ///
  /// - Returns: The upper part, cut off; nil if there was room. At the end, where most elements are
  ///   added, a full array stays full.
  fileprivate mutating func insert(
    _ element: Element,
    at index: Int,
    capacity: Int
  ) -> [Element]? {
    guard count == capacity else {
      insert(element, at: index)
      return nil
    }
    let middle = index == count ? count : count / 2
    var upper = Array(self[middle...])
    removeSubrange(middle...)
    if index < middle {
      insert(element, at: index)
    } else {
      upper.insert(element, at: index - middle)
    }
    return upper
  }
}
