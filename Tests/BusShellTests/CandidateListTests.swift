import BusLanguage
import BusShell
import Testing

struct CandidateListTests {
  /// Returns the pages of a list of names, up to one that is the first page again.
  private func pages(_ names: [String], columns: Int, rows: Int = 24) async -> [[String]] {
    let lines = names.map { "subscribe \(Word.spelling(of: $0)) print\n" }.joined()
    let session = await ShellTest().options { $0.isEmpty = true }.script(lines).run()
    let completer = Completer(session.vocabulary) { _ in [] }
    var list = CandidateList(completer.completion(of: Array("emit ".utf8)).candidates)
    var pages: [[String]] = []
    repeat {
      pages.append(list.rows(in: (columns, rows)))
      list.showNextPage(in: (columns, rows))
    } while list.rows(in: (columns, rows)) != pages[0]
    return pages
  }

  private func rows(_ names: [String], columns: Int, rows: Int = 24) async -> [String] {
    await pages(names, columns: columns, rows: rows)[0]
  }

  @Test func `candidates stand in columns, read downwards`() async {
    let names = ["a", "bb", "ccc", "d", "e"]
    #expect(await rows(names, columns: 80) == ["a    bb   ccc  d    e"])
    #expect(await rows(names, columns: 12) == ["a    d", "bb   e", "ccc"])
    #expect(await rows(names, columns: 1) == names)
  }

  @Test func `wide names and control characters keep the columns`() async {
    #expect(await rows(["a\tb", "日本", "z"], columns: 40) == ["a\\tb  z     日本"])
  }

  @Test func `a list fits the window, and says how many candidates are missing`() async {
    let names = (10..<60).map { "e\($0)" }
    let all = await rows(names, columns: 9)
    #expect(all == names.prefix(20) + ["+30"])
    #expect(await rows(Array(names.prefix(20)), columns: 6) == Array(names.prefix(20)))
    #expect(await rows(names, columns: 12, rows: 6) == ["e10  e12", "e11  e13", "... 46 more"])
    #expect(await rows(names, columns: 40, rows: 5).last == "... 43 more, Tab shows them")
    #expect(await rows(names, columns: 9, rows: 2) == ["e10"])
  }

  @Test(arguments: [(80, 24), (10, 24), (80, 5), (10, 5), (3, 2), (1, 1), (200, 50)])
  func `the pages show each candidate once, and the first one follows the last`(
    columns: Int,
    rows: Int
  ) async {
    let names = (1000..<1300).map { "e\($0)" }
    let pages = await pages(names, columns: columns, rows: rows)
    let isShortened = columns == 3 || columns == 1
    #expect(pages.allSatisfy { $0.count <= max(1, rows - 1) })
    let shown = pages.flatMap { page in
      page.filter { !$0.hasPrefix("...") && !$0.hasPrefix("+") }.flatMap { row in
        row.split(separator: " ").map(String.init)
      }
    }
    #expect(isShortened || shown.sorted() == names)
    #expect(!isShortened || pages.count >= names.count)
    #expect(pages.last?.last?.contains("more") == false)
  }

  @Test func `a name that is too long for the window shows its end`() async {
    let names = ["a.long.name.10", "a.long.name.11", "日本日本日本日本"]
    #expect(await rows(names, columns: 10) == ["...ame.10", "...ame.11", "...本日本"])
  }
}
