/// Who sleeps, in the order in which they are to wake: by their deadlines, and of those with the
/// same deadline by when they fell asleep.
struct Schedule<Sleeper> {
  /// What says when it is a sleeper's turn.
  struct Turn: Comparable {
    let deadline: Duration

    /// Which sleeper it is, counted from 1.
    let number: Int

    static func < (first: Turn, second: Turn) -> Bool {
      (first.deadline, first.number) < (second.deadline, second.number)
    }
  }

  /// A slice, whose first element is removed without moving the others.
  private var entries: ArraySlice<(turn: Turn, sleeper: Sleeper)> = []
  private var count = 0

  /// When the first one wakes.
  var firstDeadline: Duration? { entries.first?.turn.deadline }

  /// How many wake then.
  var firstCount: Int {
    guard let firstDeadline else { return 0 }
    return index(of: Turn(deadline: firstDeadline, number: .max)) - entries.startIndex
  }

  /// The one who wakes first.
  var first: Sleeper? { entries.first?.sleeper }

  /// A turn for one more, who comes after all that have the same deadline.
  mutating func turn(at deadline: Duration) -> Turn {
    count += 1
    return Turn(deadline: deadline, number: count)
  }

  mutating func insert(_ sleeper: Sleeper, at turn: Turn) {
    entries.insert((turn, sleeper), at: index(of: turn))
  }

  /// Changes a sleeper, if it is still there.
  mutating func update(_ turn: Turn, _ change: (inout Sleeper) -> Void) {
    let index = index(of: turn)
    guard entries.indices.contains(index), entries[index].turn == turn else { return }
    change(&entries[index].sleeper)
  }

  mutating func popFirst() -> Sleeper? { entries.popFirst()?.sleeper }

  /// Takes a sleeper out; nil if it is not there any more.
  mutating func remove(_ turn: Turn) -> Sleeper? {
    let index = index(of: turn)
    guard entries.indices.contains(index), entries[index].turn == turn else { return nil }
    return remove(at: index - entries.startIndex)
  }

  /// Takes out the one who comes after so many others.
  mutating func remove(at offset: Int) -> Sleeper? {
    offset == 0 ? popFirst() : entries.remove(at: entries.startIndex + offset).sleeper
  }

  /// Where a turn stands, or would stand.
  private func index(of turn: Turn) -> Int {
    var (low, high) = (entries.startIndex, entries.endIndex)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].turn < turn { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
