import BusShell
import Testing

struct RunningHandlerTests {
  @Test(arguments: [
    (80, 0, "sleep 3s in #1 größe, 1.5s"), (80, 2, "sleep 3s in #1 größe (and 2 more), 1.5s"),
    (26, 0, "sleep 3s in #1 größe, 1.5s"), (25, 0, "sleep 3s in #1 größ, 1.5s"),
    (30, 2, "sleep 3s in (and 2 more), 1.5s"),
    (20, 0, "sleep 3s in #1, 1.5s"), (12, 0, "sleep , 1.5s"), (6, 0, ", 1.5s"), (5, 0, ", 1.5"),
    (5, 2, " (and"), (1, 0, ","), (0, 0, ""),
  ])
  func `its row keeps its end, and is never wider than the window`(
    columns: Int,
    others: Int,
    text: String
  ) {
    let handler = RunningHandler(
      title: "sleep 3s in #1 größe",
      others: others,
      duration: .milliseconds(1_590)
    )
    #expect(handler.text(columns: columns) == text)
  }

  @Test(arguments: [
    ("日本語", 61, 13, "日本語, 61.0s"), ("日本語", 61, 12, "日本, 61.0s"),
    ("日本語", 61, 11, "日本, 61.0s"), ("日本日本", 1, 11, "日本, 1.0s"),
  ])
  func `wide characters count as two columns, and are cut where they do not fit`(
    title: String,
    seconds: Int,
    columns: Int,
    text: String
  ) {
    let handler = RunningHandler(title: title, others: 0, duration: .seconds(seconds))
    #expect(handler.text(columns: columns) == text)
  }
}
