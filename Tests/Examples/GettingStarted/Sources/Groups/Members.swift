/// The members of the groups.
actor Members {
  private var users: [Int: Set<Int>] = [:]

  func add(_ user: Int, to group: Int) {
    users[group, default: []].insert(user)
  }

  func isMember(_ user: Int, of group: Int) -> Bool {
    users[group, default: []].contains(user)
  }
}
