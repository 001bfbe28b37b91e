import BusLanguage
import BusShell
import Testing

struct TraceViewTests {
  @Test(arguments: ["--order", "--timeline"])
  func `the number may stand before the view or after it`(view: String) async {
    let before = await virtualTranscript("subscribe e relay f\nemit e\nemit f\ntrace 1 \(view)")
    let after = await virtualTranscript("subscribe e relay f\nemit e\nemit f\ntrace \(view) 1")
    #expect(before == after)
    #expect(before.hasSuffix("exit status 0\n"))
    #expect(before.contains("relay f"))
  }

  @Test func `a view of nothing is an error`() async {
    let printed = await virtualTranscript(
      "explain\nemit e\ntrace 7 --order\ndiff 1\ndiff 1 2\nexplain x"
    )
    #expect(printed.contains("test.bus:1:1: error: no emission has ended yet\n"))
    #expect(printed.contains("test.bus:3:7: error: emission 7 is not recorded\n"))
    #expect(printed.contains("test.bus:4:7: error: expected M after '1'\n"))
    #expect(printed.contains("test.bus:5:8: error: emission 2 is not recorded\n"))
    #expect(printed.contains("error: expected N as the number of an emission, found 'x'\n"))
  }

  @Test func `views are objects of their own kinds, and repeat no records`() async {
    let script = "subscribe a fail\npredict print : emit a\n"
    let records = await virtualTranscript(script) { $0.format = .jsonl }
    let views = "trace --order\ntrace --timeline\nexport mermaid -\nexport chrome -\nexport jsonl -"
    let printed = await virtualTranscript("\(script)\(views)") { $0.format = .jsonl }
    let lines = printed.split(separator: "\n")
    #expect(
      lines.count { $0.hasPrefix("{\"seq\"") }
        == records.split(separator: "\n").count { $0.hasPrefix("{\"seq\"") }
    )
    #expect(lines.contains(#"{"kind":"prediction","mark":"!","predicted":"print","ran":"fail"}"#))
    let kinds = lines.compactMap { $0.firstMatch(of: /^{"kind":"(\w+)"/)?.output.1 }
    #expect(
      kinds == ["prediction"] + Array(repeating: "order", count: 4)
        + Array(repeating: "timeline", count: 2) + Array(repeating: "export", count: 3)
    )
    #expect(
      lines.contains(
        #"{"kind":"order","number":2,"record":3,"emission":1,"depth":1,"text":"fail starts"}"#
      )
    )
    #expect(
      lines.contains(
        #"{"kind":"timeline","emission":1,"depth":1,"position":1,"handler":"fail","outcome":"failed","from":2,"to":3}"#
      )
    )
    #expect(printed.contains(#"{"kind":"export","format":"mermaid","text":"sequenceDiagram\np"#))
  }
}
