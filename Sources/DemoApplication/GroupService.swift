import Synchronization

/// A service for members of groups, shared documents and counts of messages.
package final class GroupService: Sendable {
  /// The state of the service.
  package struct State: Sendable {
    /// The users in each group.
    package fileprivate(set) var members: [Int: Set<Int>] = [42: [1, 2]]

    /// The documents shared with each user.
    package fileprivate(set) var documents: [Int: Set<Int>] = [2: [5]]

    /// The number of messages that were sent in each group.
    package fileprivate(set) var messages: [Int: Int] = [:]
  }

  private let content = Mutex(State())

  package init() {}

  /// The current state of the service.
  package var state: State { content.withLock { $0 } }

  /// Adds a user to a group, and returns whether the user was not in it yet.
  package func add(_ user: Int, to group: Int) -> Bool {
    content.withLock { $0.members[group, default: []].insert(user).inserted }
  }

  /// Removes a user from every group and every document, and returns how many there were.
  package func revokeAccess(of user: Int) -> (groups: Int, documents: Int) {
    content.withLock { state in
      let groups = state.members.keys.filter { state.members[$0]?.remove(user) != nil }
      let documents = state.documents.removeValue(forKey: user) ?? []
      return (groups.count, documents.count)
    }
  }

  /// Counts a message in a group, and returns the number of its messages.
  package func countMessage(in group: Int) -> Int {
    content.withLock { state in
      state.messages[group, default: 0] += 1
      return state.messages[group, default: 0]
    }
  }
}
