import BusLanguage
import BusShell
import Foundation
import TestSupport
import Testing

struct ProgramTests {
  @Test(arguments: try ExpectedTranscript.all(in: ["text", "jsonl"]))
  func `a script file prints what is recorded`(expected: ExpectedTranscript) throws {
    let program = try Program(
      ["--format", expected.format, "-f", expected.name],
      in: ExpectedTranscript.directory,
      mergesErrors: true
    )
    #expect(
      try program.output + ExpectedTranscript.ending(status: Int(program.status)) == expected.text
    )
  }

  @Test(arguments: [[], ["-f", "-"]])
  func `a script on standard input is called <stdin>`(arguments: [String]) throws {
    let program = try Program(arguments, input: "emit e\n  emti\n".utf8)
    #expect(program.output == "#1 e {}\nnobody listens\n")
    #expect(
      program.errors
        == "busctl: <stdin>:2:3: error: unknown command 'emti'\nhint: did you mean 'emit'?\n"
    )
    #expect(program.status == 1)
  }

  @Test func `an empty script is no error`() throws {
    let program = try Program([])
    #expect(program.output.isEmpty && program.errors.isEmpty && program.status == 0)
  }

  @Test func `a payload that is not closed is an error where it begins`() throws {
    let program = try Program([], input: "emit e {\"a\":\n[1,".utf8)
    #expect(
      program.errors
        == "busctl: <stdin>:1:8: error: the payload is not closed\n"
    )
    #expect(program.status == 1)
  }

  @Test func `a script longer than a piece of input is read to its end`() throws {
    let lines = (1...10_000).map { "emit e {\"n\": \($0)}\n" }.joined()
    let program = try Program(["--empty"], input: lines.utf8)
    #expect(program.output.hasSuffix("#10000 e {\"n\":10000}\nnobody listens\n"))
    #expect(program.output.split(separator: "\n").count == 20_000)
  }

  @Test func `lines in the arguments run in order, and count as lines`() throws {
    let program = try Program(
      ["--empty", "-c", "subscribe e print a", "-c", "emti", "-c", "emit e"])
    #expect(
      program.output
        == "subscribed print a to e\n#1 e {}\n└─ print a  completed  a\n1 handler: 1 completed\n"
    )
    #expect(
      program.errors
        == "busctl: -c:2:1: error: unknown command 'emti'\nhint: did you mean 'emit'?\n"
    )
    #expect(program.status == 1)
  }

  @Test func `a payload may go on in the next line of the arguments`() throws {
    let program = try Program(["-c", "emit e {", "-c", "\"a\": 1}"])
    #expect(program.output == "#1 e {\"a\":1}\nnobody listens\n")
  }

  @Test func `one argument may have several lines`() throws {
    let program = try Program(["--empty", "-cemit a\r\nemti", "-c", "emit b"])
    #expect(program.output == "#1 a {}\nnobody listens\n#2 b {}\nnobody listens\n")
    #expect(program.errors.hasPrefix("busctl: -c:2:1: error: unknown command 'emti'\n"))
  }

  @Test func `one command in the arguments runs`() throws {
    let program = try Program(["--quiet", "emit", "e"])
    #expect(program.output.isEmpty && program.errors.isEmpty && program.status == 0)
    #expect(try Program(["--", "emit", "e"]).output == "#1 e {}\nnobody listens\n")
    #expect(try Program(["emit", "e", "{\"a\": 1}"]).output == "#1 e {\"a\":1}\nnobody listens\n")
  }

  @Test func `an empty bus has no subscriptions`() throws {
    #expect(try Program(["--empty", "handlers"]).output == "nothing is subscribed\n")
  }

  @Test(arguments: [("missing.bus", "no such file or directory"), ("/", "is a directory")])
  func `a script that cannot be read has status 66`(path: String, reason: String) throws {
    try withTemporaryDirectory { directory in
      let program = try Program(["-f", path], in: directory)
      #expect(program.errors == "busctl: error: cannot read '\(path)': \(reason)\n")
      #expect(program.status == 66)
    }
  }

  @Test func `a script that cannot be read to its end has status 66`() throws {
    let program = try Program(["-f", "/proc/self/mem"])
    #expect(
      program.errors == "busctl: error: cannot read '/proc/self/mem': input/output error\n"
    )
    #expect(program.status == 66)
  }

  @Test func `a sourced script that cannot be read fails its command`() throws {
    let program = try Program(["--bail", "-c", "source /proc/self/mem", "-c", "emit never"])
    #expect(
      program.errors == "busctl: -c:1:8: error: cannot read '/proc/self/mem': input/output error\n"
    )
    #expect(program.output.isEmpty)
    #expect(program.status == 1)
  }

  @Test(arguments: [
    ("busctl emit e > /dev/full", "no space left on device"),
    ("busctl emit e >&-", "bad file descriptor"),
    ("busctl --help > /dev/full", "no space left on device"),
    ("busctl --version >&-", "bad file descriptor"),
    ("busctl --generate-completion-script bash > /dev/full", "no space left on device"),
  ])
  func `results that cannot be written are an error`(line: String, reason: String) throws {
    let program = try Program(shell: line)
    #expect(program.errors == "busctl: error: cannot write the results: \(reason)\n")
    #expect(program.status == 1)
  }

  @Test func `bail stops, and strict counts failed handlers`() throws {
    let script = "subscribe e fail\nemit e\nnonsense\nemit never\n"
    #expect(try !Program(["--bail"], input: script.utf8).output.contains("never"))
    #expect(try Program(["--bail"], input: script.utf8).status == 1)
    #expect(try Program(["--strict", "emit", "invite.accepted"]).status == 4)
    #expect(try Program(["--strict", "emit", "e"]).status == 0)
  }

  @Test func `a recording is exported to a file, whole or not at all`() throws {
    try withTemporaryDirectory { directory in
      let file = directory.appending(path: "recording")
      for (format, start) in [("mermaid", "sequenceDiagram\n"), ("chrome", "{\"displayTimeUnit\"")]
      {
        let lines = [
          "-c", "emit user.created {\"user_id\": 1}", "-c", "export --force \(format) \(file.path)",
        ]
        #expect(try Program(["--quiet"] + lines).errors.isEmpty)
        #expect(try String(contentsOf: file, encoding: .utf8).hasPrefix(start))
      }
      let twice = try Program(["-c", "emit e", "-c", "export jsonl \(file.path)"])
      #expect(twice.errors.hasSuffix("recording': file exists\nhint: --force replaces it\n"))
      #expect(twice.status == 1)
      let path = directory.path
      let failing = try Program(["-c", "emit e", "-c", "export jsonl \(path)"])
      #expect(failing.errors == "busctl: -c:2:14: error: cannot write '\(path)': is a directory\n")
      let missing = try Program(["-c", "emit e", "-c", "export jsonl \(path)/missing/file"])
      #expect(
        missing.errors.hasSuffix("cannot write '\(path)/missing/file': no such file or directory\n")
      )
      #expect(missing.status == 1)
    }
  }

  @Test func `every exit status that help lists is one that the program gives`() throws {
    let ways: [String: [String]] = [
      "0": ["emit", "invite.accepted"], "1": ["-c", "nonsense", "-c", "emit e"],
      "4": ["--strict", "emit", "invite.accepted"], "64": ["nonsense"],
      "66": ["-f", "missing.bus"], "N": ["quit", "77"],
    ]
    try withTemporaryDirectory { directory in
      for (code, arguments) in ways {
        let program = try Program(arguments, in: directory)
        #expect(program.status == Int32(code) ?? 77)
      }
    }
    // Signals are for SignalTests.
    let listed = try #require(TopicTable.entry(named: "status", in: .demo)).items.map(\.term)
    #expect(Set(ways.keys).union(["129, 130, 143"]) == Set(listed))
  }

  @Test func `a reader that goes away ends the program quietly`() throws {
    let program = try Program(
      shell: "{ yes 'emit e' | busctl --empty; echo $? >&2; } | head -n 2"
    )
    #expect(program.output == "#1 e {}\nnobody listens\n")
    #expect(program.errors == "0\n")
  }
}
