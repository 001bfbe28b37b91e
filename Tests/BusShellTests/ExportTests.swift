import BusLanguage
import BusShell
import Testing

/// Recordings as sequence diagrams and as traces for Chrome.
struct ExportTests {
  @Test func `a sequence diagram is valid with any names`() async throws {
    let names = [
      "end", "a;b", "#35;", "x: y", "<br/>", "\u{1b}[2J", "日本 👩‍👧", "loop", "\"q\"", "%%",
      "%%{init: {}}%%", "wrap:x", "", " ", "$$", "do $$ begin a & b end $$", "&amp;", "a->>b",
    ]
    var script = ""
    for name in names {
      let word = Word.spelling(of: name)
      script += "subscribe \(word) print \(word)\nsubscribe \(word) fail \(word)\n"
    }
    script += "subscribe start relay end\n"
    for name in names + ["start"] {
      script += "emit \(Word.spelling(of: name))\nexport mermaid -\n"
    }
    let printed = await virtualTranscript(script) { $0.isQuiet = true }
    let diagrams = printed.split(separator: "sequenceDiagram\n")
    #expect(diagrams.count == names.count + 1)
    let message = /p\d+(->>|-->>|--x)p\d+: ([^;#:%<>$&\p{Cc}]|#\w+;)*[^ ]([^;#:%<>$&\p{Cc}]|#\w+;)*/
    let participant = /participant p\d+ as ([^;#:%<>$&\p{Cc}]|#\w+;)+/
    for diagram in diagrams {
      var actors: Set<Substring> = []
      for line in diagram.split(separator: "\n") where !line.hasPrefix("exit status") {
        if line.wholeMatch(of: participant) != nil {
          actors.insert(line.split(separator: " ")[1])
          continue
        }
        #expect(line.wholeMatch(of: message) != nil, "\(line)")
        let used = line.prefix { $0 != ":" }.matches(of: /p\d+/).map(\.output)
        #expect(actors.isSuperset(of: used), "\(line)")
      }
    }
  }

  @Test func `a trace for Chrome nests as Perfetto nests it, with any names`()
    async throws
  {
    let names = ["\"q\"", "a;b\\", "\u{1b}[2J", "日本 👩‍👧", "{", "}]", "</script>"]
    let words = names.map { Word.spelling(of: $0) }
    let script = words.map { "subscribe \($0) print \($0)\nsubscribe all relay \($0)\n" }.joined()
    let printed = await virtualTranscript(
      "\(script)subscribe all sleep 1ms\nemit all\nexport chrome -"
    ) {
      $0.isQuiet = true
    }
    let text = try #require(printed.split(separator: "{\"displayTimeUnit\"").last)
    let slices = try ChromeSlice.read(
      "{\"displayTimeUnit\"" + text.split(separator: "exit status")[0]
    )
    let nested = zip(names, words).enumerated().flatMap { index, name in
      let (relay, inner) = (" > #1 all > relay \(name.1)", " > #\(index + 2) \(name.0)")
      return [relay, relay + inner, "\(relay)\(inner) > print \(name.1)"]
    }
    #expect(slices.map(\.path) == [" > #1 all"] + nested + [" > #1 all > sleep 1ms"])
  }

  @Test(arguments: ["1ms", "36000m", "130000m", "525600m"], [1, 100, 400])
  func `a trace for Chrome nests in doubles, however long it is`(
    sleep: String,
    times: Int
  ) async throws {
    let sleeps = String(repeating: "subscribe long sleep \(sleep)\n", count: times)
    let printed = await virtualTranscript(
      "\(sleeps)subscribe long print a\nsubscribe all relay long\nsubscribe all print b\n"
        + "emit all\nexport chrome -"
    ) {
      $0.isQuiet = true
    }
    let text = try #require(printed.split(separator: "{\"displayTimeUnit\"").last)
    let slices = try ChromeSlice.read(
      "{\"displayTimeUnit\"" + text.split(separator: "exit status")[0]
    )
    let relay = " > #1 all > relay long"
    let inner = "\(relay) > #2 long"
    let run = Array(repeating: "\(inner) > sleep \(sleep)", count: times)
    #expect(
      slices.map(\.path) == [" > #1 all", relay, inner] + run
        + ["\(inner) > print a", " > #1 all > print b"]
    )
  }

  @Test func `a sequence diagram shows the outcomes of handlers and their emissions`() async {
    let printed = await virtualTranscript(
      """
      subscribe a sleep 1ms
      subscribe a fail out of paper
      subscribe a relay b
      subscribe b print x
      emit a &
      emit a
      wait
      export mermaid -
      """
    )
    for line in [
      "p3--xp1: #35;1 failed, out of paper", "p3--xp1: #35;2 failed, out of paper",
      "p4->>p1: #35;3 b", "p5-->>p1: #35;3 completed, x", "p1-->>p4: #35;3 b ends",
      "p1-->>p0: #35;1 a ends",
    ] {
      #expect(printed.contains("\n\(line)\n"), "\(line)")
    }
  }

  @Test(arguments: [
    (1...500).map { "subscribe e print handler number \($0)\n" }.joined() + "emit e\n",
    "subscribe e print\nemit e {\"text\": \"\(String(repeating: "long & $ ", count: 7000))\"}\n",
    (1...30).map { "subscribe e print \(String(repeating: "#", count: 300))\($0)\n" }.joined()
      + "emit e\nsubscribe e print more\nemit e\n",
  ])
  func `a sequence diagram stays below the size that Mermaid draws`(script: String) async throws {
    let printed = await virtualTranscript(script + "export mermaid -") { $0.isQuiet = true }
    let diagram = try #require(printed.split(separator: "sequenceDiagram\n").last)
    #expect(diagram.count < 50_000)
    let participants = diagram.matches(of: /participant (p\d+) as/).map(\.1)
    let used = diagram.matches(of: /(p\d+)(->>|-->>|--x)(p\d+):/).flatMap { [$0.1, $0.3] }
    #expect(Set(participants).isSuperset(of: used))
    if script.contains("number 500") {
      #expect(diagram.contains(/\nNote over p1: not shown#58; \d+ more messages, because/))
    }
  }

  @Test func `a sequence diagram has the request of a refused emission, and the event of calls`()
    async
  {
    let printed = await virtualTranscript("subscribe a relay a\nemit a\nexport mermaid -") {
      $0.isQuiet = true
      $0.maxDepth = 1
    }
    #expect(
      printed.hasSuffix(
        """
        participant p0 as emitter
        participant p1 as bus
        participant p2 as relay a
        p0->>p1: #35;1 a
        p1->>p2: #35;1 a
        p2->>p1: a
        p1--xp2: a is refused, more than 1 nested emission
        p2-->>p1: #35;1 completed
        p1-->>p0: #35;1 a ends
        exit status 0

        """
      )
    )
  }

  @Test func `a file is exported through the program that runs the shell`() async {
    let printed = await virtualTranscript(
      "emit e\nexport chrome /tmp/x\nexport chrome"
    )
    #expect(printed.contains("test.bus:2:15: error: cannot write '/tmp/x' here\n"))
    #expect(printed.contains("error: expected FILE after 'chrome'\n"))
  }
}
