/// The screen of a terminal, made from the bytes that a program sends to it.
///
/// It knows as much of ECMA-48 and of xterm as line editors use, and ignores everything else.
struct Screen {
  /// The rows from the top, without the spaces at their ends.
  var lines: [String] {
    cells.map { row in
      let text = row.compactMap(\.self).joined()
      return String(text.reversed().drop { $0 == " " }.reversed())
    }
  }

  /// The position of the cursor, counted from 0.
  private(set) var row = 0
  private(set) var column = 0

  private(set) var columns: Int
  private(set) var rows: Int

  /// The number of rows that have scrolled off the top.
  private(set) var scrolled = 0

  /// The text of each cell; a wide character's second cell is nil.
  private var cells: [[String?]]

  /// Indicates whether the next character goes to the next row, because the last one filled this
  /// row.
  private var isWrapping = false
  private var pending: [UInt8] = []

  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    cells = Array(repeating: Array(repeating: " ", count: columns), count: rows)
  }

  /// The rows that show something, as one text.
  var text: String {
    let lines = lines
    let last = lines.lastIndex { !$0.isEmpty } ?? -1
    return lines.prefix(last + 1).joined(separator: "\n")
  }

  /// The row of the cursor, with a bar at the cursor.
  var cursorLine: String {
    let before = cells[row].prefix(column).compactMap(\.self).joined()
    let after = cells[row].dropFirst(column).compactMap(\.self).joined()
    return before + "|" + String(after.reversed().drop { $0 == " " }.reversed())
  }

  /// Gives the screen another size; rows are cut or filled, as by a terminal that does not reflow.
  mutating func resize(columns: Int, rows: Int) {
    for index in cells.indices {
      cells[index] = Array(cells[index].prefix(columns))
      cells[index] += Array(repeating: " ", count: columns - cells[index].count)
    }
    while cells.count > rows {
      cells.removeFirst(row == 0 ? 0 : 1)
      row = max(0, row - 1)
    }
    while cells.count < rows { cells.append(Array(repeating: " ", count: columns)) }
    (self.columns, self.rows) = (columns, rows)
    column = min(column, columns - 1)
    isWrapping = false
  }

  /// Takes the output of a program.
  mutating func feed(_ bytes: some Sequence<UInt8>) {
    pending += bytes
    while let count = takeOne() { pending.removeFirst(count) }
  }

  /// Takes one character or sequence; returns its length, or nil if it is not complete.
  private mutating func takeOne() -> Int? {
    guard let first = pending.first else { return nil }
    switch first {
    case 0x1b: return takeEscape()
    case 0x08: moveLeft()
    case 0x09: column = min(columns - 1, (column / 8 + 1) * 8)
    case 0x0a: moveDown()
    case 0x0d: (column, isWrapping) = (0, false)
    case 0..<0x20, 0x7f: break
    default: return takeCharacter()
    }
    return 1
  }

  private mutating func takeCharacter() -> Int? {
    let count = pending[0] < 0x80 ? 1 : pending[0] >= 0xf0 ? 4 : pending[0] >= 0xe0 ? 3 : 2
    guard pending.count >= count else { return nil }
    show(String(decoding: pending.prefix(count), as: UTF8.self))
    return count
  }

  private mutating func show(_ text: String) {
    guard let scalar = text.unicodeScalars.first else { return }
    let width = Self.width(of: scalar)
    if width == 0 {
      // A combining mark belongs to the character before it.
      if column > 0 { cells[row][column - 1] = (cells[row][column - 1] ?? "") + text }
      return
    }
    if isWrapping || column + width > columns {
      column = 0
      moveDown()
    }
    isWrapping = false
    cells[row][column] = text
    if width == 2 { cells[row][column + 1] = nil }
    column += width
    if column >= columns { (column, isWrapping) = (columns - 1, true) }
  }

  private static func width(of scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: 0
    default:
      switch scalar.value {
      case 0x1100...0x115f, 0x2e80...0xa4cf, 0xac00...0xd7a3, 0xf900...0xfaff, 0xfe30...0xfe6f,
        0xff00...0xff60, 0xffe0...0xffe6, 0x1f300...0x1faff, 0x20000...0x3fffd:
        2
      default: 1
      }
    }
  }
}

// MARK: - Moving and clearing

extension Screen {
  private mutating func moveLeft() {
    isWrapping = false
    column = max(0, column - 1)
  }

  private mutating func moveDown() {
    isWrapping = false
    guard row == rows - 1 else {
      row += 1
      return
    }
    cells.removeFirst()
    cells.append(Array(repeating: " ", count: columns))
    scrolled += 1
  }

  private mutating func takeEscape() -> Int? {
    guard pending.count > 1 else { return nil }
    switch pending[1] {
    case UInt8(ascii: "["):
      guard let end = pending.dropFirst(2).firstIndex(where: { (0x40...0x7e).contains($0) }) else {
        return nil
      }
      control(pending[end], String(decoding: pending[2..<end], as: UTF8.self))
      return end + 1
    case UInt8(ascii: "]"), UInt8(ascii: "P"):
      // A string to the terminal: up to BEL, or to ESC and a backslash.
      for index in pending.indices.dropFirst(2) {
        if pending[index] == 0x07 { return index + 1 }
        if pending[index] == UInt8(ascii: "\\"), pending[index - 1] == 0x1b { return index + 1 }
      }
      return nil
    case UInt8(ascii: "("), UInt8(ascii: ")"): return pending.count > 2 ? 3 : nil
    case UInt8(ascii: "M"):
      row = max(0, row - 1)
      return 2
    default: return 2
    }
  }

  private mutating func control(_ final: UInt8, _ parameters: String) {
    let numbers = parameters.split(separator: ";", omittingEmptySubsequences: false).map {
      Int($0) ?? 0
    }
    let count = max(1, numbers.first ?? 1)
    isWrapping = false
    switch Character(Unicode.Scalar(final)) {
    case "A": row = max(0, row - count)
    case "B": row = min(rows - 1, row + count)
    case "C": column = min(columns - 1, column + count)
    case "D": column = max(0, column - count)
    case "G": column = min(columns, count) - 1
    case "H":
      row = min(rows, count) - 1
      column = min(columns, max(1, numbers.count > 1 ? numbers[1] : 1)) - 1
    case "J": clearScreen(numbers.first ?? 0)
    case "K": clearRow(numbers.first ?? 0)
    case "P":
      cells[row].removeSubrange(column..<min(columns, column + count))
      cells[row] += Array(repeating: " ", count: columns - cells[row].count)
    case "@":
      cells[row].insert(contentsOf: Array(repeating: " ", count: count), at: column)
      cells[row] = Array(cells[row].prefix(columns))
    default: break
    }
  }

  private mutating func clearScreen(_ mode: Int) {
    clearRow(mode)
    let others = mode == 0 ? (row + 1)..<rows : mode == 1 ? 0..<row : 0..<rows
    for index in others { cells[index] = Array(repeating: " ", count: columns) }
  }

  private mutating func clearRow(_ mode: Int) {
    let range = mode == 0 ? column..<columns : mode == 1 ? 0..<(column + 1) : 0..<columns
    for index in range { cells[row][index] = " " }
  }
}
