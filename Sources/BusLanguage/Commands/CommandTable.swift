/// The built-in commands.
enum CommandTable {
  static let entries = emissions + recordings + subscriptions + lessons + session
}
