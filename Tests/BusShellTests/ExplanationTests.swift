import BusLanguage
import BusShell
import Testing

/// The sentences of `explain`: for each kind of fact a true one, with the rule it follows from.
struct ExplanationTests {
  /// The sentences of the explanations that a script asks for.
  func sentences(_ script: String, maxDepth: Int = 64) async -> [String] {
    let printed = await virtualTranscript(script) {
      $0.format = .jsonl
      $0.maxDepth = maxDepth
    }
    return printed.matches(of: /{"kind":"explanation","text":"(.*?)"(,"rule":"(\w+)")?}/)
      .map { "\($0.output.1)\($0.output.3.map { " (\($0))" } ?? "")" }
  }

  @Test func `each fact of an emission names its rule`() async {
    #expect(
      await sentences(
        """
        subscribe a print first
        subscribe a fail
        subscribe a relay b
        subscribe a fail at last
        subscribe b print inner
        subscribe b fail inside
        emit a
        explain
        """
      ) == [
        "4 handlers were subscribed when #1 a started (snapshot)",
        "print first ran first in #1 a, because it was subscribed first (order)",
        "fail ran after print first in #1 a, because it was subscribed later (order)",
        "relay b ran after fail in #1 a, because it was subscribed later (order)",
        "relay b ran although fail had failed in #1 a (isolation)",
        "print inner, fail inside ran before fail at last, because relay b awaited #2 b in #1 a "
          + "(nesting)",
        "2 handlers were subscribed when #2 b started (snapshot)",
        "print inner ran first in #2 b, because it was subscribed first (order)",
        "fail inside ran after print inner in #2 b, because it was subscribed later (order)",
        "fail inside failed, but #2 b ended as usual (isolation)",
        "relay b completed although fail inside had failed in #2 b (isolation)",
        "fail at last ran after relay b in #1 a, because it was subscribed later (order)",
        "fail at last failed, but #1 a ended as usual (isolation)",
      ]
    )
  }

  @Test func `the middle of a runaway is not explained`() async {
    let sentences = await sentences("subscribe a relay a\nemit a\nexplain")
    #expect(sentences.count == 13)
    #expect(sentences.contains("not explained: 60 more, each nested in the one before"))
    #expect(
      sentences.last == "a, emitted by relay a in #64 a, was refused, because it would have been "
        + "nested in 64 emissions: a > a > a > ... > a > a > a (runaway)"
    )
  }

  @Test func `a handler that is subscribed several times is known by its position`() async {
    #expect(
      await sentences(
        "subscribe a relay b\nsubscribe a relay b\nsubscribe b print\nemit a\nexplain"
      )
        == [
          "2 handlers were subscribed when #1 a started (snapshot)",
          "relay b had 2 turns in #1 a, because it was subscribed 2 times (order)",
          "relay b (position 1) ran first in #1 a, because it was subscribed first (order)",
          "print ran before relay b (position 2), because relay b (position 1) awaited #2 b in #1 a "
            + "(nesting)",
          "1 handler was subscribed when #2 b started (snapshot)",
          "print ran first in #2 b, because it was subscribed first (order)",
          "relay b (position 2) ran after relay b (position 1) in #1 a, because it was subscribed "
            + "later (order)",
          "#3 b ended before relay b (position 2) did, because relay b (position 2) awaited #3 b "
            + "in #1 a (nesting)",
          "1 handler was subscribed when #3 b started (snapshot)",
          "print ran first in #3 b, because it was subscribed first (order)",
        ]
    )
  }

  @Test func `a handler that is subscribed during the emission does not run`() async {
    let wiring = "subscribe a attach print\nsubscribe a detach print\nemit a\nexplain\n"
    let first = await sentences(wiring)
    #expect(
      first.contains("print did not run: it was subscribed after #1 a had started (snapshot)")
    )
    #expect(
      first.last == "print was unsubscribed again, which changed nothing for #1 a either (snapshot)"
    )
    #expect(
      await sentences("subscribe a attach print\nsubscribe a print\nemit a\nexplain").last
        == "print did not run once more: it was subscribed again after #1 a had started (snapshot)"
    )
  }

  @Test(arguments: [
    ("detach print\nsubscribe a print", "print ran: it was unsubscribed after #1 a had started"),
    ("detach", "detach ran to its end: it was unsubscribed while it ran"),
    (
      "print\nsubscribe a detach print",
      "print had run when it was unsubscribed: only later emissions run without it"
    ),
  ])
  func `a handler that is unsubscribed during the emission still runs, unless it has run`(
    handlers: String,
    sentence: String
  ) async {
    #expect(
      await sentences("subscribe a \(handlers)\nemit a\nexplain").last == "\(sentence) (snapshot)"
    )
  }

  @Test func `a skipped handler did not run, even if others print 'skipped'`() async {
    let script = """
      subscribe a print one
      subscribe a print skipped
      subscribe a print three
      subscribe a print four
      step on
      emit a
      skip
      next
      skip
      next
      explain
      """
    #expect(
      await sentences(script).dropFirst() == [
        "print one did not run: it was skipped, at a pause or by an interceptor",
        "print skipped ran first, because the handlers before it did not run (order)",
        "print three did not run: it was skipped, at a pause or by an interceptor",
        "print four ran after print skipped, because it was subscribed later (order)",
      ]
    )
  }

  @Test func `an emission without handlers says that none was subscribed`() async {
    #expect(
      await sentences("emit a\nexplain") == [
        "#1 a ran nothing, because nobody was subscribed when it started (snapshot)"
      ]
    )
  }

  @Test func `a nested emission names the handler that emitted it`() async {
    #expect(
      await sentences("subscribe a relay b\nsubscribe b print\nemit a\nexplain 2").first
        == "#2 b was emitted by relay b in #1 a, which waited for its end (nesting)"
    )
  }

  @Test func `a refused emission shows the events that led there`() async {
    let wiring = "subscribe a relay b\nsubscribe b relay a\nemit a\nexplain"
    #expect(
      await sentences(wiring).last
        == "a, emitted by relay a in #64 b, was refused, because it would have been nested in "
        + "64 emissions: a > b > a > ... > a > b > a (runaway)"
    )
    #expect(
      await sentences(wiring, maxDepth: 1).last
        == "b, emitted by relay b, was refused, because it would have been nested in "
        + "1 emission: a > b (runaway)"
    )
  }

  @Test func `a rule is named by the topic of help that explains it`() async {
    let printed = await transcript("subscribe a print\nemit a\nexplain") { $0.isEmpty = true }
    #expect(printed.contains("because it was subscribed first (help order)\n"))
    let rules = printed.matches(of: /\(help (\w+)\)/).map { String($0.output.1) }
    #expect(rules.allSatisfy { RuleTable.entry(named: $0) != nil })
  }
}
