import BusShell
import Testing

struct RunningHandlerTests {
  @Test(arguments: [
    (80, 0, "sleep 3s in #1 größe, 1.5s"), (80, 2, "sleep 3s in #1 größe (and 2 more), 1.5s"),
    (20, 0, "sleep 3s in #1, 1.5s"), (12, 0, "sleep , 1.5s"), (6, 0, ", 1.5s"), (5, 0, ", 1.5"),
    (5, 2, " (and"), (1, 0, ","), (0, 0, ""),
  ])
  func `it is never wider than the window`(columns: Int, others: Int, text: String) {
    let handler = RunningHandler(
      title: "sleep 3s in #1 größe",
      others: others,
      duration: .milliseconds(1543)
    )
    #expect(handler.text(columns: columns) == text)
  }

  @Test func `wide characters count as two columns`() {
    let handler = RunningHandler(title: "日本日本", others: 0, duration: .seconds(1))
    #expect(handler.text(columns: 11) == "日本, 1.0s")
  }
}
