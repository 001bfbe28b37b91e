/// The exit status of the program.
package struct ExitStatus: RawRepresentable, Sendable, Hashable {
  package let rawValue: Int

  package init(rawValue: Int) {
    self.rawValue = rawValue
  }

  /// Every command succeeded.
  package static let success = ExitStatus(rawValue: 0)

  /// A command failed.
  package static let failure = ExitStatus(rawValue: 1)

  /// A handler failed or an emission was refused, and the option `strict` was on.
  package static let handlerFailure = ExitStatus(rawValue: 4)

  /// The program was used wrongly.
  package static let usage = ExitStatus(rawValue: 64)

  /// A script cannot be read.
  package static let noInput = ExitStatus(rawValue: 66)
}
