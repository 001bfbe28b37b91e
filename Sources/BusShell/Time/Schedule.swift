/// A queue of sleepers, ordered by their deadlines, and for the same deadline by the order in which
/// they fell asleep.
struct Schedule<Sleeper> {
  /// The key that orders sleepers.
  struct Turn: Comparable {
    let deadline: Duration

    /// The number of the sleeper, from 1.
    let number: Int

    static func < (first: Turn, second: Turn) -> Bool {
      (first.deadline, first.number) < (second.deadline, second.number)
    }
  }

  /// A slice, because its first element is removed without moving the others.
  private var entries: ArraySlice<(turn: Turn, sleeper: Sleeper)> = []
  private var count = 0

  /// The deadline of the first sleeper.
  var firstDeadline: Duration? { entries.first?.turn.deadline }

  /// The number of sleepers with the first deadline.
  var firstCount: Int {
    guard let firstDeadline else { return 0 }
    return index(of: Turn(deadline: firstDeadline, number: .max)) - entries.startIndex
  }

  /// The first sleeper.
  var first: Sleeper? { entries.first?.sleeper }

  /// Returns a new turn, after all with the same deadline.
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

  /// Removes and returns a sleeper; nil if it is no longer there.
  mutating func remove(_ turn: Turn) -> Sleeper? {
    let index = index(of: turn)
    guard entries.indices.contains(index), entries[index].turn == turn else { return nil }
    return remove(at: index - entries.startIndex)
  }

  /// Removes and returns the sleeper at an offset.
  mutating func remove(at offset: Int) -> Sleeper? {
    offset == 0 ? popFirst() : entries.remove(at: entries.startIndex + offset).sleeper
  }

  /// Returns the index of a turn, or the index for its insertion.
  private func index(of turn: Turn) -> Int {
    var (low, high) = (entries.startIndex, entries.endIndex)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].turn < turn { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
