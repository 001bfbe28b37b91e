import Testing

/// Arguments that cannot be understood.
struct UsageTests {
  @Test(arguments: [
    (["emti"], "busctl: error: unknown command 'emti'\nhint: did you mean 'emit'?\n"),
    (
      ["emit"], "busctl: error: expected EVENT after 'emit'\nusage: emit EVENT [JSON-OBJECT] [&]\n"
    ),
    (
      ["README.md"],
      "busctl: error: unknown command 'README.md'\n"
        + "hint: 'busctl -f README.md' runs a script\n"
    ),
    (
      ["--fomat", "x"],
      "busctl: error: unknown option '--fomat'\nhint: did you mean '--format'?\n"
    ),
    (["-"], "busctl: error: unknown option '-'\nhint: '-f -' reads standard input\n"),
    (["--qiet"], "busctl: error: unknown option '--qiet'\nhint: did you mean '--quiet'?\n"),
    (["emti", "--help"], "busctl: error: no help on 'emti'\nhint: did you mean 'emit'?\n"),
    (
      ["--seed", "-1", "help"],
      "busctl: error: the value '-1' is invalid for '--seed <n>': expected a number from 0 to 18446744073709551615\n"
        + "hint: 'busctl --help' lists the options\n"
    ),
    (
      ["--max-depth", "x", "help"],
      "busctl: error: the value 'x' is invalid for '--max-depth <n>': expected a number\n"
        + "hint: 'busctl --help' lists the options\n"
    ),
    (
      ["--seed", "1", "help"],
      "busctl: error: expected --clock virtual with --seed\n"
        + "hint: 'busctl --help' lists the options\n"
    ),
    (
      ["--quiet=yes", "help"],
      "busctl: error: the option '--quiet' does not take any value, but 'yes' was specified\n"
        + "hint: 'busctl --help' lists the options\n"
    ),
    (
      ["--max-depth", "0"],
      "busctl: error: expected --max-depth from 1 to 1000, found 0\n"
        + "hint: 'busctl --help' lists the options\n"
    ),
    (
      ["-c", "help", "-f", "x"],
      "busctl: error: expected only one of -c, -f and a command\n"
        + "hint: 'busctl --help' lists the options\n"
    ),
    (
      ["-f", "a", "-f", "b"],
      "busctl: error: expected one script, found 2\n"
        + "hint: 'busctl --help' lists the options\n"
    ),
    (
      ["--input", "cloudevents", "emit", "a"],
      "busctl: error: expected -c or -f with --input cloudevents, found a command\n"
        + "hint: 'busctl --help' lists the options\n"
    ),
    (
      ["--input", "cloudevents", "-f", "-"],
      "busctl: error: expected a file after -f with --input cloudevents, found '-', "
        + "which has the events\nhint: 'busctl --help' lists the options\n"
    ),
    (
      ["--source", "my shop", "help"],
      "busctl: error: the value 'my shop' is invalid for '--source <uri>': "
        + "expected a URI such as /shop or https://example.org/shop\n"
        + "hint: 'busctl --help' lists the options\n"
    ),
    (
      ["--format", "\u{1b}[31m", "help"],
      "busctl: error: the value '\\u{1b}[31m' is invalid for '--format <format>'. "
        + "Please provide one of 'text', 'jsonl' or 'cloudevents'\nhint: 'busctl --help' lists the options\n"
    ),
    (
      ["emit", "e", "--strict"],
      "busctl: error: expected JSON-OBJECT, found the option '--strict'\n"
        + "hint: options stand before the command; at a prompt, 'set strict' changes it\n"
    ),
    (
      ["emit", "e", "{a: 1}"],
      "busctl: payload:1:2: error: expected a key in double quotes, found 'a'\n"
        + "hint: a shell takes double quotes away: write the payload in single quotes\n"
    ),
    (
      ["-c"],
      "busctl: error: missing value for '-c'\nhint: 'busctl --help' lists the options\n"
    ),
  ])
  func `wrong usage has status 64`(arguments: [String], errors: String) throws {
    let program = try Program(arguments)
    #expect(program.errors == errors)
    #expect(program.output.isEmpty)
    #expect(program.status == 64)
  }

  @Test func `an argument that is not UTF-8 is refused`() throws {
    let program = try Program(shell: "busctl emit $(printf '\\377')")
    #expect(program.errors.hasPrefix("busctl: error: argument 2 is not valid UTF-8\n"))
    #expect(program.output.isEmpty && program.status == 64)
  }

  @Test(arguments: [
    ["emit", "a", "--timing"], ["emit", "a", "{}", "--timing"], ["handlers", "--quiet"],
    ["plan", "a", "--format"], ["wait", "--strict"], ["help", "emit", "--color"],
  ])
  func `an option after the command is told to stand before it`(words: [String]) throws {
    let program = try Program(words)
    #expect(program.errors.contains(", found the option '\(words.last ?? "")'\n"))
    let option = words.last?.dropFirst(2) ?? ""
    #expect(
      program.errors.hasSuffix(
        "\nhint: options stand before the command; at a prompt, 'set \(option)' changes it\n"
      )
    )
    #expect(program.status == 64)
  }

  @Test(arguments: [
    ["emit", "a"], ["emit", "a", "--help"], ["emit", "--", "a"], ["emit", "-c", "a"], [""],
    ["", "-c"],
    ["help"], ["help", "--version"], ["emit", "a", "-h"], ["emit", "a", "{\"n\": 1}", "&"],
    ["emti"],
    ["subscribe", "a", "print", "-f", "--", "x"], ["learn", "99"], ["quit", "3"],
    ["--", "emit", "a"],
  ])
  func `a command means the same with and without an option before it`(words: [String]) throws {
    let plain = try Program(words)
    let general = try Program(["--color", "never"] + words)
    #expect(plain.output == general.output)
    #expect(plain.errors == general.errors)
    #expect(plain.status == general.status)
  }
}
