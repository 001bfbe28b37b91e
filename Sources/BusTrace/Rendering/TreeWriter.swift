import TerminalText

/// Writes the lines of a tree, with the edges of branches at their left.
///
/// All parts of a line are written once. A line that is too wide for a terminal is laid out again at
/// its end; off a terminal no line is.
struct TreeWriter {
  let palette: Palette

  /// The maximum width of a line; nil if there is none.
  private let columns: Int?

  /// The maximum width of what stands behind the edges.
  private var room: Int?

  /// The edges at the left of a line; that of the innermost branch is a corner in its first line,
  /// which is written when the branch begins.
  private var edges: TextWriter
  private var hasCorner = false

  private var text: TextWriter

  /// The place at which the line begins, and at which its edges end.
  private var lineStart = 0
  private var edgesEnd = 0

  init(_ palette: Palette, columns: Int?) {
    (self.palette, self.columns, room) = (palette, columns, columns)
    (edges, text) = (TextWriter(palette), TextWriter(palette))
    text.utf8.reserveCapacity(256)
  }

  /// The lines so far as UTF-8.
  var utf8: [UInt8] { text.utf8 }
}

// MARK: - Lines

extension TreeWriter {
  /// Writes a line.
  ///
  /// - Parameters:
  ///   - hanging: The indent of what does not fit into the first line.
  ///   - write: Writes the parts of the line.
  mutating func line(hanging: Int = 4, _ write: (inout TextWriter) -> Void) {
    beginLine()
    write(&text)
    endLine { text, room in text.wrapped(room, hanging: hanging) }
  }

  /// Writes a row of cells.
  mutating func row(_ cells: [Cell], in layout: Columns) {
    beginLine()
    layout.append(cells, to: &text)
    endLine { [palette] _, _ in layout.lines(of: cells, palette) }
  }

  /// Returns the columns for the rows of branches.
  func columns(of rows: [[Cell]]) -> Columns {
    Columns(of: rows, columns: room.map(Self.room(inside:)))
  }

  private mutating func beginLine() {
    if !hasCorner { text.utf8 += edges.utf8 }
    hasCorner = false
    edgesEnd = text.utf8.count
  }

  /// Ends the line, laid out by a function of its text and the room for it if it may be too wide.
  private mutating func endLine(_ layOut: (String, Int) -> [String]) {
    if let columns, let room, text.utf8.count - lineStart > columns {
      let rows = layOut(String(decoding: text.utf8[edgesEnd...], as: UTF8.self), room)
      let first = String(decoding: text.utf8[lineStart..<edgesEnd], as: UTF8.self)
      let lines = rows.enumerated().map { ($0 == 0 ? first : edges.text) + $1 }
      text.utf8.removeSubrange(lineStart...)
      // Lines that are nested deeply are still too wide.
      text.append(lines.wrapped(columns, hanging: 2).joined(separator: "\n"))
    }
    text.append("\n")
    lineStart = text.utf8.count
  }
}

// MARK: - Branches

extension TreeWriter {
  /// The width of an edge.
  private static let edgeWidth = 3

  /// The least room for text: lines that are nested deeply become wider than the terminal, because
  /// a word on several rows would say less.
  private static let leastColumns = 20

  /// Writes a branch.
  ///
  /// - Parameters:
  ///   - isLast: Whether no other branch follows at this level.
  ///   - write: Writes the lines of the branch, at least one.
  mutating func branch(isLast: Bool, _ write: (inout TreeWriter) -> Void) {
    let outside = (edges: edges.utf8.count, room: room)
    beginLine()
    text.append(isLast ? "└─" : "├─", .faint)
    text.append(" ")
    hasCorner = true
    edges.append(isLast ? " " : "│", isLast ? nil : .faint)
    edges.append("  ")
    room = room.map(Self.room(inside:))
    write(&self)
    edges.utf8.removeSubrange(outside.edges...)
    room = outside.room
  }

  /// Returns the room for text one level deeper.
  private static func room(inside room: Int) -> Int {
    max(room - edgeWidth, min(room, leastColumns))
  }
}
