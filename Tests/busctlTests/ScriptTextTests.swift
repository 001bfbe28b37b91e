import Testing

/// Quoting, paths, tabs and byte order marks in scripts.
struct ScriptTextTests {
  @Test func `an event may end with an ampersand if it is quoted`() throws {
    let program = try Program([], input: "emit 'e&'\n".utf8)
    #expect(program.output == "#1 \"e&\" {}\nnobody listens\n")
  }

  @Test func `a byte order mark is no part of a script`() throws {
    let program = try Program([], input: "\u{feff}emit e\n".utf8)
    #expect(program.output == "#1 e {}\nnobody listens\n" && program.errors.isEmpty)
  }

  @Test func `a path may begin with a tilde`() throws {
    let program = try Program(shell: "echo emit e > ~/x.bus && busctl -c 'source ~/x.bus'")
    #expect(program.output == "#1 e {}\nnobody listens\n" && program.errors.isEmpty)
  }

  @Test func `a line with tabs can be run again as echo prints it`() throws {
    let program = try Program(["--echo", "--quiet"], input: "\temit\te\n".utf8)
    #expect(program.output == "\temit\te\n")
  }
}
