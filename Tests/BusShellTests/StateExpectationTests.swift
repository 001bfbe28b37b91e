import BusConsole
import BusLanguage
import BusShell
import Events
import TestSupport
import Testing

/// `expect state`; its wordings are in `Tests/Transcripts/expect-state.text`.
struct StateExpectationTests {
  /// A console whose services hold values of every kind, and none of the demo's.
  private static let console = BusConsole("depot", version: "1") { _, _ in
    ConsoleApplication(
      services: [
        ConsoleService("boxes") {
          [
            ["box": "b 1", "full": true, "weight": 1.5, "labels": ["in", "a b"]],
            ["box": "b 2", "full": false, "weight": 2.0, "owner": nil, "labels": [String]()],
          ]
        },
        ConsoleService("doors") { [] },
      ]
    )
  }

  private func printed(_ lines: String) async -> String {
    await ShellTest().console(Self.console).script(lines).run().transcript
  }

  @Test func `any service of any application can be checked`() async {
    let printed = await printed(
      """
      expect state boxes "b 1" full true
      expect state boxes "b 1" weight 1.5
      expect state boxes "b 1" labels "a b"
      expect state boxes "b 1" labels ["in", "a b"]
      expect state boxes "b 2" labels []
      expect state boxes "b 2" labels not in
      expect state boxes full false
      expect state boxes weight not 3
      expect state doors nothing
      expect state doors open not true
      """
    )
    #expect(printed == "exit status 0\n")
  }

  @Test(arguments: [
    ("state boxes nothing", "expected nothing in boxes, found 2 items"),
    ("state boxes \"b 1\" full false", "expected full false in boxes b 1, found full true"),
    ("state boxes full 1", "expected full 1 in boxes, found full true, false"),
    (
      "state boxes \"b 1\" labels a",
      "expected labels a in boxes b 1, found labels [\"in\",\"a b\"]"
    ),
    ("state boxes box not \"b 2\"", "expected box not \"b 2\" in boxes, found box b 1, b 2"),
    ("state doors open true", "expected open true in doors, found nothing"),
    ("state doors d1 open true", "expected an item of doors, found 'd1'"),
    ("state boxes b3 full true", "expected an item of boxes (b 1, b 2), found 'b3'"),
    (
      "state boxes \"b 1\" owner me",
      "expected a field of boxes b 1 (box, full, weight, labels), found 'owner'"
    ),
    (
      "state boxes owner me", "expected a field of boxes (box, full, weight, labels), found 'owner'"
    ),
    ("state windows open true", "unknown service 'windows'"),
  ])
  func `a check that fails says what there is`(check: String, message: String) async {
    let printed = await printed("expect \(check)")
    #expect(printed.contains("error: \(message)\n"), "\(printed)")
    #expect(printed.hasSuffix("exit status 1\n"))
  }

  @Test func `a service that there is not is answered with those that there are`() async {
    let printed = await printed("expect state lorries open true")
    #expect(printed.contains("\nhint: the services are boxes, doors\n"))
  }

  @Test func `services are proposed after 'expect state', and nothing behind them`() async {
    let session = await ShellTest().console(Self.console).script("").run()
    let completer = Completer(session.vocabulary) { _ in [] }
    func candidates(_ typed: String) -> [String] {
      completer.completion(of: Array(typed.utf8)).candidates.map(\.text)
    }
    #expect(candidates("expect sta") == ["state"])
    #expect(candidates("expect state ") == ["boxes", "doors"])
    #expect(candidates("expect state boxes ") == [])
  }
}
