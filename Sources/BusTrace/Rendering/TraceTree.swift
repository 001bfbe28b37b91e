import BusLanguage
import EventJSON
import EventRecording
import Events
import TerminalText

/// An emission as a tree: the handlers in running order, and below each the emissions that it made.
struct TraceTree {
  private let emission: EmissionTrace
  private let showsTiming: Bool

  init(_ emission: EmissionTrace, showsTiming: Bool) {
    self.emission = emission
    self.showsTiming = showsTiming
  }

  /// Writes the whole tree with its summary; if nobody listened, with a hint.
  func write(to tree: inout TreeWriter, hint: Diagnostic.Help?) {
    tree.line { writeTitle(of: emission, to: &$0) }
    writeBranches(of: emission, to: &tree)
    tree.line(hanging: 2) { writeSummary(to: &$0) }
    for text in hint.lines(tree.palette) { tree.line(hanging: 2) { $0.append(text) } }
  }

  private func writeTitle(of emission: EmissionTrace, to line: inout TextWriter) {
    let start = emission.start
    line.append(in: .faint) {
      $0.append("#")
      $0.append(start.emission)
    }
    line.append(" ")
    line.append(start.event.spelling, .event)
    line.append(" ")
    JSONWriter.append(start.data, to: &line.utf8)
  }

  /// Writes the outcome of the emission, with its duration if it ran anything.
  private func writeSummary(to line: inout TextWriter) {
    writeOutcome(to: &line)
    guard showsTiming, emission.hasHandlers, let duration = emission.duration?.textUnlessZero
    else { return }
    line.append(" ")
    line.append("in \(duration)", .faint)
  }
}

// MARK: - Outcomes

extension TraceTree {
  /// Returns the outcome of the emission.
  func outcome(_ palette: Palette) -> String {
    var line = TextWriter(palette)
    writeOutcome(to: &line)
    return line.text
  }

  private func writeOutcome(to line: inout TextWriter) {
    guard emission.hasHandlers else { return line.append("nobody listens") }
    line.append(emission.start.handlerCount, "handler")
    if emission.end == nil { return line.append(": still running") }
    var separator = ": "
    func write(_ count: Int, _ word: String, _ style: Palette.Style?) {
      if count == 0 { return }
      line.append(separator)
      line.append(in: style) {
        $0.append(count)
        $0.append(" ")
        $0.append(word)
      }
      separator = ", "
    }
    for (count, word) in emission.outcomes { write(count, word.rawValue, word.style) }
    // The other counts leave out what is nested.
    separator = "; nested: "
    write(emission.nestedFailures, "failed", .failed)
    write(emission.refusals, "refused", .failed)
  }
}

// MARK: - Branches

extension TraceTree {
  /// Writes the lines below the title of an emission.
  private func writeBranches(of emission: EmissionTrace, to tree: inout TreeWriter) {
    let showsDurations =
      showsTiming && emission.runs.contains { $0.duration?.textUnlessZero != nil }
    let rows = emission.runs.map { Self.cells(of: $0, showsTiming: showsDurations) }
    let layout = tree.columns(of: rows)
    let changes = changes(of: emission)
    for index in rows.indices {
      tree.branch(isLast: index == rows.count - 1 && changes.isEmpty) { tree in
        tree.row(rows[index], in: layout)
        writeNested(emission.runs[index], to: &tree)
      }
    }
    for (index, change) in changes.enumerated() {
      tree.branch(isLast: index == changes.count - 1) { tree in
        tree.line { $0.append(change, .faint) }
      }
    }
  }

  /// Returns the cells of a handler: its name, its outcome and its note.
  static func cells(of run: HandlerTrace, showsTiming: Bool) -> [Cell] {
    let name = Cell(run.name)
    let outcome = Cell(run.word.rawValue, run.word.style)
    let detail = Cell(run.detail)
    if !showsTiming { return [name, outcome, detail] }
    return [name, outcome, Cell(run.duration?.textUnlessZero ?? "", .faint), detail]
  }

  /// Returns the lines for late changes.
  private func changes(of emission: EmissionTrace) -> [String] {
    if emission.changes.isEmpty { return [] }
    let omitted = emission.omittedChanges
    return emission.lateChanges.map { "\($0.mark) \($0.name)  \($0.consequence)" }
      + (omitted > 0 ? ["and \(omitted) more changes"] : [])
  }

  /// Writes the lines below a handler.
  private func writeNested(_ run: HandlerTrace, to tree: inout TreeWriter) {
    for (index, item) in run.nested.enumerated() {
      let isLast = index == run.nested.count - 1 && run.omitted == 0
      switch item {
      case .refusal(let refusal, _):
        tree.branch(isLast: isLast) { write(refusal, to: &$0) }
      case .emission(let emission):
        guard let fold = EmissionFold(at: emission, inside: self.emission) else {
          tree.branch(isLast: isLast) { tree in
            tree.line {
              writeTitle(of: emission, to: &$0)
              if !emission.hasHandlers { $0.append("  nobody listens") }
            }
            writeBranches(of: emission, to: &tree)
          }
          break
        }
        tree.line { $0.append("⋮  \(fold.text(from: emission))", .faint) }
        guard let last = fold.resumption else { break }
        tree.branch(isLast: isLast) { tree in
          tree.line { writeTitle(of: last, to: &$0) }
          writeBranches(of: last, to: &tree)
        }
      }
    }
    guard run.omitted > 0 else { return }
    tree.branch(isLast: true) { tree in
      tree.line { $0.append("and \(run.omitted) more, each with its nested emissions") }
    }
  }

  private func write(_ refusal: EmissionRefusal, to tree: inout TreeWriter) {
    tree.line { line in
      line.append("\(refusal.event.spelling)  ")
      line.append("refused", .failed)
      line.append("  \(refusal.error)")
    }
    tree.branch(isLast: true) { tree in tree.line { $0.append("chain: \(refusal.chain)") } }
  }
}
