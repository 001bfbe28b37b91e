/// A queue with a fixed capacity.
package struct RingBuffer<Element> {
  private var slots: [Element?]
  private var oldest = 0
  package private(set) var count = 0

  package init(capacity: Int) {
    slots = Array(repeating: nil, count: capacity)
  }

  package var isFull: Bool { count == slots.count }

  /// The elements, the oldest first.
  package var elements: [Element] {
    (0..<count).compactMap { slots[index($0)] }
  }

  /// The newest element.
  var last: Element? { count > 0 ? slots[index(count - 1)] : nil }

  /// Returns the newest elements that all satisfy a condition, the oldest of them first.
  ///
  /// The time depends on their number only.
  func suffix(while isRight: (Element) -> Bool) -> [Element] {
    var found: [Element] = []
    var offset = count
    while offset > 0, let element = slots[index(offset - 1)], isRight(element) {
      found.append(element)
      offset -= 1
    }
    return found.reversed()
  }

  /// Appends an element; the queue must not be full.
  package mutating func append(_ element: Element) {
    precondition(!isFull)
    slots[index(count)] = element
    count += 1
  }

  /// Removes and returns the oldest element.
  @discardableResult
  package mutating func popFirst() -> Element? {
    guard count > 0 else { return nil }
    defer {
      oldest = index(1)
      count -= 1
    }
    return slots[oldest].take()
  }

  private func index(_ offset: Int) -> Int { (oldest + offset) % slots.count }
}
