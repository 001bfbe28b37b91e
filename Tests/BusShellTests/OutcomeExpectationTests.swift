import BusShell
import Foundation
import Testing

/// The words of `expect` for outcomes in order, other emissions, and handlers that came late.
struct OutcomeExpectationTests {
  private static let script = """
    subscribe a print x
    subscribe a fail
    subscribe a attach print late
    emit a
    """

  @Test(arguments: [
    "emitted", "emitted in a", "outcomes completed failed completed", "outcomes failed in a",
    "outcomes completed completed in a",
  ])
  func `what is as expected is no error`(expectation: String) async {
    let printed = await virtualTranscript("\(Self.script)\nexpect \(expectation)")
    #expect(printed.hasSuffix("\nexit status 0\n"), "\(printed)")
    #expect(!printed.contains("error:"))
  }

  @Test(arguments: [
    ("emitted in b", "expected an emission of b, found none in #1"),
    (
      "outcomes failed completed failed",
      "expected outcomes failed completed failed, found outcomes completed failed completed in #1"
    ),
    ("overlapped b in a", "expected overlapped b, found none at the same time in #1"),
    (
      "latecomer \"print late\" in a",
      "expected latecomer \"print late\", found no such latecomer in #1"
    ),
    ("outcomes ended", "expected OUTCOME (completed, failed, cancelled, skipped), found 'ended'"),
    ("outcomes", "expected OUTCOME after 'outcomes'"),
    ("overlapped", "expected EVENT after 'overlapped'"),
  ])
  func `what is not is an error with the finding`(expectation: String, message: String) async {
    let printed = await virtualTranscript("\(Self.script)\nexpect \(expectation)")
    #expect(printed.contains("error: \(message)\n"), "\(printed)")
  }

  @Test func `a handler that came late has run in the next emission, and only there`() async {
    let late = "expect latecomer \"print late\""
    let printed = await virtualTranscript("\(Self.script)\nemit a\n\(late)\n\(late) in 1")
    #expect(
      printed.contains("error: expected latecomer \"print late\", found no such latecomer in #1")
    )
    #expect(printed.components(separatedBy: "error:").count == 2)
  }

  @Test func `emissions overlap that ran at the same time, and neither inside the other`() async {
    let printed = await virtualTranscript(
      """
      subscribe slow sleep 2s
      subscribe slow relay inner
      subscribe quick sleep 1s
      emit slow &
      emit quick &
      wait
      expect overlapped quick in slow
      expect overlapped slow in quick
      expect overlapped inner in slow
      """
    )
    #expect(printed.contains("error: expected overlapped inner, found none at the same time in #"))
    #expect(printed.components(separatedBy: "error:").count == 2, "\(printed)")
  }
}
