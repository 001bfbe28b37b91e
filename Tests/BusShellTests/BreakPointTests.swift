import BusLanguage
import BusShell
import Testing

/// `step on` with events and handlers.
struct BreakPointTests: SteppedEmission {
  private func pauses(_ points: String, _ answers: String) async -> [Substring] {
    let script = Self.wiring.replacing("step on", with: points) + "\n\(answers)"
    return pauses(in: await transcript(script) { $0.isEmpty = true })
  }

  @Test(arguments: [
    ("step on b", "run", ["next: print inner, for b"]),
    ("step on relay", "run", ["next: relay b, for a"]),
    ("step on \"print last\"", "run", ["next: print last, for a"]),
    ("step on relay", "next\nrun", ["next: relay b, for a", "next: print last, for a"]),
    ("step on relay", "into\nrun", ["next: relay b, for a", "next: print inner, for b"]),
    ("step on relay b", "next\nrun\nrun", ["next: relay b, for a", "next: print inner, for b"]),
    (
      "step on relay\nstep on b", "run\nrun",
      ["next: relay b, for a", "next: print inner, for b"]
    ),
    ("step on b\nstep off", "", []),
  ])
  func `commands pause first at a break point, and go on to the next one`(
    points: String,
    answers: String,
    expected: [String]
  ) async {
    #expect(await pauses(points, answers).map(String.init) == expected)
  }

  @Test func `without a name there is a pause before each handler again`() async {
    let pauses = await pauses("step on b\nstep on", "next\nnext\nnext")
    #expect(pauses.count == 3)
  }

  @Test func `results are shown from the first pause on, up to 'run'`() async {
    let script = Self.wiring.replacing("step on", with: "step on relay") + "\nnext\nrun"
    let printed = await transcript(script) { $0.isEmpty = true }
    #expect(
      printed.contains(
        """
        next: relay b, for a (next, into, run, skip, fail, back, help)
        #2  print inner  completed  inner
        #1  relay b  completed
        next: print last, for a (next, into, run, skip, fail, back, help)
        #1 a {}

        """
      )
    )
    #expect(!printed.contains("#1  print first"))
  }

  @Test func `a break point that names nothing yet is a warning`() async {
    let printed = await transcript("subscribe order.paid print x\nstep on order.payd\nemit a") {
      $0.isEmpty = true
    }
    #expect(
      printed.contains(
        """
        busctl: warning: no event and no subscribed handler is named 'order.payd' yet
        hint: did you mean 'order.paid'?

        """
      )
    )
    #expect(printed.hasSuffix("exit status 0\n"))
  }
}
