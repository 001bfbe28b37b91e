import BusLanguage
import BusShell
import Testing

/// An emission as a page in HTML.
struct PageTests {
  private func page(_ script: String) async throws -> String {
    let printed = await virtualTranscript("\(script)\nexport html -") {
      $0.isQuiet = true
      $0.isEmpty = true
    }
    let start = try #require(printed.firstRange(of: "<!DOCTYPE html>"), "\(printed)")
    let end = try #require(printed.firstRange(of: "</html>\n"), "\(printed)")
    return String(printed[start.lowerBound..<end.upperBound])
  }

  /// Returns the elements of a page without its own style and script, of which it has one each.
  private func elements(of page: String) throws -> PictureText {
    var rest = page
    for name in ["style", "script"] {
      let start = try #require(rest.firstRange(of: "<\(name)>"))
      let end = try #require(rest.firstRange(of: "</\(name)>"))
      rest.removeSubrange(start.lowerBound..<end.upperBound)
    }
    return try PictureText(reading: rest)
  }

  private static let mixed = """
    subscribe a sleep 1s
    subscribe a fail out of paper
    subscribe a relay b
    subscribe b print <b>
    emit a {"text": "</script>&<!--"}
    """

  @Test func `a page is well-formed, and has no markup of others`() async throws {
    let names = [
      "</script><script>x", "</style>", "a&amp;b", "<!--", "]]>", "\"q\" 'r'", "\u{1b}[2J",
      "日本 👩‍👧", "שלום", "\u{202e}evil", "\u{0}", "\u{fffe}", "", " ",
    ]
    for name in names {
      let word = Word.spelling(of: name)
      let text = try await page("subscribe \(word) fail \(word)\n\(Self.mixed)\nemit \(word)")
      let elements = try elements(of: text)
      #expect(elements.elements.isDisjoint(with: ["script", "style", "b", "img", "a", "link"]))
      #expect(elements.elements.isSuperset(of: ["h1", "h2", "ol", "ul", "input", "svg"]))
    }
  }

  @Test func `a page forbids itself to load anything, and its script writes no markup`()
    async throws
  {
    let page = try await page(Self.mixed)
    #expect(
      page.contains(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
          + "style-src 'unsafe-inline'; script-src 'unsafe-inline'\"/>"
      )
    )
    for word in ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", " eval("] {
      #expect(!page.contains(word))
    }
    let addresses = page.matches(of: /\w+:\/\/[^"]+/).map { String($0.output) }
    #expect(Set(addresses) == ["http://www.w3.org/2000/svg"])
  }

  @Test func `a page has a record for each step of the order, with times and data`() async throws {
    let page = try await page(Self.mixed)
    let items = page.split(separator: "<ol id=\"records\">\n")[1].split(separator: "</ol>")[0]
      .split(separator: "\n").map { item in
        item.replacing(/<[^>]*>/, with: "").replacing("&lt;", with: "<")
          .replacing("&gt;", with: ">").replacing("&quot;", with: "\"").replacing(
            "&amp;",
            with: "&"
          )
      }
    #expect(
      items == [
        "0 #1 a starts {\"text\":\"</script>&<!--\"}", "0 #1 sleep 1s starts",
        "1s #1  sleep 1s completed", "1s #1 fail out of paper starts",
        "1s #1  fail out of paper failed: out of paper", "1s #1 relay b starts",
        "1s #2 b starts {\"text\":\"</script>&<!--\"}", "1s #2 print <b> starts",
        "1s #2  print <b> completed <b>", "1s #2 b ends", "1s #1  relay b completed",
        "1s #1 a ends",
      ]
    )
  }

  @Test func `a page is the same in every run in virtual time`() async throws {
    #expect(try await page(Self.mixed) == page(Self.mixed))
  }

  @Test func `a page tells of emissions at the same time and of what it does not show`()
    async throws
  {
    let script = """
      subscribe a sleep 1s
      subscribe b sleep 2s
      subscribe c sleep 3s
      emit c &
      emit a &
      emit b
      """
    let page = try await page(script)
    #expect(page.contains("<h1>#3 b</h1>"))
    #expect(page.contains("<p>At the same time: #2 a</p>"))
    #expect(page.contains("<p>not shown: #1 c, which is still running</p>"))
  }

  @Test func `a page with very many records leaves out the rest and says so`() async throws {
    let wiring = (1...2600).map { "subscribe e print \($0)\n" }.joined()
    let page = try await page("\(wiring)emit e")
    _ = try elements(of: page)
    #expect(page.contains("<p>not shown: 202 more records</p>"))
    #expect(page.contains(" max=\"5000\" "))
    #expect(page.matches(of: /<li data-x=/).count == 5000)
  }

  @Test func `a long payload is shortened in a page, which says how long it is`() async throws {
    let page = try await page("emit e {\"text\": \"\(String(repeating: "x", count: 60_000))\"}")
    #expect(page.contains("… (60011 characters)"))
    #expect(page.utf8.count < 30_000)
  }
}
