import Foundation
import Testing

/// Keys that move over a character, or erase it, where it consists of several scalars.
@Suite(.serialized)
struct PromptCharacterTests {
  private static let accented = "e\u{301}"
  private static let family = "👨‍👩‍👧"
  private static let flags = "🇩🇪🇫🇷"
  private static let left = "\u{1b}[D"
  private static let right = "\u{1b}[C"
  private static let delete = "\u{1b}[3~"

  /// Types keys and Enter, and expects the command that runs.
  private func expect(_ event: String, from keys: String, isVi: Bool = false) throws {
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try Data((isVi ? "bind -v\n" : "").utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let terminal = try Pseudoterminal(
      Pseudoterminal.product("busctl"),
      ["--empty"],
      environment: ["EDITRC": file.path]
    )
    try terminal.begin()
    // Escape is a key by itself if nothing follows it at once.
    let parts = keys.components(separatedBy: "\u{1b}\u{1b}")
    try terminal.send("emit " + parts[0])
    for part in parts.dropFirst() {
      try terminal.send("\u{1b}")
      try terminal.wait { $0.text.hasSuffix("-- command --") }
      try terminal.send(part)
    }
    try terminal.send("\r")
    try terminal.read(until: "#1 \(event) {}")
  }

  @Test(arguments: [
    ("a\(accented)\u{7f}b", "ab"), ("a\(family)\u{8}b", "ab"), ("\(flags)\u{7f}", "🇩🇪"),
    ("a\(accented)b\(left)\(left)X", "aX\(accented)b"),
    ("a\(family)b\u{1b}OD\u{2}X\u{6}Y", "aX\(family)Yb"),
    ("a\(accented)b\(left)\(left)\(delete)", "ab"), ("a\(flags)\u{2}\u{2}\u{4}", "a🇫🇷"),
    ("a\(accented)\(family)\(left)\(left)\(right)X", "a\(accented)X\(family)"),
    ("de\u{301}\u{1b}b\u{1b}fX", "de\u{301}X"), ("日本\u{7f}", "日"),
    ("a\(accented)\(family)b\u{1b}2\u{7f}", "a\(accented)"),
    ("ab\(accented)\(family)\u{1b}3\(left)X", "aXb\(accented)\(family)"),
    ("xe\u{301}\u{1b}b\u{1b}dc", "c"), ("ab\u{1b}1\u{1b}2z", "abzzzzzzzzzzzz"),
  ])
  func `a key of emacs takes a whole character`(keys: String, event: String) throws {
    try expect(event, from: keys)
  }

  @Test(arguments: [
    ("a\(accented)\u{7f}b", "ab"), ("a\(accented)b\(left)\(left)X", "aX\(accented)b"),
    ("a\(family)b\(left)\(delete)\(left)X", "aX\(family)"),
    ("a\(accented)b\u{1b}\u{1b}hiX", "aX\(accented)b"),
    ("a\(accented)b\u{1b}\u{1b}hlaX", "a\(accented)bX"),
    ("a\(accented)b\u{1b}\u{1b}hx", "ab"), ("a\(accented)b\u{1b}\u{1b}X", "ab"),
    ("a\(family)b\u{1b}\u{1b}hxp", "ab\(family)"), ("a\(accented)\u{1b}\u{1b}xu", "a\(accented)"),
    ("a\(accented)\u{1b}\u{1b}aX", "a\(accented)X"), ("a\(accented)b\u{1b}\u{1b}hsX", "aXb"),
    ("a\(accented)b\u{1b}\u{1b}dh", "ab"), ("a\(accented)b\u{1b}\u{1b}hdl", "ab"),
    ("a\(accented)xb\u{1b}\u{1b}hhfxx", "a\(accented)b"), ("\(flags)\u{1b}\u{1b}x", "🇩🇪"),
    ("ab\(accented)cd\u{1b}\u{1b}hh2X", "\(accented)cd"),
    ("a\(accented)\(family)bc\u{1b}\u{1b}hhh2x", "abc"),
    ("a\(accented)\(family)bc\u{1b}\u{1b}h2X", "abc"),
    ("a\(accented)\(family)bc\u{1b}\u{1b}hhh2dl", "abc"),
    ("a\(accented)\(family)bc\u{1b}\u{1b}hd2h", "abc"),
    ("a\(accented)\(family)bc\u{1b}\u{1b}3hx", "a\(family)bc"),
    ("a\(accented)\(family)bc\u{1b}\u{1b}hhh2sX", "aXbc"),
    ("a\(accented)\(family)bc\u{1b}\u{1b}hhhc2lX", "aXbc"),
    ("a\(accented)b\u{1b}\u{1b}hrX", "aXb"), ("a\(family)b\u{1b}\u{1b}hrX", "aXb"),
    ("a\(accented)\(family)b\u{1b}\u{1b}hh2rX", "aXXb"),
    ("a\(accented)b\u{1b}\u{1b}h~~", "aE\u{301}B"), ("a\(accented)b\u{1b}\u{1b}hh2~", "AE\u{301}b"),
    ("a\(accented)b\u{1b}\u{1b}hrXu", "a\(accented)b"),
    ("a\(accented)bcd\u{1b}\u{1b}hhhx.", "acd"), ("a\(accented)bcd\u{1b}\u{1b}hhhdl.", "acd"),
    ("a\(accented)\(family)bcd\u{1b}\u{1b}hhhhhlx2.", "acd"),
    ("a\(accented)b\u{1b}\u{1b}hylP", "a\(accented)\(accented)b"),
    ("xe\u{301}\u{1b}\u{1b}bdeaY", "Y"),
  ])
  func `a key of vi takes a whole character`(keys: String, event: String) throws {
    try expect(event, from: keys, isVi: true)
  }

  @Test func `End goes behind the last character while text is typed with vi's keys`() throws {
    try expect("abX", from: "ab\u{1b}[H\u{1b}[FX", isVi: true)
    try expect("abX", from: "ab\u{1b}OFX", isVi: true)
  }

  @Test func `End on an empty line leaves the cursor in it with vi's keys`() throws {
    try expect("a", from: "\u{15}\u{1b}[Femit a", isVi: true)
    try expect("a", from: "\u{15}\u{1b}\u{1b}\u{5}iemit a", isVi: true)
  }

  @Test func `vi repeats only what was changed in the line`() throws {
    try expect("baa", from: "a\u{1b}\u{1b}.iba", isVi: true)
    try expect("XXa", from: "a\u{1b}\u{1b}iX\u{1b}\u{1b}.", isVi: true)
  }

  @Test func `arrows leave vi in the mode in which text is typed`() throws {
    try expect("cXdYe", from: "cde\(Self.left)\(Self.left)X\(Self.right)Y", isVi: true)
  }
}
