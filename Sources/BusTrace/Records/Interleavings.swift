import BusLanguage

/// The outcomes of a script in many orders, the most frequent one first.
package struct Interleavings: Sendable {
  package let outcomes: [Interleaving]

  /// The number of runs, and of different orders among them.
  package let runs: Int
  let orders: Int

  /// Indicates whether each legal order was run once.
  package let areAll: Bool

  /// The runs of a script, while they are collected.
  package struct Collection: Sendable {
    private var groups: [Interleaving.Outcome: Group] = [:]
    package private(set) var count = 0

    package init() {}

    package mutating func add(_ run: Interleaving.Run) {
      groups[run.outcome, default: Group(first: run, number: count)].add(run)
      count += 1
    }

    /// Returns the outcomes.
    ///
    /// - Parameter areAll: Whether each legal order was run once.
    /// - Returns: The outcomes, sorted.
    package func outcomes(areAll: Bool) -> Interleavings {
      Interleavings(
        groups.values.sorted { ($1.runs, $0.number) < ($0.runs, $1.number) },
        areAll: areAll
      )
    }
  }

  fileprivate struct Group: Sendable {
    let first: Interleaving.Run

    /// The number of the first run.
    let number: Int
    var runs = 0
    var orders: Set<Int> = []

    /// The first run with another trace.
    var other: Interleaving.Run?

    mutating func add(_ run: Interleaving.Run) {
      runs += 1
      orders.insert(run.order)
      if other == nil, run.trace != first.trace { other = run }
    }
  }

  private init(_ groups: [Group], areAll: Bool) {
    self.areAll = areAll
    runs = groups.map(\.runs).reduce(0, +)
    orders = groups.reduce(into: Set()) { $0.formUnion($1.orders) }.count
    let states = Self.differing(groups.map(\.first.states))
    outcomes = groups.enumerated().map { index, group in
      // The only outcome is compared with itself, and each further one with the first.
      let other = groups.count == 1 ? group.other : index > 0 ? groups[0].first : nil
      return Interleaving(
        first: group.first,
        seed: group.first.seed(),
        runs: group.runs,
        orders: group.orders.count,
        states: states[index],
        difference: other.map { group.first.difference(from: $0) }
      )
    }
  }

  /// Returns, for each of several states of all services, the services and items that not all have.
  private static func differing(_ states: [[ServiceState]]) -> [[ServiceState]] {
    guard let first = states.first else { return [] }
    var differing = states.map { _ in [ServiceState]() }
    for index in first.indices where states.allSatisfy({ $0.indices.contains(index) }) {
      let services = states.map { $0[index] }
      let texts = services.map { service in service.items.map(service.text) }
      guard Set(texts).count > 1 else { continue }
      let common = texts.dropFirst().reduce(Set(texts[0])) { $0.intersection($1) }
      // All items are shown if only their order differs.
      let isOrder = texts.allSatisfy { common.isSuperset(of: $0) }
      for (number, service) in services.enumerated() {
        let own = zip(service.items, texts[number]).filter { isOrder || !common.contains($0.1) }
        differing[number].append(ServiceState(service: service.service, items: own.map(\.0)))
      }
    }
    return differing
  }
}

extension Interleaving.Run {
  /// Returns the first difference of two traces.
  fileprivate func difference(from other: Interleaving.Run) -> Interleaving.Difference {
    let index = zip(trace, other.trace).prefix { $0 == $1 }.count
    return Interleaving.Difference(
      seed: other.seed(),
      first: index < trace.count ? trace[index] : nil,
      other: index < other.trace.count ? other.trace[index] : nil
    )
  }
}
