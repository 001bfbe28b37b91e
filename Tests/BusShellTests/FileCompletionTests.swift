import BusLanguage
import BusShell
import TestSupport
import Testing

/// Completion of file names that mean something else, or nothing, to the language.
struct FileCompletionTests {
  private func completion(of typed: String, names: [String]) async -> Completion {
    let session = await ShellTest().script("").run()
    return Completer(session.vocabulary) { $0.isEmpty || $0 == "./" ? names : [] }
      .completion(of: Array(typed.utf8))
  }

  @Test(arguments: [
    "new\nline", "return\r", "escape\u{1b}[31m", "bell\u{7}", "delete\u{7f}", "next\u{85}line",
    "zero\u{200b}width", "right\u{202e}to left", "line\u{2028}separator", "mark\u{feff}",
  ])
  func `a name that is not seen in a line is not offered`(name: String) async {
    #expect(await completion(of: "source ", names: [name]).candidates.isEmpty)
    #expect(await completion(of: "source \(name.prefix(2))", names: [name]).candidates.isEmpty)
    let completion = await completion(of: "source ", names: ["a", name])
    #expect(completion.insertion == "a ")
  }

  @Test(arguments: [
    "a b", " a", "a ", "it's", "a\"b", "a\\b", "#a", "a#b", "&a", "a&", "-a", "--a", "-", "--bail",
    "~a", "a~", "~/", "{a", "a{b", "[a", "a[b", "a\u{a0}b", "a\u{3000}b", "$a", "`a`", "*a",
    "a;b", "a=b", "a:b", "!a", "a\tb", "größe", "gro\u{308}ße", "日本", "👩‍💻", "(a)", "<a>", "|a",
  ])
  func `a completed name reads back as the file`(name: String) async throws {
    for begun in ["", "\"", "'", "./", "\"./", "'./"] {
      let typed = "source \(begun)"
      let completion = await completion(of: typed, names: [name])
      if completion.candidates.isEmpty { continue }
      var lexer = Lexer()
      let closing = name.hasSuffix("/") && !begun.hasPrefix(".") ? begun.prefix(1) : ""
      let line = typed + completion.insertion + closing
      let words = try #require(try lexer.read(Array(line.utf8), number: 1))
      guard case .source(let path, _) = try CommandParser(.demo).command(words) else {
        Issue.record("\(line)")
        return
      }
      // A path without a directory may have been offered as one in the current directory.
      let isInHome = path.text.hasPrefix("~/")
      #expect(!isInHome && (path.text == name || path.text == "./" + name), "\(line)")
      #expect(path.text != "-", "\(line)")
    }
  }

  @Test func `names that only look the same are told apart`() async {
    let names = ["caf\u{e9}", "cafe\u{301}"]
    #expect(await completion(of: "source ca", names: names).insertion == "f")
    #expect(
      await completion(of: "source caf\u{e9}", names: names).candidates.map(\.text) == ["café"]
    )
  }
}
