/// The place of everything that a command or handler reads, changes and runs.
///
/// Each entry of the tables says its own: `--safe` refuses what reaches outside.
package enum Reach: Sendable {
  /// The memory of the process, and its output.
  case inside

  /// Files and programs, too.
  case outside
}
