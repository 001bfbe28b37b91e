import Testing

/// Hints at commands, as users of other programs type them.
struct CommandHintTests {
  @Test(arguments: [
    ("qiut", "unknown command 'qiut'", "did you mean 'quit'?"),
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
  func `a hint names the command that was probably meant`(
    line: String,
    message: String,
    hint: String
  ) throws {
    let script = "subscribe a relay b\nemit a\n\(line)\n"
    let program = try Program(["--quiet", "--empty"], input: script.utf8)
    #expect(program.errors.contains("error: \(message)\nhint: \(hint)\n"))
    #expect(program.status == 1)
  }
}
