import Synchronization

/// The choices of virtual clocks between sleepers that are due at the same time, one after another.
///
/// The first ones can be given; all of them are noted.
package final class OrderPath: Sendable {
  /// A choice of one clock.
  struct Choice: Sendable, Hashable {
    /// The number of the clock, from 0: a script that starts over has several.
    let clock: Int

    /// The number of sleepers that were due.
    let count: Int

    /// The offset of the one that went on.
    let chosen: Int
  }

  private struct State {
    var clocks = 0
    var choices: [Choice] = []
  }

  private let given: [Int]
  private let state = Mutex(State())

  /// - Parameter given: The offsets of the first choices.
  init(_ given: [Int] = []) {
    self.given = given
  }

  /// The choices so far.
  var choices: [Choice] { state.withLock { $0.choices } }

  /// Returns the number of another clock.
  func addClock() -> Int {
    state.withLock { state in
      defer { state.clocks += 1 }
      return state.clocks
    }
  }

  /// Chooses one of several sleepers: the one that is given, or else a clock's own choice.
  func choose(among count: Int, by clock: Int, otherwise own: Int) -> Int {
    state.withLock { state in
      let index = state.choices.count
      let chosen = index < given.count ? min(given[index], count - 1) : own
      state.choices.append(Choice(clock: clock, count: count, chosen: chosen))
      return chosen
    }
  }
}

/// A search through all orders of a script, each of which is tried once.
struct OrderSearch {
  /// The choices with which the next order begins; nil when all have been tried.
  private(set) var next: [Int]? = []

  /// Notes the choices of the order that was tried.
  mutating func didTry(_ choices: [OrderPath.Choice]) {
    let last = choices.lastIndex { $0.chosen + 1 < $0.count }
    next = last.map { choices[..<$0].map(\.chosen) + [choices[$0].chosen + 1] }
  }
}

extension [OrderPath.Choice] {
  /// The largest seed that is tried.
  private static var maximumSeed: UInt64 { 100_000 }

  /// The first seed with which virtual clocks choose as these did; nil if there is none up to the
  /// largest one.
  var seed: UInt64? {
    // Each clock begins with the seed.
    let clocks = Dictionary(grouping: self, by: \.clock).values
    return (1...Self.maximumSeed).first { seed in clocks.allSatisfy { $0.areMade(with: seed) } }
  }

  /// Returns whether these, which one clock made, are its choices with a seed.
  private func areMade(with seed: UInt64) -> Bool {
    var generator = SplitMix64(seed: seed)
    return allSatisfy { generator.offset(below: $0.count) == $0.chosen }
  }
}
