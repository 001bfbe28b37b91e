import BusLanguage
import BusShell
import Testing

struct CandidateListTests {
  private func rows(_ names: [String], columns: Int, rows: Int = 24) async -> [String] {
    let lines = names.map { "subscribe \(Word.spelling(of: $0)) print\n" }.joined()
    let session = await ShellTest().options { $0.isEmpty = true }.script(lines).run()
    let completer = Completer(session.vocabulary) { _ in [] }
    return CandidateList.rows(
      completer.completion(of: Array("emit ".utf8)).candidates,
      in: (columns, rows)
    )
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
    #expect(all == names.prefix(20) + ["... 30 more"])
    #expect(await rows(Array(names.prefix(20)), columns: 6) == Array(names.prefix(20)))
    #expect(await rows(names, columns: 12, rows: 6) == ["e10  e12", "e11  e13", "... 46 more"])
    #expect(await rows(names, columns: 9, rows: 2) == ["... 50 more"])
  }
}
