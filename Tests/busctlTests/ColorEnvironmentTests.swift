import TestSupport
import Testing

/// Environment variables that turn colours on and off.
struct ColorEnvironmentTests {
  /// Indicates whether the output of `emit e` is coloured.
  private func isColored(_ variables: String, at terminal: Bool) throws -> Bool {
    let program = Pseudoterminal.product("busctl")
    let command = "exec env -u NO_COLOR \(variables) \(program) emit e"
    guard terminal else { return try Program(shell: command).output.contains("\u{1b}[") }
    let session = try Pseudoterminal("/bin/sh", ["-c", command])
    try session.read(until: "nobody listens")
    return session.transcript.contains("\u{1b}[")
  }

  @Test(arguments: [
    ("TERM=xterm", true), ("TERM=xterm NO_COLOR=1", false), ("TERM=xterm NO_COLOR=", true),
    ("TERM=xterm CLICOLOR=0", false), ("TERM=xterm CLICOLOR=1", true), ("TERM=dumb", false),
    ("TERM=dumb CLICOLOR_FORCE=1", true), ("TERM=xterm NO_COLOR=1 CLICOLOR_FORCE=1", false),
  ])
  func `at a terminal there are colours, unless the environment says no`(
    variables: String,
    expected: Bool
  ) throws {
    #expect(try isColored(variables, at: true) == expected)
  }

  @Test(arguments: [
    ("TERM=xterm", false), ("CLICOLOR_FORCE=1", true), ("CLICOLOR_FORCE=0", false),
    ("CLICOLOR_FORCE=1 NO_COLOR=1", false), ("CLICOLOR=1", false),
  ])
  func `elsewhere there are no colours, unless the environment asks for them`(
    variables: String,
    expected: Bool
  ) throws {
    #expect(try isColored(variables, at: false) == expected)
  }
}
