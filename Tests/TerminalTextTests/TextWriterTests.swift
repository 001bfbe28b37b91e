import TerminalText
import Testing

struct TextWriterTests {
  @Test(arguments: [0, 1, 2, 9, 10, 99, 100, -1, -10, .max, .min, 1_000_000_000_000_000_000])
  func `numbers and their nouns are written as strings have them`(number: Int) {
    var writer = TextWriter()
    writer.append(number)
    #expect(writer.text == "\(number)")
    writer = TextWriter()
    writer.append(number, "handler")
    #expect(writer.text == number.counted("handler"))
  }

  @Test(arguments: [false, true])
  func `parts in a style are written as they are painted`(isColored: Bool) {
    let palette = Palette(isColored: isColored)
    for style in [nil, .event, .failed, .match] as [Palette.Style?] {
      for text in ["", "a", "a text of more than fifteen bytes", "名前 e\u{301}"] {
        var writer = TextWriter(palette)
        writer.append("before ")
        writer.append(text, style)
        writer.append(in: style) { $0.append(7) }
        #expect(writer.text == "before " + palette.paint(text, style) + palette.paint("7", style))
      }
    }
  }
}
