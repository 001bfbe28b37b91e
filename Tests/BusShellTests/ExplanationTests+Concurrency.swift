import Testing

// The sentences on emissions that take turns, and on those that are cancelled.

extension ExplanationTests {
  @Test func `a cancelled handler has not failed, and the next ones run`() async {
    let script = """
      subscribe a sleep 10s
      subscribe a relay b
      emit a &
      cancel
      explain
      """
    #expect(
      await sentences(script) == [
        "#1 a was cancelled while sleep 10s ran (cancellation)",
        "2 handlers were subscribed when #1 a started (snapshot)",
        "sleep 10s ran first, because it was subscribed first (order)",
        "sleep 10s ended because it was cancelled, which does not count as a failure (cancellation)",
        "relay b ran after sleep 10s, because it was subscribed later (order)",
        "relay b ran although sleep 10s had been cancelled (cancellation)",
        "relay b ended because it was cancelled before it emitted b, which does not count as "
          + "a failure (cancellation)",
      ]
    )
  }

  @Test func `overlapping emissions say when each of them continued`() async {
    let script = """
      subscribe a sleep 10ms
      subscribe a print
      subscribe b sleep 30ms
      emit a &
      emit b &
      emit c
      explain
      wait
      explain 1
      explain 2
      """
    let sentences = await sentences(script)
    #expect(
      sentences.prefix(3) == [
        "#3 c ran nothing, because nobody was subscribed when it started (snapshot)",
        "not shown: #1 a, which is still running", "not shown: #2 b, which is still running",
      ]
    )
    #expect(
      sentences.dropFirst(3).prefix(6) == [
        "#1 a and #2 b overlap, because handlers suspended; the order holds inside each "
          + "(concurrency)",
        "#1 a and #3 c overlap, because handlers suspended; the order holds inside each "
          + "(concurrency)",
        "while sleep 10ms of #1 a waited, #2 b started (concurrency)",
        "after #3 c had ended, #1 a continued (concurrency)",
        "after #1 a had ended, #2 b continued (concurrency)",
        "2 handlers were subscribed when #1 a started (snapshot)",
      ]
    )
    #expect(
      sentences.suffix(5).prefix(3) == [
        "while sleep 10ms of #1 a waited, #2 b started (concurrency)",
        "while sleep 30ms of #2 b waited, #3 c started (concurrency)",
        "after #1 a had ended, #2 b continued (concurrency)",
      ]
    )
  }

  @Test func `of two that are due at the same time the rules name none as the first`() async {
    let script = """
      subscribe a sleep 10ms
      subscribe b sleep 10ms
      emit a &
      emit b &
      wait
      explain 1
      """
    #expect(
      await sentences(script).dropFirst(2).first
        == "sleep 10ms of #1 a and sleep 10ms of #2 b were due at the same time, and continued in "
        + "this order; the rules leave the order open, and --seed chooses it in virtual time "
        + "(concurrency)"
    )
  }

  @Test func `after a cancellation the end of another emission is not the cause`() async {
    let script = """
      subscribe a sleep 10s
      subscribe b sleep 20ms
      subscribe b print
      emit a &
      emit b &
      cancel
      explain 1
      """
    let sentences = await sentences(script)
    #expect(sentences.contains("#1 a was cancelled while sleep 10s ran (cancellation)"))
    #expect(!sentences.contains { $0.hasPrefix("after ") })
  }
}
