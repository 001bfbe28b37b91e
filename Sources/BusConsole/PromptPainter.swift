import BusShell
import TerminalText

/// A painter of the prompt and the line at the end of a terminal's output.
///
/// It knows the contents of the screen, and writes only the differences. It never asks the
/// terminal: rows are counted from the first one of the prompt.
final class PromptPainter {
  /// The things to show.
  struct Content {
    var prompt = StyledText()
    var line: [Unicode.Scalar] = []

    /// The index in the line before which the cursor stands.
    var cursor = 0

    /// The styles of parts of the line, in order.
    var styles: [StyledRange] = []

    /// The text behind the line, as far as there is room for it in its last row.
    var hint = ""

    /// The rows below the line.
    var below: [StyledText] = []
  }

  private let screen: FileDescriptor
  private var layout = LineLayout(columns: 80)
  private var shown = ScreenPicture()
  private var content = Content()

  /// The first row of the text that is visible, if not all rows are.
  private var top = 0

  /// The size of the window when it was painted last.
  private var size = (columns: 0, rows: 0)

  var palette = Palette(isColored: false)

  init(on screen: Int32) {
    self.screen = FileDescriptor(rawValue: screen)
  }

  /// The size of the window.
  var windowSize: (columns: Int, rows: Int) { Terminal.size(of: screen.rawValue) }

  func write(_ text: String) {
    if !text.isEmpty { try? screen.write(text) }
  }

  // MARK: - Painting

  /// Shows a content.
  func paint(_ content: Content) {
    self.content = content
    adoptSize()
    let picture = picture(rows: size.rows)
    write(shown.changes(to: picture, columns: layout.columns, palette))
    shown = picture
  }

  /// Adopts the size of the window; what another size has made of the picture is erased.
  private func adoptSize() {
    let size = windowSize
    guard size != self.size else { return }
    if self.size.columns > 0 { erase() }
    self.size = size
    layout = LineLayout(columns: size.columns)
  }

  /// Lays out the prompt and the line.
  ///
  /// - Returns: The length of the prompt, and the place of the cursor.
  private func layOut() -> (promptCount: Int, cursor: ScreenPicture.Position) {
    let prompt = Array(content.prompt.text.unicodeScalars)
    layout.setText(prompt + content.line)
    let (row, column) = layout.position(of: prompt.count + content.cursor)
    return (prompt.count, .init(row: row, column: column))
  }

  private func picture(rows limit: Int) -> ScreenPicture {
    let (promptCount, cursor) = layOut()
    let below = content.below.prefix(max(0, limit - 1))
    let room = max(1, limit - below.count)
    // The visible part moves only as far as the cursor makes it.
    top = min(max(top, cursor.row - room + 1), cursor.row)
    let count = layout.rowCount(limit: top + room)
    top = max(0, min(top, count - room))
    var rows = (top..<count).map { styledRow($0, after: promptCount) }
    if !content.hint.isEmpty, layout.rowCount(limit: count + 1) == count {
      rows[rows.count - 1] += glyphs(of: StyledText(content.hint, .faint), after: rows.last ?? [])
    }
    rows += below.map { glyphs(of: $0, after: []) }
    return ScreenPicture(rows: rows, cursor: .init(row: cursor.row - top, column: cursor.column))
  }

  /// Returns the glyphs of a row in their styles.
  private func styledRow(_ row: Int, after promptCount: Int) -> [ScreenGlyph] {
    let glyphs = layout.glyphs(ofRow: row)
    guard palette.isColored, let first = glyphs.first?.index else { return glyphs.map(\.glyph) }
    var ranges: [StyledRange] = []
    var start = 0
    for part in content.prompt.parts {
      let end = start + part.text.unicodeScalars.count
      if let style = part.style { ranges.append(StyledRange(start..<end, style)) }
      start = end
    }
    var next = content.styles.firstIndex { $0.range.upperBound + promptCount > first } ?? 0
    ranges = ranges.filter { $0.range.upperBound > first }
    return glyphs.map { index, glyph in
      var glyph = glyph
      if index < promptCount {
        glyph.style = ranges.first { $0.range.contains(index) }?.style
      } else {
        let place = index - promptCount
        while next < content.styles.count, content.styles[next].range.upperBound <= place {
          next += 1
        }
        if next < content.styles.count, content.styles[next].range.contains(place) {
          glyph.style = content.styles[next].style
        }
      }
      return glyph
    }
  }

  /// Returns the glyphs of a text, cut at the end of the row.
  private func glyphs(of text: StyledText, after row: [ScreenGlyph]) -> [ScreenGlyph] {
    var line = LineLayout(columns: .max)
    let glyphs = text.parts.flatMap { part in
      line.setText(Array(part.text.unicodeScalars))
      return line.glyphs(ofRow: 0).map(\.glyph).map { glyph in
        var glyph = glyph
        glyph.style = part.style
        return glyph
      }
    }
    // The last column stays free: there terminals differ.
    return glyphs.cut(to: layout.columns - 1 - row.width)
  }
}

// MARK: - Leaving the line

extension PromptPainter {
  /// Begins at the start of the row in which the cursor is, and erases what follows.
  func begin() {
    write("\r\u{1b}[J")
    shown = ScreenPicture()
  }

  /// Begins at the top of an empty screen.
  func clear() {
    write("\u{1b}[H\u{1b}[2J")
    shown = ScreenPicture()
  }

  /// Erases everything that is shown; the cursor is where the prompt began.
  ///
  /// The window may have another width than at the last painting.
  func erase() {
    let columns = windowSize.columns
    let rows =
      columns == size.columns
      ? shown.cursor.row
      : shown.rowsAboveCursor(columns: columns, reflows: Terminal.reflowsRows)
    write("\r" + (rows > 0 ? "\u{1b}[\(rows)A" : "") + "\u{1b}[J")
    shown = ScreenPicture()
  }

  /// Shows the whole line a last time, with a text after it, and ends the row.
  func finish(_ ending: String = "") {
    adoptSize()
    let isCut = top > 0 || layout.rowCount(limit: top + shown.rows.count + 1) > shown.rows.count
    content.hint = ""
    content.below = []
    content.line += ending.unicodeScalars
    content.cursor = content.line.count
    if isCut { erase() }
    let (promptCount, cursor) = layOut()
    let rows = (0..<layout.rowCount(limit: .max)).map { styledRow($0, after: promptCount) }
    let picture = ScreenPicture(rows: rows, cursor: cursor)
    write(shown.changes(to: picture, columns: layout.columns, palette))
    // A line that fills its last row has ended it already.
    let isAtStart = cursor.column == 0 && cursor.row > 0 && content.line.last != "\n"
    write(isAtStart ? "" : "\n")
    shown = ScreenPicture()
    top = 0
  }
}
