/// A queue of sleepers, ordered by their deadlines, and for the same deadline by their ranks or else
/// by the order in which they fell asleep.
struct Schedule<Sleeper> {
  /// The key that orders sleepers.
  struct Turn: Comparable {
    var deadline: Duration
    var rank = Rank.first

    /// The number of the sleeper, from 1.
    let number: Int

    static func < (first: Turn, second: Turn) -> Bool {
      (first.deadline, first.rank, first.number) < (second.deadline, second.rank, second.number)
    }
  }

  /// The place of a sleeper among those with the same deadline.
  struct Rank: Comparable {
    /// The number of sleepers that had been woken when it fell asleep.
    let wakes: Int

    /// The number of the task that fell asleep.
    let task: Int

    static var first: Rank { Rank(wakes: 0, task: 0) }
    static var last: Rank { Rank(wakes: .max, task: .max) }

    static func < (first: Rank, second: Rank) -> Bool {
      (first.wakes, first.task) < (second.wakes, second.task)
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
    let end = Turn(deadline: firstDeadline, rank: .last, number: .max)
    return index(of: end) - entries.startIndex
  }

  /// The first sleeper.
  var first: Sleeper? { entries.first?.sleeper }

  /// Returns a new turn, after all with the same deadline and rank.
  mutating func turn(at deadline: Duration, rank: Rank = .first) -> Turn {
    count += 1
    return Turn(deadline: deadline, rank: rank, number: count)
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
