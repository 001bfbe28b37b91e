import Synchronization

/// Who is in which group, what is shared with whom, and how much is said where.
package final class GroupService: Sendable {
  /// What the service holds.
  package struct State: Sendable {
    /// The users in each group.
    package fileprivate(set) var members: [Int: Set<Int>] = [42: [1, 2]]

    /// The documents shared with each user.
    package fileprivate(set) var documents: [Int: Set<Int>] = [2: [5]]

    /// How many messages were sent in each group.
    package fileprivate(set) var messages: [Int: Int] = [:]
  }

  private let content = Mutex(State())

  package init() {}

  /// What the service holds now.
  package var state: State { content.withLock { $0 } }

  /// Adds a user to a group; says whether the user was not in it yet.
  package func add(_ user: Int, to group: Int) -> Bool {
    content.withLock { $0.members[group, default: []].insert(user).inserted }
  }

  /// Takes a user out of every group and every document; says of how many.
  package func revokeAccess(of user: Int) -> (groups: Int, documents: Int) {
    content.withLock { state in
      let groups = state.members.keys.filter { state.members[$0]?.remove(user) != nil }
      let documents = state.documents.removeValue(forKey: user) ?? []
      return (groups.count, documents.count)
    }
  }

  /// Counts a message in a group; says how many there are now.
  package func countMessage(in group: Int) -> Int {
    content.withLock { state in
      state.messages[group, default: 0] += 1
      return state.messages[group, default: 0]
    }
  }
}
