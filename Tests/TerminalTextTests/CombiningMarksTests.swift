import TerminalText
import Testing

struct CombiningMarksTests {
  private func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x300...0x36f, 0x200d, 0xfe0f: 0
    case 0x3000...0x9fff, 0x1f300...0x1faff: 2
    default: 1
    }
  }

  @Test(arguments: [("größe 日本", false), ("e\u{301}", true), ("⚠\u{fe0f}", true), ("", false)])
  func `only characters without a column matter`(text: String, isWanted: Bool) {
    #expect(CombiningMarks.matter(in: text, width: width) == isWanted)
  }

  @Test func `the line is shown with its marks, and the cursor stays`() {
    let text = CombiningMarks.overlay(
      ("ae\u{301}", "b"),
      from: 3,
      columns: 80,
      width: width
    )
    #expect(text == "\r\u{1b}[3Cae\u{301}b\r\u{1b}[5C")
  }

  @Test func `rows are counted, and one that is full is left`() {
    let text = CombiningMarks.overlay(
      ("e\u{301}bcd", "efghijklmn"),
      from: 2,
      columns: 8,
      width: width
    )
    #expect(text == "\r\u{1b}[2Ce\u{301}bcdefghijklmn \r\u{1b}[2A\u{1b}[6C")
  }

  @Test func `joiners and selectors of emoji are left out, and controls look as in libedit`() {
    let text = CombiningMarks.overlay(
      ("⚠\u{fe0f}👩\u{200d}👧\u{1}\n", "o\u{301}"),
      from: 0,
      columns: 80,
      width: width
    )
    #expect(text == "\r\u{1b}[1A⚠👩👧^A\r\no\u{301}\r")
  }
}
