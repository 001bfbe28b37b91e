import Foundation
import Glibc
import TestSupport
import Testing

/// The handler `exec` of the program, with programs that do what nobody expects of them.
@Suite(.serialized)
struct ExecProgramTests {
  /// Runs one handler for one event in a directory, and returns its row in the trace.
  private func row(
    _ handler: String,
    payload: String = "{}",
    timeout: String = "20s",
    in directory: URL? = nil
  ) throws -> String {
    let script = "subscribe e exec \(handler)\nemit e \(payload)\n"
    let program = try Program(
      ["--empty", "--exec-timeout", timeout],
      input: script.utf8,
      in: directory
    )
    try #require(program.status == 0, "\(program.errors)")
    let row = program.output.split(separator: "\n").first { $0.hasPrefix("└─ exec ") } ?? ""
    return String(row).replacing(/^└─ exec .*?  (?=completed|failed|cancelled)/, with: "")
  }

  @Test func `a program gets the event on its input and its name in its environment`() throws {
    let row = try row("sh -c 'echo $BUSCTL_EVENT $(cat)'", payload: "{\"x\": [1, \"é\"]}")
    let prefix = #"completed  e {"specversion":"1.0","id":"[0-9a-f]+\.1","source":"busctl","#
    let time = #""type":"e","time":"2\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z","#
    let end = #""datacontenttype":"application/json","data":\{"x":\[1,"é"\]\}\}"#
    let pattern = try Regex(prefix.replacing("{", with: "\\{") + time + end)
    #expect(try pattern.wholeMatch(in: row) != nil, "\(row)")
  }

  @Test(arguments: [
    ("no-such-program", "cannot run 'no-such-program': no such program in PATH"),
    ("./missing", "cannot run './missing': no such file or directory"),
    ("./folder", "cannot run './folder': is a directory"),
    ("./plain", "cannot run './plain': permission denied"),
    ("./nonsense", "cannot run './nonsense': exec format error"),
    ("''", "cannot run '': no such program in PATH"),
    ("./plain/x", "cannot run './plain/x': not a directory"),
  ])
  func `what cannot be run is a failure with the reason`(program: String, reason: String) throws {
    try withTemporaryDirectory { directory in
      let files = FileManager.default
      let folder = directory.appending(path: "folder")
      try files.createDirectory(at: folder, withIntermediateDirectories: true)
      for (name, permissions) in [("plain", 0o644), ("nonsense", 0o755)] {
        let file = directory.appending(path: name)
        try Data([0, 1, 2, 3]).write(to: file)
        try files.setAttributes([.posixPermissions: permissions], ofItemAtPath: file.path)
      }
      #expect(try row(program, in: directory) == "failed  \(reason)")
    }
  }

  @Test(arguments: [
    ("printf abc", "completed  abc"), ("true", "completed"), ("printf '\\n\\n'", "completed"),
    ("printf 'a\\377b\\n'", "completed  a\u{fffd}b"),
    ("printf '\\033[31mred\\rx\\n'", "completed  \\u{1b}[31mred\\rx"),
    ("sh -c 'kill -KILL $$'", "failed  ended by signal 9"),
    ("sh -c 'echo a >&2; printf \" b\" >&2; exit 7'", "failed   b"),
    ("sh -c 'seq 1 100000 >&2; exit 1'", "failed  100000"),
    ("sh -c 'echo x >/dev/tty; echo y'", "completed  y"),
  ])
  func `what it writes is never more than a line`(handler: String, outcome: String) throws {
    #expect(try row(handler) == outcome)
  }

  @Test(arguments: [
    ("true", "completed"), ("sh -c 'exec <&-; echo closed'", "completed  closed"),
    ("sh -c 'wc -c; cat'", "completed  1000157"),
    ("sh -c 'sleep 0.1; exit 2'", "failed  exit status 2"),
  ])
  func `a program need not read its input`(handler: String, outcome: String) throws {
    let payload = "{\"x\": \"\(String(repeating: "y", count: 1_000_000))\"}"
    let row = try row(handler, payload: payload)
    // The identity of an event is not always of the same length.
    #expect(row.replacing(/10001\d\d/, with: "1000157") == outcome)
  }

  @Test func `a gigabyte of output is not kept`() throws {
    let script = """
      subscribe e exec head -c 1000000000 /dev/zero
      subscribe e exec sh -c 'yes | head -c 1000000000 >&2; exit 1'
      set exec-timeout 5m
      emit e
      expect completed 1
      expect failed 1
      """
    // Less address space than the output would need.
    let program = try Program(
      at: "/bin/sh",
      ["-c", "ulimit -v 900000 && exec \(Pseudoterminal.product("busctl")) --empty --quiet"],
      input: script.utf8
    )
    #expect(program.errors.isEmpty && program.output.isEmpty)
    #expect(program.status == 0)
  }

  /// Waits until no process has an ID.
  private func waitForEnd(of process: pid_t) -> Bool {
    for _ in 1...5000 {
      let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
      // In some containers nobody takes notice of processes that have ended.
      if status == nil || status?.contains(") Z ") == true { return true }
      poll(nil, 0, 1)
    }
    return false
  }

  @Test(arguments: [
    "sh -c 'echo $$ >pid; exec sleep 1000'",
    "sh -c 'echo $$ >pid; trap \"\" TERM; while true; do sleep 1000; done'",
    "sh -c 'sleep 1000 & echo $! >pid; wait'",
    "sh -c '(trap \"\" TERM; exec sleep 1000) & echo $! >pid; wait'",
    "sh -c 'echo $$ >pid; exec >&- 2>&- <&-; sleep 1000'",
    "sh -c 'echo $$ >pid; kill -STOP $$; sleep 1000'",
  ])
  func `after the time limit it is ended with its children`(handler: String) throws {
    try withTemporaryDirectory { directory in
      #expect(
        try row(handler, timeout: "500ms", in: directory) == "failed  took longer than 500ms"
      )
      let file = directory.appending(path: "pid")
      let text = try String(contentsOf: file, encoding: .utf8)
      let process = try #require(pid_t(text.dropLast()))
      #expect(waitForEnd(of: process))
    }
  }

  @Test func `a grandchild that holds the output keeps nobody waiting`() throws {
    try withTemporaryDirectory { directory in
      let outcome = try row("sh -c 'sleep 1000 & echo $! >pid; echo started'", in: directory)
      #expect(outcome == "completed  started")
      let text = try String(contentsOf: directory.appending(path: "pid"), encoding: .utf8)
      let process = try #require(pid_t(text.dropLast()))
      // It goes on, as it does in a shell.
      #expect(kill(process, 0) == 0)
      kill(process, SIGKILL)
    }
  }

  @Test func `cancel ends what runs in the background`() throws {
    let script = "subscribe e exec sleep 1000\nemit e &\ncancel\n"
    let program = try Program(["--empty"], input: script.utf8)
    #expect(program.output.contains("└─ exec sleep 1000  cancelled"))
    #expect(program.status == 0)
  }

  @Test func `Ctrl-C ends it, and the prompt is as it was`() throws {
    let terminal = try Pseudoterminal(
      Pseudoterminal.product("busctl"),
      ["--empty", "--no-history"]
    )
    try terminal.waitForPrompt()
    let shell = "sh -c 'echo garbage; echo garbage >&2; echo garbage >/dev/tty; exec sleep 1000'"
    try terminal.send("subscribe e exec \(shell)\r")
    try terminal.wait { $0.text.contains("subscribed exec") && $0.cursorLine.hasSuffix("> |") }
    try terminal.send("\u{c}")
    try terminal.wait { $0.row == 0 && $0.cursorLine.hasSuffix("> |") }
    try terminal.send("emit e\r")
    // The row that shows a handler that runs for long.
    try terminal.wait { $0.text.contains(/, \d+\.\ds/) }
    try terminal.send("\u{3}")
    try terminal.wait { $0.text.contains("1 cancelled") && $0.cursorLine.hasSuffix("> |") }
    #expect(terminal.screen.lines.filter { $0.hasPrefix("garbage") } == [])
    try terminal.send("emit other\r")
    try terminal.wait { $0.text.contains("#2 other {}") }
  }
}
