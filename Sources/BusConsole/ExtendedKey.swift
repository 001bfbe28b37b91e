/// A key for which terminals send a sequence, and a function of it in libedit.
///
/// libedit gets it as one character that is never typed, a C1 control character. So it has the same
/// function in all of libedit's key maps, and ends a search like any other key. A sequence would end
/// vi's insert mode.
enum ExtendedKey: UInt8, CaseIterable {
  case wordLeft = 0x80
  case wordRight, searchUp, searchDown, home, end, delete, deleteWord, mode, nothing
  case up, down, right, left

  /// Creates the key for which terminals send a sequence; nil if the sequence has no use here.
  init?(_ sequence: String) {
    guard let key = Self.allCases.first(where: { $0.sequences.contains(sequence) }) else {
      return nil
    }
    self = key
  }

  var character: Unicode.Scalar { Unicode.Scalar(rawValue) }

  /// The character as libedit's `bind` spells it.
  var name: String { "\\\(String(rawValue, radix: 8))" }

  /// The name of its function in libedit.
  var function: String {
    switch self {
    case .wordLeft: "ed-prev-word"
    case .wordRight: "em-next-word"
    case .searchUp: "ed-search-prev-history"
    case .searchDown: "ed-search-next-history"
    case .home: "ed-move-to-beg"
    case .end: "ed-move-to-end"
    case .delete: "ed-delete-next-char"
    case .deleteWord: "em-delete-next-word"
    case .mode: "busctl-insert-mode"
    case .nothing: "busctl-nothing"
    case .up: "ed-prev-history"
    case .down: "ed-next-history"
    case .right: "ed-next-char"
    case .left: "ed-prev-char"
    }
  }

  /// The sequences that terminals send for it: with Ctrl or Alt, or where terminals differ.
  private var sequences: [String] {
    switch self {
    case .wordLeft: Self.withModifier("D") + ["\u{1b}Od"]
    case .wordRight: Self.withModifier("C") + ["\u{1b}Oc"]
    case .searchUp: ["\u{1b}[5~"]
    case .searchDown: ["\u{1b}[6~"]
    case .home: ["\u{1b}[1~", "\u{1b}[7~", "\u{1b}[H", "\u{1b}OH"]
    case .end: ["\u{1b}[4~", "\u{1b}[8~", "\u{1b}[F", "\u{1b}OF"]
    case .delete: ["\u{1b}[3~"]
    case .deleteWord: ["\u{1b}[3;5~", "\u{1b}[3;3~", "\u{1b}[3^"]
    case .up: ["\u{1b}[A", "\u{1b}OA"]
    case .down: ["\u{1b}[B", "\u{1b}OB"]
    case .right: ["\u{1b}[C", "\u{1b}OC"]
    case .left: ["\u{1b}[D", "\u{1b}OD"]
    case .mode, .nothing: []
    }
  }

  private static func withModifier(_ arrow: String) -> [String] {
    ["[1;5", "[1;3", "[5", "[3", "O5", "O3", "\u{1b}[", "\u{1b}O"].map { "\u{1b}\($0)\(arrow)" }
  }
}
