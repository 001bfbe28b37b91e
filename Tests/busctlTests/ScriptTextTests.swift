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

  @Test func `a long script is read whole, whatever ends its lines`() throws {
    let emissions = (1...5000).map { number in
      #"emit e {"n": \#(number), "text": "\#(String(repeating: "x", count: number % 97))"}"#
    }
    func output(end: String) throws -> String {
      let script = (["subscribe e print"] + emissions).joined(separator: end)
      return try Program(["--empty", "--format", "jsonl"], input: script.utf8).output
    }
    let printed = try output(end: "\n")
    #expect(printed.ranges(of: #""kind":"emission.started""#).count == 5000)
    #expect(
      printed.hasSuffix(
        #""emission":5000,"event":"e","completed":1,"failed":0,"cancelled":0}"# + "\n"
      )
    )
    #expect(try output(end: "\r\n") == printed)
  }
}
