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
      let views = await printed("\(script)\nexport jsonl - \(emission)\n", options)
      let exports = views.split(separator: "\n").filter { $0.hasPrefix("{\"seq\"") }
        .dropFirst(records.count)
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
      #expect(bars.count - 1 == emissions + starts, comment)
      let diagram = await printed("\(script)\nexport mermaid - \(emission)\n") { $0.maxDepth = 4 }
      let arrows = diagram.split(separator: "sequenceDiagram\n").last?.split(separator: "\n") ?? []
      #expect(arrows.count { $0.contains("-->>p0") || $0.contains("--xp0") } == ends, comment)
      #expect(arrows.count { $0.contains("->>p") && !$0.contains("-->>") } == emissions + starts)
      let trace = await printed("\(script)\nexport chrome - \(emission)\n") { $0.maxDepth = 4 }
      try Self.checkChrome(trace, comment)
    }
    #expect(exported > 500)
  }

  /// Slices of one thread nest, and have all that Perfetto asks for.
  private static func checkChrome(_ printed: String, _ comment: Comment) throws {
    let start = try #require(printed.firstRange(of: "{\"displayTimeUnit\""), comment).lowerBound
    let end = try #require(printed.firstRange(of: "\n]}\n"), comment).upperBound
    let object = try JSONSerialization.jsonObject(with: Data(printed[start..<end].utf8))
    let events = try #require((object as? [String: Any])?["traceEvents"] as? [[String: Any]])
    var open: [Int: [Double]] = [:]
    for event in events where event["ph"] as? String == "X" {
      let thread = try #require(event["tid"] as? Int)
      let begin = try #require(event["ts"] as? Double)
      let end = begin + (try #require(event["dur"] as? Double))
      #expect(event["pid"] as? Int == 1 && event["name"] is String)
      while let outer = open[thread]?.last, outer <= begin,
        outer < end || open[thread]?.count ?? 0 > 1
      {
        open[thread]?.removeLast()
      }
      if let outer = open[thread]?.last { #expect(end <= outer + 0.0005, comment) }
      open[thread, default: []].append(end)
    }
    #expect(events.contains { $0["ph"] as? String == "M" })
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

  @Test func `a file is exported through the program that runs the shell`() async {
    let printed = await printed("emit e\nexport chrome /tmp/x\nexport svg -\nexport chrome")
    #expect(printed.contains("test.bus:2:15: error: cannot write '/tmp/x' here\n"))
    #expect(printed.contains("error: expected FORMAT (mermaid, chrome, jsonl), found 'svg'\n"))
    #expect(printed.contains("error: expected FILE after 'chrome'\n"))
  }

  @Test func `what cannot be viewed says why`() async {
    let printed = await printed("explain\nemit e\ntrace 7 --order\ndiff 1\ndiff 1 2\nexplain x")
    #expect(printed.contains("test.bus:1:1: error: no emission has ended yet\n"))
    #expect(printed.contains("test.bus:3:7: error: emission 7 is not recorded\n"))
    #expect(printed.contains("test.bus:4:7: error: expected M after '1'\n"))
    #expect(printed.contains("test.bus:5:8: error: emission 2 is not recorded\n"))
    #expect(printed.contains("error: expected N as the number of an emission, found 'x'\n"))
  }
}
