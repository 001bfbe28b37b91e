import Foundation
import TestSupport
import Testing

/// The scripts in `completions`, compared with the program and used by shells.
@Suite(.serialized)
struct CompletionScriptTests {
  enum Shell: String, CaseIterable {
    case bash, zsh, fish

    /// The script's name; shells find theirs by it.
    var file: String {
      switch self {
      case .bash: "busctl.bash"
      case .zsh: "_busctl"
      case .fish: "busctl.fish"
      }
    }

    var path: String? {
      ["/bin", "/usr/bin"].map { "\($0)/\(rawValue)" }
        .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    static let installed = allCases.filter { $0.path != nil }
    static let missing = allCases.filter { $0.path == nil }.map(\.rawValue)
  }

  @Test(arguments: Shell.allCases)
  func `a script is the one that the program generates`(shell: Shell) throws {
    let made = try Program(["--generate-completion-script", shell.rawValue])
    if ProcessInfo.processInfo.environment["RECORD_TRANSCRIPTS"] == "1" {
      let url = Repository.root.appending(path: "completions/\(shell.file)")
      try Data(made.output.utf8).write(to: url)
      Issue.record("recorded \(shell.file)")
    }
    #expect(try made.output == Repository.text(of: "completions/\(shell.file)"))
    #expect(made.status == 0 && made.errors.isEmpty)
  }

  /// Indicates whether a missing shell is a failure, as in continuous integration.
  ///
  /// Elsewhere it only skips a test.
  private static let isComplete =
    Shell.missing.isEmpty || ProcessInfo.processInfo.environment["CI"] == "true"

  @Test(.enabled(if: isComplete, "not installed: \(Shell.missing.joined(separator: ", "))"))
  func `every shell is installed`() {
    #expect(Shell.installed.count == Shell.allCases.count)
  }

  @Test(arguments: Shell.installed)
  func `a shell completes commands, events, handlers and files`(shell: Shell) throws {
    let terminal = try start(shell)
    for (typed, shown) in [
      ("busctl su", "$ busctl subscribe "), ("inv", "$ busctl subscribe invite.accepted "),
      ("sl", "$ busctl subscribe invite.accepted sleep "), ("\u{15}busctl he", "$ busctl help "),
      ("nes", "$ busctl help nesting "), ("\u{15}busctl source READ", "$ busctl source README.md "),
      ("\u{15}busctl source compl", "$ busctl source completions/"),
      ("busctl.b", "$ busctl source completions/busctl.bash "),
    ] {
      try terminal.send(typed + "\t")
      try terminal.wait(forLine: shown)
    }
  }

  @Test(arguments: Shell.installed)
  func `a shell completes names that it has to quote`(shell: Shell) throws {
    let terminal = try start(shell)
    try terminal.send("cd; touch 'my file.bus' \"it's.bus\"; clear; echo do''ne\r")
    try terminal.wait { $0.lines.contains("done") && $0.cursorLine == "$ |" }
    for (typed, shown) in [
      ("busctl source my", "$ busctl source my\\ file.bus "),
      ("\u{15}busctl source it", "$ busctl source it\\'s.bus "),
    ] {
      try terminal.send(typed + "\t")
      try terminal.wait(forLine: shown)
    }
  }

  @Test(arguments: Shell.installed)
  func `a completed name is the name of the file`(shell: Shell) throws {
    let terminal = try start(shell)
    let names = [
      "1~a", "2$a", "3`a", "4#a", "5&a", "6*a", "7;a", "8\\a", "9\"a", "A{a,b}", "B(a", "C=a",
    ]
    for name in names + ["Dnew\nline", "Eesc\u{1b}[31m", "Ftab\tx", "-G", "[H", "{I"] {
      try Data("emit read.back\n".utf8).write(to: terminal.home.appending(path: name))
    }
    try terminal.send("cd; clear; echo do''ne\r")
    try terminal.wait { $0.lines.contains("done") && $0.cursorLine == "$ |" }
    let starts = names.map { String($0.prefix(1)) } + ["./-", "'./[", "'./{"]
    for (number, start) in starts.enumerated() {
      try terminal.send("clear; busctl source \(start)\t; echo \(number)\r")
      try terminal.wait { $0.lines.contains("\(number)") && $0.cursorLine == "$ |" }
      #expect(terminal.screen.lines.contains("nobody listens"), "\(start)")
    }
    for start in ["D", "E", "F"] {
      try terminal.send("busctl source \(start)\tX")
      try terminal.wait(forLine: "$ busctl source \(start)X")
      try terminal.send("\u{15}")
    }
  }

  @Test(arguments: Shell.installed)
  func `a shell completes the values of options`(shell: Shell) throws {
    let terminal = try start(shell)
    for (typed, shown) in [
      ("busctl --format j", "$ busctl --format jsonl "),
      ("--clock v", "$ busctl --format jsonl --clock virtual "),
      ("em", "$ busctl --format jsonl --clock virtual emit "),
    ] {
      try terminal.send(typed + "\t")
      try terminal.wait(forLine: shown)
    }
  }

  @Test(arguments: Shell.installed)
  func `a shell lists the candidates`(shell: Shell) throws {
    let terminal = try start(shell)
    try terminal.send("busctl unsubscribe invite.accepted \t")
    if shell == .bash { try terminal.send("\t") }
    for handler in ["notify", "join-group", "track", "webhook"] {
      try terminal.wait { $0.text.contains(handler) }
    }
  }

  @Test(arguments: Shell.installed)
  func `a shell offers the program's options before a command, and not after it`(
    shell: Shell
  ) throws {
    let terminal = try start(shell)
    try terminal.send("busctl --qui\t")
    try terminal.wait(forLine: "$ busctl --quiet ")
    try terminal.send("trace --ord\t")
    try terminal.wait(forLine: "$ busctl --quiet trace --order ")
    // There is nothing to complete, so that the next character appears at the same place.
    try terminal.send("\u{15}busctl emit e --qui\tX")
    try terminal.wait(forLine: "$ busctl emit e --quiX")
  }

  /// Starts a shell that has loaded the script as a user would have installed it.
  private func start(_ shell: Shell) throws -> Pseudoterminal {
    let path = try #require(shell.path)
    let directory = URL(filePath: Pseudoterminal.product("busctl")).deletingLastPathComponent().path
    let script = Repository.root.appending(path: "completions/\(shell.file)").path
    let arguments =
      switch shell {
      case .bash: ["--norc", "--noprofile", "-i"]
      case .zsh: ["-f", "-i"]
      case .fish: ["--no-config", "-i"]
      }
    let terminal = try Pseudoterminal(
      path,
      arguments,
      environment: ["PATH": "\(directory):/usr/bin:/bin", "PS1": "$ "]
    )
    let setUp =
      switch shell {
      case .bash: ". \(script)"
      case .zsh:
        "PS1='$ '; fpath=(\(URL(filePath: script).deletingLastPathComponent().path) $fpath); "
          + "autoload -Uz compinit; compinit -u -D"
      case .fish:
        "function fish_prompt; echo '$ '; end; set -g fish_autosuggestion_enabled 0; "
          + "set -g fish_complete_path; source \(script)"
      }
    try terminal.send(setUp + "; cd \(Repository.root.path); clear; echo rea''dy\r")
    try terminal.wait { $0.lines.contains("ready") && $0.cursorLine == "$ |" }
    return terminal
  }
}
