import TerminalText
import Testing

struct WrappedTextTests {
  @Test(arguments: [
    ("", 10, 0, [""]),
    ("one two three", 13, 0, ["one two three"]),
    ("one two three", 12, 0, ["one two", "three"]),
    ("one two three", 7, 2, ["one two", "  three"]),
    ("  one two three", 9, 2, ["  one two", "    three"]),
    ("one  two   three", 9, 0, ["one  two", "three"]),
    ("abcdefghij", 4, 0, ["abcd", "efgh", "ij"]),
    ("abcdefghij", 4, 2, ["abcd", "  ef", "  gh", "  ij"].map { $0 }),
    ("x [1,22,333,4444]", 8, 0, ["x [1,22,", "333,", "4444]"]),
    ("日本語日本語", 5, 0, ["日本", "語日", "本語"]),
    ("日本語", 1, 0, ["日", "本", "語"]),
    ("                    deep text", 12, 0, ["      deep", "      text"]),
  ])
  func `a line is broken between words, with its indent`(
    text: String,
    columns: Int,
    hanging: Int,
    lines: [String]
  ) {
    #expect(text.wrapped(columns, hanging: hanging) == lines)
    #expect(text.wrapped(nil, hanging: hanging) == [text])
  }

  @Test func `a style ends with a line and begins again with the next`() {
    let palette = Palette(isColored: true)
    let text = "a \(palette.paint("red words", .failed)) b"
    let (red, reset) = ("\u{1b}[31m", "\u{1b}[0m")
    #expect(text.wrapped(7, hanging: 2) == ["a \(red)red\(reset)", "  \(red)words\(reset)", "  b"])
    #expect(text.wrapped(13) == [text])
  }

  @Test func `a mark after a styled word stays with the word`() {
    let error = Palette(isColored: true).paint("error", .error)
    #expect("ab \(error): x".wrapped(8) == ["ab", "\(error): x"])
  }

  @Test(arguments: 3...40)
  func `no line is too wide, and no character is lost`(columns: Int) {
    let text = #"  #12 order.paid {"customer":"Ada Lovelace","items":[1,2],"名前":"日本"}  ok"#
    let lines = text.wrapped(columns, hanging: 4)
    #expect(lines.allSatisfy { $0.displayWidth <= columns })
    let visible = lines.joined().filter { $0 != " " }
    #expect(visible == text.filter { $0 != " " })
  }

  @Test func `prose is filled to the width, and to 80 columns without one`() {
    let text = "some words\nthat go on\n\n  a  the first\n  bb  the second one\nthe end"
    #expect(
      text.prose(16) == [
        "some words that", "go on", "", "  a   the first", "  bb  the second", "      one",
        "the end",
      ]
    )
    #expect(text.prose(nil).first == "some words that go on")
    #expect(String(repeating: "word ", count: 40).prose(200).allSatisfy { $0.count <= 80 })
  }
}
