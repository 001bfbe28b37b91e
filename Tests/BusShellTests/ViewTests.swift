import BusShell
import Foundation
import TestSupport
import Testing

/// Views of recordings: what they say is what the records say.
struct ViewTests {
  private func printed(
    _ script: String,
    _ configure: (inout ShellOptions) -> Void = { _ in }
  ) async -> String {
    await transcript(script) {
      $0.isEmpty = true
      $0.clock = .virtual
      configure(&$0)
    }
  }

  @Test func `every view of generated scripts agrees with the records`() async throws {
    let seed = SplitMix.seed
    var generator = SplitMix(seed)
    var exported = 0
    for round in 1...100 {
      let script = ScriptWriter.script(using: &generator) + "\nwait\nemit the.last\n"
      let options: (inout ShellOptions) -> Void = {
        $0.format = .jsonl
        $0.showsTiming = true
        $0.maxDepth = 4
      }
      let records = await printed(script, options).split(separator: "\n").filter {
        $0.hasPrefix("{\"seq\"")
      }
      let emission = 1 + round % 7
      let comment: Comment = "seed \(seed), round \(round)"
      let views = await printed("\(script)\nexport jsonl - \(emission)\n") { $0.maxDepth = 4 }
      let exports = views.split(separator: "\n").filter { $0.hasPrefix("{\"seq\"") }[...]
      // What is exported are records that were printed, in their order, each once.
      var rest = records[...]
      for line in exports {
        let found = try #require(rest.firstIndex(of: line), comment)
        rest = rest[(found + 1)...]
      }
      exported += exports.count
      guard !exports.isEmpty else { continue }
      let order = await printed("\(script)\ntrace \(emission) --order\n") { $0.maxDepth = 4 }
      let steps = order.split(separator: "\n").suffix(exports.count + 1).dropLast()
      #expect(
        steps.map { $0.prefix { $0 != " " } }
          == exports.indices.map {
            "\($0 - exports.startIndex + 1)"
          },
        comment
      )
      let starts = exports.count { $0.contains("\"kind\":\"handler.started\"") }
      let ends = exports.count { $0.contains("\"kind\":\"handler.finished\"") }
      let emissions = exports.count { $0.contains("\"kind\":\"emission.started\"") }
      let timeline = await printed("\(script)\ntrace \(emission) --timeline\n") { $0.maxDepth = 4 }
      let bars = timeline.split(separator: "\n").reversed().prefix { !$0.hasPrefix("scale: ") }
      #expect(bars.count - 1 >= emissions + starts, comment)
      let diagram = await printed("\(script)\nexport mermaid - \(emission)\n") { $0.maxDepth = 4 }
      let arrows = diagram.split(separator: "sequenceDiagram\n").last?.split(separator: "\n") ?? []
      #expect(arrows.count { $0.contains("-->>p0") || $0.contains("--xp0") } == ends, comment)
      #expect(arrows.count { $0.contains("->>p") && !$0.contains("-->>") } == emissions + starts)
      let trace = await printed("\(script)\nexport chrome - \(emission)\n") { $0.maxDepth = 4 }
      let start = try #require(trace.firstRange(of: "{\"displayTimeUnit\""), comment).lowerBound
      let slices = try ChromeSlice.read(String(trace[start...].split(separator: "exit status")[0]))
      #expect(slices.count == emissions + starts, comment)
    }
    #expect(exported > 500)
  }

  @Test func `a sequence diagram is one whatever names are in it`() async throws {
    let names = ["end", "a;b", "#35;", "x: y", "<br/>", "\u{1b}[2J", "日本 👩‍👧", "loop", "\"q\"", "%%"]
    var script = ""
    for name in names {
      let word = Word.spelling(of: name)
      script += "subscribe \(word) print \(word)\nsubscribe \(word) fail \(word)\n"
    }
    script += "subscribe start relay end\n"
    for name in names + ["start"] {
      script += "emit \(Word.spelling(of: name))\nexport mermaid -\n"
    }
    let printed = await printed(script) { $0.isQuiet = true }
    let diagrams = printed.split(separator: "sequenceDiagram\n").dropFirst()
    #expect(diagrams.count == names.count + 1)
    let message = /p\d+(->>|-->>|--x)p\d+: [^;#:\p{Cc}]*((#\w+;)[^;#\p{Cc}]*|:)*/
    let note = /Note over p0: ([^;#\p{Cc}]|#\w+;)*/
    let participant = /participant p\d+ as ([^;#\p{Cc}]|#\w+;)+/
    for diagram in diagrams {
      var actors: Set<Substring> = []
      for line in diagram.split(separator: "\n") where !line.hasPrefix("exit status") {
        if line.wholeMatch(of: participant) != nil {
          actors.insert(line.split(separator: " ")[1])
          continue
        }
        let isMessage = line.wholeMatch(of: message) != nil
        #expect(isMessage || line.wholeMatch(of: note) != nil, "\(line)")
        let used = line.prefix { $0 != ":" }.matches(of: /p\d+/).map(\.output)
        #expect(actors.isSuperset(of: used), "\(line)")
      }
    }
  }

  @Test func `a trace for Chrome nests as Perfetto stacks it, whatever names are in it`()
    async throws
  {
    let names = ["\"q\"", "a;b\\", "\u{1b}[2J", "日本 👩‍👧", "{", "}]", "</script>"]
    let words = names.map { Word.spelling(of: $0) }
    let script = words.map { "subscribe \($0) print \($0)\nsubscribe all relay \($0)\n" }.joined()
    let printed = await printed("\(script)subscribe all sleep 1ms\nemit all\nexport chrome -") {
      $0.isQuiet = true
    }
    let text = try #require(printed.split(separator: "\n{\"displayTimeUnit\"").last)
    let slices = try ChromeSlice.read(
      "{\"displayTimeUnit\"" + text.split(separator: "exit status")[0]
    )
    let nested = zip(names, words).enumerated().flatMap { index, name in
      let (relay, inner) = (" > #1 all > relay \(name.1)", " > #\(index + 2) \(name.0)")
      return [relay, relay + inner, "\(relay)\(inner) > print \(name.1)"]
    }
    #expect(slices.map(\.path) == [" > #1 all"] + nested + [" > #1 all > sleep 1ms"])
  }

  @Test func `a file is exported through the program that runs the shell`() async {
    let printed = await printed("emit e\nexport chrome /tmp/x\nexport svg -\nexport chrome")
    #expect(printed.contains("test.bus:2:15: error: cannot write '/tmp/x' here\n"))
    #expect(printed.contains("error: expected FORMAT (mermaid, chrome, jsonl), found 'svg'\n"))
    #expect(printed.contains("error: expected FILE after 'export'\n"))
  }

  @Test func `what cannot be viewed says why`() async {
    let printed = await printed("explain\nemit e\ntrace 7 --order\ndiff 1\ndiff 1 2\nexplain x")
    #expect(printed.contains("test.bus:1:1: error: no emission has ended yet\n"))
    #expect(printed.contains("test.bus:3:1: error: emission 7 is not recorded\n"))
    #expect(printed.contains("test.bus:4:7: error: expected M after 'diff'\n"))
    #expect(printed.contains("test.bus:5:1: error: emission 2 is not recorded\n"))
    #expect(printed.contains("error: expected N as the number of an emission, found 'x'\n"))
  }

  @Test func `views are objects of a kind of their own, and no records once more`() async {
    let script = "subscribe a fail\npredict print : emit a\n"
    let records = await printed(script) { $0.format = .jsonl }
    let views = "trace --order\ntrace --timeline\nexport mermaid -\nexport chrome -\nexport jsonl -"
    let printed = await printed("\(script)\(views)") { $0.format = .jsonl }
    let lines = printed.split(separator: "\n")
    #expect(
      lines.count { $0.hasPrefix("{\"seq\"") }
        == records.split(separator: "\n").count { $0.hasPrefix("{\"seq\"") }
    )
    #expect(lines.contains(#"{"kind":"prediction","mark":"!","predicted":"print","ran":"fail"}"#))
    let kinds = lines.compactMap { $0.firstMatch(of: /^{"kind":"(\w+)"/)?.output.1 }
    #expect(
      kinds == ["prediction"] + Array(repeating: "order", count: 4)
        + Array(repeating: "timeline", count: 2) + Array(repeating: "export", count: 3)
    )
    #expect(
      lines.contains(
        #"{"kind":"order","number":2,"record":3,"emission":1,"depth":1,"text":"fail starts"}"#
      )
    )
    #expect(
      lines.contains(
        #"{"kind":"timeline","emission":1,"depth":1,"position":1,"handler":"fail","outcome":"failed","from":2,"to":3}"#
      )
    )
    #expect(printed.contains(#"{"kind":"export","format":"mermaid","text":"sequenceDiagram\np"#))
  }
}
