/// All commands, in the order in which help lists them.
package enum CommandTable {
  package static let entries = emissions + recordings + subscriptions + demo + lessons + session

  package static func entry(named name: String) -> CommandEntry? {
    entries.first { $0.name == name }
  }
}
