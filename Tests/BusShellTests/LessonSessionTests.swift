import BusLanguage
import BusShell
import Foundation
import Testing

/// The session that waits while lessons are learnt.
struct LessonSessionTests {
  private static let before = """
    subscribe order.paid count
    subscribe order.paid flaky 1
    emit order.paid
    accept i1
    """

  private func printed(_ lines: String) async -> String {
    await transcript("\(Self.before)\n\(lines)")
  }

  @Test(arguments: [
    "learn 1\nreset", "learn 2\nlearn 5\nskip\nagain\nreset",
    "learn 9\nemit slow &\nemit quick &\nreset",
    "learn 3\nsubscribe order.paid print x\nunsubscribe order.paid count\nemit order.paid\nreset",
  ])
  func `leaving lessons gives the session back`(lessons: String) async {
    let shown = "handlers\ntrace --list\nstate\nemit order.paid\nreset\nhandlers"
    let expected = await printed(shown)
    let result = await printed("\(lessons)\n\(shown)")
    #expect(result.contains("; your session is as it was before\n"))
    let start = try? #require(expected.firstRange(of: "document.shared\n")?.lowerBound)
    #expect(start.map { result.hasSuffix(expected[$0...]) } == true)
  }

  @Test func `a lesson says how to get the session back`() async {
    let printed = await printed("learn --list\nlearn 1\ntask\nemit order.paid")
    #expect(printed.contains("'learn N' starts one; 'reset' returns to your session\n"))
    #expect(
      printed.replacing("\n", with: " ").contains("solution, 'reset' returns to your session ")
    )
    #expect(printed.contains("\n'next' starts the next lesson, "))
  }

  @Test func `what runs in the background ends before a lesson begins`() async {
    let printed = await virtualTranscript("subscribe e sleep 1s\nemit e &\nlearn 1\nreset\ntrace")
    #expect(printed.components(separatedBy: "└─ sleep 1s  completed\n").count == 3)
  }

  @Test func `a lesson has nothing of the session`() async {
    let printed = await printed("learn 1\nhandlers\ntrace --list\nstate invites")
    #expect(
      printed.contains(
        """

        order.paid
          1  print thank you  subscription 1
        order.sent
          1  print on its way  subscription 2
        nothing is recorded

        """
      )
    )
    #expect(printed.contains("id i1  user 7  accepted false"))
  }

  @Test func `a failure in the session still counts after a lesson`() async {
    let printed = await transcript("subscribe e fail\nemit e\nlearn 1\nreset") {
      $0.isStrict = true
    }
    #expect(printed.hasSuffix("exit status 4\n"))
  }

  @Test func `options that were set in a lesson stay`() async {
    let printed = await printed("learn 1\nset quiet on\nreset\nemit order.paid\nset quiet")
    #expect(
      printed.hasSuffix(
        "as it was before\nquiet  on  print no traces and no confirmations; answers and errors still appear\nexit status 0\n"
      )
    )
  }

  @Test func `a lesson is not left for an empty session`() async {
    let printed = await printed("learn 1\nreset --empty\ncheck")
    #expect(printed.contains("error: expected 'reset' without --empty in a lesson\n"))
    #expect(printed.contains("not yet: "))
  }
}
