import BusLanguage
import BusShell
import Testing

/// Views of emissions that are nested as deeply as the program allows.
struct DeepTreeTests {
  private static let wiring = [
    "subscribe a relay a", "subscribe a relay b\nsubscribe a relay a",
    "subscribe a relay a\nsubscribe a relay b",
  ]

  @Test(
    arguments: [
      "trace", "trace --order", "trace --timeline", "explain", "explain 300", "diff 1 1",
      "export mermaid -", "export chrome -", "export svg -", "export svg - --timeline",
      "export html -",
    ],
    wiring
  )
  func `a tree of a thousand levels is shown in every view`(view: String, wiring: String) async {
    for format in [ShellOptions.Format.text, .jsonl] {
      let printed = await virtualTranscript("\(wiring)\nemit a\n\(view)") {
        $0.format = format
        $0.isEmpty = true
        $0.maxDepth = 1000
      }
      #expect(!printed.contains("error:"))
      #expect(printed.contains("a"))
    }
  }

  @Test func `a diagram and a tree leave out the same part of a runaway`() async {
    let printed = await virtualTranscript("subscribe a relay a\nemit a\nexport mermaid -") {
      $0.isEmpty = true
    }
    #expect(printed.contains("⋮  60 more, each nested in the one before"))
    #expect(printed.contains("not shown#58; 60 more, each nested in the one before"))
    #expect(printed.contains("#35;2 a\n") && !printed.contains("#35;3 a\n"))
    #expect(!printed.contains("#35;62 a") && printed.contains("#35;63 a"))
  }

  @Test func `a deep tree that is no chain says how much is too deep`() async {
    let printed = await virtualTranscript(
      "subscribe a relay b\nsubscribe a relay a\nemit a\nexplain"
    ) {
      $0.isEmpty = true
      $0.maxDepth = 200
    }
    #expect(printed.contains("⋮  199 more, nested too deep to be shown"))
    #expect(printed.contains("not explained: 199 more, nested too deep to be shown"))
  }
}
