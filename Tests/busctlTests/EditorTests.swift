import Foundation
import TestSupport
import Testing

/// The command that opens an editor.
@Suite(.serialized)
struct EditorTests {
  /// Runs a closure with a prompt whose editor is a shell script that gets a file.
  private func withEditor(
    _ script: String,
    variable: String = "EDITOR",
    _ body: (Pseudoterminal) throws -> Void
  ) throws {
    try withTemporaryDirectory { directory in
      let editor = directory.appending(path: "editor")
      // Read by a shell: a program of another test that starts now may hold the file open for
      // writing, and then it could not be executed.
      try Data("\(script)\n".utf8).write(to: editor)
      let terminal = try Pseudoterminal(
        Pseudoterminal.product("busctl"),
        ["--empty"],
        environment: [
          variable: "sh \(editor.path)", "TMPDIR": directory.path, "BUSCTL_HISTORY": "/dev/null",
        ]
      )
      try terminal.waitForPrompt()
      try body(terminal)
      let left = try FileManager.default.contentsOfDirectory(atPath: directory.path)
      #expect(left == ["editor"])
    }
  }

  private func type(_ line: String, _ terminal: Pseudoterminal) throws {
    try terminal.send("\(line)\r")
  }

  @Test(arguments: ["EDITOR", "VISUAL"])
  func `the last command is changed, shown and run, and comes back with Up`(
    variable: String
  ) throws {
    let script = #"grep -q 'emit first' "$1" && echo 'emit second {"n": 1}' >"$1"; test -t 1"#
    try withEditor(script, variable: variable) { terminal in
      try type("emit first", terminal)
      try terminal.read(until: "#1 first {}")
      try terminal.waitForPrompt()
      try type("edit", terminal)
      try terminal.read(until: "emit second {\"n\": 1}\r\n#2 second {\"n\":1}\r\n")
      try terminal.waitForPrompt()
      try terminal.send("\u{1b}[A")
      try terminal.wait { $0.cursorLine.hasSuffix("emit second {\"n\": 1}|") }
    }
  }

  @Test func `several lines run one after another, up to quit`() throws {
    let script = #"printf 'emit a {\n"n": 1}\nnonsense\nquit 5\nemit b\n' >"$1""#
    try withEditor(script) { terminal in
      try type("emit first", terminal)
      try terminal.read(until: "#1 first {}")
      try terminal.waitForPrompt()
      try type("edit", terminal)
      try terminal.read(until: "#2 a {\"n\":1}")
      try terminal.read(until: "edit:3:1: error: unknown command 'nonsense'")
      #expect(try terminal.waitForExit() == 5)
      #expect(!terminal.transcript.contains("#3"))
    }
  }

  @Test(arguments: [
    ("exit 3", "the editor failed, and nothing is run: status 3\r\n"),
    (#": >"$1"; echo emptied"#, "emptied\r\n"),
    ("true", "nothing has changed, so nothing runs\r\n"),
  ])
  func `nothing is run if the editor fails or leaves nothing`(script: String, shown: String) throws
  {
    try withEditor(script) { terminal in
      try type("emit first", terminal)
      try terminal.read(until: "#1 first {}")
      try terminal.waitForPrompt()
      try type("edit", terminal)
      try terminal.read(until: shown)
      try terminal.waitForPrompt()
      try type("emit last", terminal)
      try terminal.read(until: "#2 last {}")
    }
  }

  @Test func `Ctrl-C is the editor's`() throws {
    try withEditor(
      #"trap 'echo "emit caught" >"$1"; exit 0' INT; echo ready; while :; do read x; done"#
    ) {
      terminal in
      try type("emit first", terminal)
      try terminal.read(until: "#1 first {}")
      try terminal.waitForPrompt()
      try type("edit", terminal)
      try terminal.read(until: "ready")
      try terminal.send("\u{3}")
      try terminal.read(until: "#2 caught {}")
      try terminal.waitForPrompt()
    }
  }

  @Test func `Ctrl-X Ctrl-E changes the line, which waits for Enter`() throws {
    let script = #"grep -q 'emit begu' "$1" && printf 'emit done {\n"n": 1}\n' >"$1""#
    try withEditor(script) { terminal in
      try type("emit begun", terminal)
      try terminal.read(until: "nobody listens")
      try terminal.waitForPrompt()
      try terminal.send("emit begu\u{18}\u{5}")
      try terminal.wait { $0.cursorLine.hasSuffix("\"n\": 1}|") }
      try terminal.send("\r")
      try terminal.read(until: "#2 done {\"n\":1}")
      try terminal.waitForPrompt()
    }
    try withEditor("exit 1") { terminal in
      try terminal.send("emit kept\u{18}\u{5}")
      try terminal.read(until: "the editor failed, and nothing is run: status 1")
      try terminal.wait { $0.cursorLine.hasSuffix("> emit kept|") }
    }
  }

  @Test func `without a command there is nothing to edit, and a script has no editor`() throws {
    try withEditor("true") { terminal in
      try type("edit", terminal)
      try terminal.read(until: "expected a command to edit, found none before")
    }
    let program = try Program([], input: "edit\n".utf8)
    #expect(program.errors.contains("error: 'edit' works only at a prompt\n"))
    #expect(program.status == 1)
  }
}
