import BusLanguage
import BusShell
import Testing

/// Parts of a recording that a view leaves out, and its message about them.
struct RecordingGapTests {
  @Test func `every view says that parts of a large tree are missing`() async {
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
    let gap = /not shown: \d+ emissions, each with its nested emissions; a tree has at most 2000/
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
