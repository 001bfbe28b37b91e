import BusLanguage
import BusShell
import Testing

/// Messages about wrong operands, and the columns that they name.
struct WrongOperandTests {
  private static let usage = "usage: trace [N] [VIEW] [FILTER...]"

  @Test(arguments: [
    ("trace 99", 7, "emission 99 is not recorded", "hint: 'trace --list' lists the recorded ones"),
    ("diff 1 98", 8, "emission 98 is not recorded", "hint: 'trace --list' lists the recorded ones"),
    ("accept i9", 8, "no invite 'i9'", "hint: 'state invites' shows the invites"),
    (
      "state foo", 7, "unknown service 'foo'",
      "hint: the services are invites, notifications, groups, messages, analytics, webhooks, agent"
    ),
    ("help emti", 6, "no help on 'emti'", "hint: did you mean 'emit'?"),
    ("trace 1 2", 9, "expected the end of the command, found '2'", usage),
    ("trace --order 1 2", 17, "expected the end of the command, found '2'", usage),
    ("trace 1 --list", 7, "--list takes no N", usage),
    ("trace --list 1", 14, "expected the end of the command, found '1'", usage),
    (
      "trace --ordr", 7, "expected VIEW (--list, --order, --timeline), found '--ordr'",
      "hint: did you mean '--order'?"
    ),
    (
      "trace one", 7, "expected N as the number of an emission, found 'one'", usage
    ),
    (
      "expect count", 13, "expected N after 'count'",
      "usage: expect CHECK [ARG...] [in EVENT|N]"
    ),
    (
      "expect ran a in", 16, "expected EVENT or N after 'in'",
      "usage: expect CHECK [ARG...] [in EVENT|N]"
    ),
    (
      "{}", 1, "expected a command, found a payload", "exit status 1"
    ),
  ])
  func `an error points at the word that is wrong`(
    line: String,
    column: Int,
    message: String,
    help: String
  ) async {
    let printed = await transcript("emit e\n\(line)") { $0.isQuiet = true }
    #expect(printed.hasPrefix("busctl: test.bus:2:\(column): error: \(message)\n\(help)\n"))
    #expect(printed.hasSuffix("exit status 1\n"))
  }

  @Test(arguments: [
    ("order", "trace 1 --order", "trace --order 1"),
    ("timeline", "trace 1 --timeline", "trace --timeline 1"),
  ])
  func `the number and the view of a trace may change places`(
    view: String,
    first: String,
    second: String
  ) async {
    let ones = await transcript("emit e\nemit f\n\(first)") { $0.isQuiet = true }
    let others = await transcript("emit e\nemit f\n\(second)") { $0.isQuiet = true }
    #expect(ones == others && !ones.contains(" f") && ones.hasSuffix("exit status 0\n"))
  }
}
