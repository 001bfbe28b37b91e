import TerminalText
import Testing

struct ColumnsTests {
  private static let rows = [["emit EVENT", "emit an event"], ["plan", "show what would run"]]

  @Test func `the last column goes on below itself`() {
    #expect(
      Columns.aligned(Self.rows, columns: 24) == [
        "emit EVENT  emit an", "            event", "plan        show what",
        "            would run",
      ]
    )
  }

  @Test func `a row without room for its last column goes on below itself`() {
    #expect(
      Columns.aligned([["id i1", "user 7", "a rather long text"]], columns: 20)
        == ["id i1  user 7", "    a rather long", "    text"]
    )
  }

  @Test func `a wide cell does not push the columns of the others`() {
    let rows = [["a", "one"], ["a name that is wide", "two and three"]]
    #expect(
      Columns.aligned(rows, columns: 30) == ["a  one", "a name that is wide", "   two and three"]
    )
  }

  @Test(arguments: 12...60)
  func `no row is too wide`(columns: Int) {
    let rows = [
      ["1", "print a rather long text that does not fit", "subscription 13", "same as 12"],
      ["22", "notify", "subscription 1"],
    ]
    #expect(Columns.aligned(rows, columns: columns).allSatisfy { $0.count <= columns })
  }
}
