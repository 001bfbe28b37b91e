import BusLanguage
import BusShell
import Testing

/// Views say what belongs to them and is not shown.
struct RecordingGapTests {
  @Test func `every view says what is missing in a tree that is too large`() async {
    let wiring = """
      subscribe a relay b
      subscribe a relay b
      subscribe b relay a
      subscribe b relay a
      emit a
      """
    let views = [
      "export chrome -", "export jsonl -", "trace --order", "trace --timeline", "explain",
      "export mermaid -",
    ]
    let gap = /not shown: \d+ emissions, each with what was nested in it; a tree has 2000 at most/
    for view in views {
      let printed = await virtualTranscript("\(wiring)\n\(view)") {
        $0.maxDepth = 11
        $0.isQuiet = true
      }
      #expect(printed.replacing("#58;", with: ":").replacing("#59;", with: ";").contains(gap))
    }
  }

  @Test(arguments: ["trace --order", "trace --timeline", "explain", "export jsonl -"])
  func `a view says which emission that overlaps is still running`(view: String) async {
    let printed = await virtualTranscript("subscribe a sleep 1s\nemit a &\nemit b\n\(view)")
    #expect(printed.contains("not shown: #1 a, which is still running"))
    #expect(
      !(await virtualTranscript("emit b\nsubscribe a sleep 1s\nemit a &\n\(view)")).contains(
        "not shown"
      )
    )
  }
}
