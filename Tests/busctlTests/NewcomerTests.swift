import BusLanguage
import BusShell
import Testing

/// What people do who come from other programs.
struct NewcomerTests {
  @Test(arguments: [
    ("exit", "unknown command 'exit'", "did you mean 'quit'?"),
    ("sleep 1", "unknown command 'sleep'", "it is a handler: 'subscribe EVENT sleep DURATION'"),
    (
      "emit e&", "expected a space before the &, found 'e&'", "quote an & that belongs to the event"
    ),
    (
      "expect ran relay b", "expected ran relay b, found ran \"relay b\" in #1",
      "quote a handler of several words: \"relay b\""
    ),
    (
      "expect completed relay b", "expected completed relay b, found completed \"relay b\" in #1",
      "quote a handler of several words: \"relay b\""
    ),
  ])
  func `what was meant is in the hint`(line: String, message: String, hint: String) throws {
    let script = "subscribe a relay b\nemit a\n\(line)\n"
    let program = try Program(["--quiet", "--empty"], input: script.utf8)
    #expect(program.errors.contains("error: \(message)\nhint: \(hint)\n"))
    #expect(program.status == 1)
  }

  @Test func `an event may end with an ampersand if it is quoted`() throws {
    let program = try Program([], input: "emit 'e&'\n".utf8)
    #expect(program.output == "#1 \"e&\" {}\nnobody listens\n")
  }

  @Test func `a mark at the beginning of a script is no part of it`() throws {
    let program = try Program([], input: "\u{feff}emit e\n".utf8)
    #expect(program.output == "#1 e {}\nnobody listens\n" && program.errors.isEmpty)
  }

  @Test func `a path may begin with the user's folder`() throws {
    let program = try Program(shell: "echo emit e > ~/x.bus && busctl -c 'source ~/x.bus'")
    #expect(program.output == "#1 e {}\nnobody listens\n" && program.errors.isEmpty)
  }

  @Test func `an argument that is not UTF-8 is refused`() throws {
    let program = try Program(shell: "busctl emit $(printf '\\377')")
    #expect(program.errors.hasPrefix("busctl: error: argument 2 is not valid UTF-8\n"))
    #expect(program.output.isEmpty && program.status == 64)
  }

  @Test func `what echo prints of a line with tabs can be run again`() throws {
    let program = try Program(["--echo", "--quiet"], input: "\temit\te\n".utf8)
    #expect(program.output == "\temit\te\n")
  }

  @Test func `help for programs and the overview fit on eighty columns`() throws {
    let topics = TopicTable.entries.map { ["help", $0.name] }
    for arguments in [["--help"], ["help"], ["catalog"]] + topics {
      let lines = try Program(arguments).output.split(separator: "\n")
      #expect(lines.allSatisfy { $0.count <= 80 }, "\(arguments)")
    }
    // A terminal of forty rows.
    #expect(try Program(["help"]).output.split(separator: "\n").count < 40)
  }
}
