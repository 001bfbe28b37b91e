import BusLanguage
import BusShell
import Testing

/// Limits to the number and size of recorded emissions.
struct RecordLimitTests {
  private func printed(_ script: String) async -> String {
    await ShellTest.virtual.options { $0.isQuiet = true }.script(script).run().output
  }

  private func lines(_ script: String) async -> [Substring] {
    await printed(script).split(separator: "\n")
  }

  @Test func `the last thousand emissions are recorded`() async {
    let lines = await lines(String(repeating: "emit e\n", count: 1_003) + "trace --list\ntrace 3\n")
    #expect(lines.count == 1_002)
    #expect(lines.first == "#4     e  nobody listens")
    #expect(lines.suffix(2).first?.hasSuffix("error: emission 3 is no longer recorded") == true)
  }

  @Test func `the last thousand emissions are recorded, and one that has gone is missed`() async {
    let lines = (1...1001).map { "emit e {\"n\": \($0)}\n" }.joined()
    let printed = await transcript("\(lines)trace 2\ntrace 1\ntrace --list\n") {
      $0.isQuiet = true
    }
    #expect(printed.hasPrefix("#2 e {\"n\":2}\nnobody listens\n"))
    #expect(printed.contains("error: emission 1 is no longer recorded\n"))
    #expect(printed.split(separator: "\n").count { $0.hasSuffix("  e  nobody listens") } == 1000)
  }

  @Test func `fewer emissions with large payloads are recorded`() async {
    let payload = "{\"text\": \"" + String(repeating: "a", count: 3 << 20) + "\"}"
    let lines = await lines(
      String(repeating: "emit e \(payload)\n", count: 8) + "trace --list\ntrace 1\n"
    )
    #expect(lines.dropLast(2) == (4...8).map { "#\($0)  e  nobody listens" })
    #expect(lines.suffix(2).first?.hasSuffix("error: emission 1 is no longer recorded") == true)
  }

  @Test func `fewer emissions with many handlers are recorded, but always the last one`() async {
    let subscribing = String(repeating: "subscribe e count\n", count: 20_000)
    let kept = await lines(
      subscribing + "emit e\nemit e\nemit e\nset format jsonl\ntrace --list\n"
    )
    #expect(kept.count == 2)
    #expect(kept.last?.contains("\"emission\":3,") == true)
    #expect(kept.last?.contains("\"completed\":20000,") == true)
  }

  @Test func `nested handlers that are too many are left out of the tree`() async {
    let subscribing = String(repeating: "subscribe inner count\n", count: 30_000)
    let relaying = String(repeating: "subscribe outer relay inner\n", count: 4)
    let printed = await printed(subscribing + relaying + "emit outer\nexpect completed 4\ntrace\n")
    #expect(printed.contains("and 1 more, each with its nested emissions"))
    #expect(printed.hasSuffix("4 handlers: 4 completed\n"))
  }

  @Test func `the first twenty changes that come too late are remembered`() async {
    let changes = String(repeating: "subscribe e count\n", count: 25)
    let printed = await printed("subscribe e sleep 1s\nemit e &\n" + changes + "wait\ntrace\n")
    let lines = printed.split(separator: "\n")
    #expect(lines.count { $0.contains("added: not run this time") } == 20)
    #expect(printed.contains("and 5 more changes"))
  }

  @Test func `ten thousand emissions in the background sleep, wake, and are cancelled`() async {
    let emitting = String(repeating: "emit e &\n", count: 10_000)
    let script = "subscribe e sleep 1m\n\(emitting)wait\nexpect completed 1\n\(emitting)cancel\n"
    let lines = await lines(script + "expect cancelled 1\n")
    #expect(lines.isEmpty)
  }
}
