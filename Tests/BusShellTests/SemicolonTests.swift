import BusLanguage
import BusShell
import TestSupport
import Testing

/// A semicolon, which ends no command.
struct SemicolonTests {
  @Test(arguments: [
    ("emit a; emit b", "1:6: error: expected EVENT without a ; at its end, found 'a;'"),
    ("emit a;", "1:6: error: expected EVENT without a ; at its end, found 'a;'"),
    ("emit a ; emit b", "1:8: error: expected a JSON object as payload, found ';'"),
    ("emit a {}; emit b", "1:10: error: expected a space after the payload"),
    ("emit a {} ; emit b", "1:11: error: expected the end of the command, found ';'"),
    ("wait; emit b", "1:1: error: unknown command 'wait;'"),
    ("trace 1; trace 2", "1:7: error: expected N as the number of an emission, found '1;'"),
    ("repeat 2 wait; emit b", "1:10: error: unknown command 'wait;'"),
  ])
  func `the hint says that a line is one command`(line: String, error: String) async {
    #expect(
      await virtualTranscript(line) == """
        busctl: test.bus:\(error)
        hint: one command a line; quote a ; that belongs to a word
        exit status 1

        """
    )
  }

  @Test func `a semicolon in a word, a text or quotes is one`() async {
    let printed = await virtualTranscript(
      "subscribe 'a;' print hello; world\nemit 'a;'\nemit a;b\nemit 'c' {\"t\": \";\"}"
    )
    #expect(!printed.contains("error"))
    #expect(printed.contains("completed  hello; world\n"))
  }
}
