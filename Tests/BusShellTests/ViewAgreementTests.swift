import BusLanguage
import BusShell
import EventRecording
import Events
import Foundation
import TestSupport
import Testing

/// The agreement of every view of a recording with its records.
///
/// Random scripts are shown in all views, and the output is read back.
///
/// `FUZZ_SEED` in the environment repeats a run; the seed of each run is printed.
struct ViewAgreementTests {
  private static let mark = "print is not subscribed to the.mark\n"

  /// The texts that commands print after a script.
  private func views(_ script: String, _ commands: [String], seed: UInt64?) async -> [String] {
    let lines = commands.map { "unsubscribe the.mark print\n\($0)\n" }.joined()
    let printed = await InterceptedShell.output(
      of: "\(script)\nwait\nemit the.last\n\(lines)quit 0",
      seed: seed
    )
    return printed.components(separatedBy: Self.mark).dropFirst().map(\.self)
  }

  @Test func `every view of generated scripts agrees with the records`() async throws {
    let seed = FuzzSeed.make()
    var generator = SplitMix64(seed: seed)
    var counts: [String: Int] = [:]
    for round in 1...600 {
      let random =
        round.isMultiple(of: 2)
        ? RandomScript.text(using: &generator) : RandomScript.concurrent(using: &generator)
      let script = InterceptedShell.script(random, using: &generator)
      let (number, other) = (1 + round % 7, 1 + round % 3)
      let views = await views(
        script,
        [
          "export jsonl - \(number)", "trace \(number)", "trace \(number) --order",
          "trace \(number) --timeline", "explain \(number)", "export mermaid - \(number)",
          "export chrome - \(number)", "diff \(number) \(number)", "diff \(other) \(number)",
          "export jsonl - \(other)",
        ],
        seed: round.isMultiple(of: 3) ? nil : UInt64(round)
      )
      let comment: Comment = "seed \(seed), round \(round):\n\(script)\n\(views.joined())"
      try #require(views.count == 10, comment)
      // No view shows all of very many changes.
      if views.contains(where: { $0.contains("more changes") }) { continue }
      let records = Self.lines(views[0]).filter { $0.hasPrefix("{\"seq\"") }
      let trace = try ReplayedTrace(records)
      try #require(Self.recorded(records) == trace.roots.map(\.recorded), comment)
      guard let subject = trace.emission(number) else { continue }
      counts["views", default: 0] += 1
      counts["overlaps", default: 0] += trace.roots.count > 1 ? 1 : 0
      counts["nested", default: 0] += subject.parent == nil ? 0 : 1
      counts["changes", default: 0] += trace.nodes.contains { $0 == nil } ? 1 : 0
      for (what, text) in [
        ("ties", "were due at the same time"),
        ("cancelled ties", "had been cancelled, and continued"),
        ("cancellations", "was cancelled while"), ("cancelled relays", "before it emitted"),
        ("switches by cancelling", "continued, because"),
        ("skipped", "it was skipped, at a pause"),
        ("once", "as one is that is subscribed once"), ("intercepted", "forbidden did not run"),
        ("failures at pauses", "it was made to fail at its pause"),
      ] {
        counts[what, default: 0] += views[4].contains(text) ? 1 : 0
      }
      counts["in the background", default: 0] += views[4].contains("(help concurrency)") ? 1 : 0
      counts["refusals", default: 0] += views[4].contains("(help runaway)") ? 1 : 0
      let rows = subject.rows
      try #require(
        Self.tree(views[1], rows.count) == rows.map { "\($0.depth) \($0.text)" },
        comment
      )
      try #require(Self.steps(views[2]) == Self.steps(of: trace), comment)
      try #require(Self.lines(views[3]) == Self.timeline(of: trace), comment)
      try #require(
        Self.lines(views[4]).sorted() == trace.reasons(for: subject).map { $0[...] }.sorted(),
        comment
      )
      // Of two equal sentences nobody knows which is about what; equal changes are equal facts.
      let explained = Self.lines(views[4]).filter { !$0.hasSuffix("(help snapshot)") }
      try #require(Set(explained).count == explained.count, comment)
      let shown = try Self.messages(views[5])
      let isCut = shown.last?.contains(" more messages, because") == true
      try #require(
        isCut ? trace.messages.starts(with: shown.dropLast()) : shown == trace.messages,
        comment
      )
      try Self.checkChrome(views[6], trace, comment)
      let entries = Self.entries(of: rows)
      try #require(Self.sides(views[7], marks: "=") == [entries, entries], comment)
      let second = try ReplayedTrace(Self.lines(views[9]).filter { $0.hasPrefix("{\"seq\"") })
      guard let other = second.emission(other) else { continue }
      try #require(
        Self.sides(views[8], marks: "=!<>") == [Self.entries(of: other.rows), entries],
        comment
      )
    }
    for what in [
      "views", "overlaps", "nested", "changes", "refusals", "ties", "cancelled ties",
      "cancellations", "cancelled relays", "switches by cancelling", "skipped",
      "failures at pauses", "once", "intercepted", "in the background",
    ] {
      #expect(counts[what, default: 0] > 3, "there are hardly any \(what)")
    }
  }
}

// MARK: - Reading views

extension ViewAgreementTests {
  /// The trees that the reader of recordings makes of the records.
  private static func recorded(_ records: [Substring]) throws -> [String] {
    let reader = RecordingReader(records.joined(separator: "\n").utf8)
    var emissions: [EmissionTree] = []
    while let emission = try reader.next() { emissions.append(emission) }
    return emissions.sorted { $0.number < $1.number }.map(\.recorded)
  }

  private static func lines(_ text: String) -> [Substring] { text.split(separator: "\n") }

  /// A line's cells with two spaces between them.
  private static func cells(_ line: some StringProtocol) -> String {
    line.components(separatedBy: "  ").map { $0.drop { $0 == " " } }.filter { !$0.isEmpty }
      .joined(separator: "  ")
  }

  private static func tree(_ text: String, _ count: Int) -> [String] {
    lines(text).prefix(count).map { line in
      let edge = line.prefix { "│├└─ ".contains($0) }
      return "\(edge.count / 3) \(cells(line.dropFirst(edge.count)))"
    }
  }

  /// The steps of an order, with their margins in columns.
  private static func steps(_ text: String) -> [String] {
    let lines = lines(text)
    let place = lines.first?.firstRange(of: " starts").map { range in
      let words = lines[0][..<range.lowerBound].split(separator: " ")
      return lines[0].distance(
        from: lines[0].startIndex,
        to: lines[0].range(of: words[2...].joined(separator: " "))?.lowerBound
          ?? lines[0].startIndex
      )
    }
    return lines.map { line in
      let text = line.dropFirst(place ?? 0)
      let margin = text.prefix { $0 == " " }.count
      return "\(cells(line.prefix(place ?? 0))) \(margin / 2) \(text.dropFirst(margin))"
    }
  }

  private static func steps(of trace: ReplayedTrace) -> [String] {
    trace.steps.enumerated().map { index, step in
      let number = step.emission.isEmpty ? "\(index + 1)" : "\(index + 1)  \(step.emission)"
      return "\(number) \(step.depth) \(step.text)"
    }
  }

  private static func timeline(of trace: ReplayedTrace) -> [Substring] {
    let bars = trace.roots.flatMap { $0.bars() }
    let titles = bars.map(\.title.count).max() ?? 0
    let (width, last) = (80 - titles - 2, trace.records.count - 1)
    let lines = bars.map { title, from, to in
      let start = min(width - 1, from * width / last)
      let end = max(start + 1, to * width / last)
      let isChange = title.contains("  + ") || title.contains("  - ")
      let mark =
        title.hasSuffix(" refused") ? "×" : isChange ? (title.contains("+ ") ? "+" : "-") : "━"
      return title + String(repeating: " ", count: titles - title.count + 2 + start)
        + String(repeating: mark, count: end - start)
    }
    let scale = "full width: \(trace.records.count) records, in order"
    return ([scale] + lines).map { $0[...] }
  }

  /// The statements of a sequence diagram, with the names of the participants.
  private static func messages(_ text: String) throws -> [String] {
    var names: [Substring: String] = [:]
    var messages: [String] = []
    for line in lines(text).dropFirst() {
      if let match = line.wholeMatch(of: /participant (p\d+) as (.+)/) {
        names[match.output.1] = unescaped(match.output.2)
        continue
      }
      let match = try #require(line.wholeMatch(of: /(Note over )?(p\d+)(?:(-[->x]+)(p\d+))?: (.+)/))
      let (_, note, from, arrow, to, text) = match.output
      let target = to.flatMap { names[$0] } ?? ""
      messages.append(
        "\(note ?? "")\(names[from] ?? "")\(arrow ?? "")\(target): \(unescaped(text))"
      )
    }
    return messages
  }

  private static func unescaped(_ text: Substring) -> String {
    [
      ("58", ":"), ("59", ";"), ("37", "%"), ("lt", "<"), ("gt", ">"), ("36", "$"), ("38", "&"),
      ("35", "#"),
    ]
    .reduce(String(text)) { $0.replacing("#\($1.0);", with: $1.1) }
  }

  /// The entries of a difference: the rows of a tree without numbers and chains, with margins.
  private static func entries(of rows: [(depth: Int, text: String)]) -> [String] {
    rows.filter { !$0.text.hasPrefix("chain: ") }.map { depth, text in
      let text = text.hasPrefix("#") ? text.drop { $0 != " " }.dropFirst() : text[...]
      return String(repeating: "  ", count: depth)
        + text.replacing("  nobody listens", with: "")
    }
  }

  /// The two sides of a difference.
  private static func sides(_ text: String, marks: String) -> [[String]] {
    var sides: [[String]] = [[], []]
    for line in lines(text) {
      let mark = line.first ?? " "
      guard marks.contains(mark), let bar = line.firstRange(of: " |") else { continue }
      let left = line[..<bar.lowerBound].dropFirst(3)
      let right = line[bar.upperBound...].dropFirst()
      if mark != ">" { sides[0].append(trimmed(left)) }
      if mark != "<" { sides[1].append(trimmed(right)) }
    }
    return sides
  }

  private static func trimmed(_ text: Substring) -> String {
    String(text.replacing(/\ +$/, with: ""))
  }
}

// MARK: - Chrome

extension ViewAgreementTests {
  /// Compares slices, nested as Perfetto nests them, with the nodes of the trace.
  private static func checkChrome(_ text: String, _ trace: ReplayedTrace, _ comment: Comment) throws
  {
    let slices = try ChromeSlice.read(text)
    try #require(slices.map(\.path) == trace.roots.flatMap { $0.slices(in: "") }, comment)
    let nodes = trace.roots.flatMap(\.all).filter { $0.number != nil || $0.subscription != nil }
    for (slice, node) in zip(slices, nodes) {
      let begin = try trace.records[node.start].value("time_ns", as: Int.self) + node.start
      let end = try trace.records[node.end].value("time_ns", as: Int.self) + node.end
      try #require(slice.begin == Double(begin) && slice.end == Double(end), comment)
    }
  }
}
