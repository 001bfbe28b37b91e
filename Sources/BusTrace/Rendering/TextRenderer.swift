import BusLanguage
import EventJSON
import EventRecording
import Events
import TerminalText

/// Text for people: emissions as trees, the output of commands as lists.
struct TextRenderer: TraceRenderer {
  /// The output for which text is wrapped.
  let output: any ShellOutput

  let palette: Palette
  let interest: TraceInterest
  let showsTiming: Bool

  /// Indicates whether the text goes where diagnostics go.
  var isForDiagnostics = false

  func utf8(of emission: EmissionTrace, _ hint: Diagnostic.Help?) -> [UInt8]? {
    tree(emission, hint)
  }

  /// The maximum width of a line; nil if there is none.
  var columns: Int? { (isForDiagnostics ? output.diagnostics : output.results).columns }

  func text(of output: CommandOutput) -> String? {
    switch output {
    case .command(let text): text.textLines.map(echoed).linesText
    case .subscribed where interest == .nothing: nil
    case .unsubscribed(_, _, found: true) where interest == .nothing: nil
    case .subscribed(let handler, let event):
      lines(["subscribed \(handler.escaped) to \(event.spelling)"])
    case .unsubscribed(let handler, let event, found: true):
      lines(["unsubscribed \(handler.escaped) from \(event.spelling)"])
    case .unsubscribed(let handler, let event, found: false):
      lines(["\(handler.escaped) is not subscribed to \(event.spelling)"])
    case .handlers(let listings): lines(handlers(listings))
    case .plan(let listing, let hint): lines(plan(listing, hint))
    case .catalog(let entries): lines(catalog(entries))
    case .trace(let emission, let hint): String(decoding: tree(emission, hint), as: UTF8.self)
    case .order(let order):
      lines(OrderView(order: order, palette: palette, showsTiming: showsTiming).lines(columns))
    case .timeline(let timeline):
      lines(
        TimelineView(timeline, palette, showsTiming: showsTiming, columns: columns ?? 80).lines
      )
    case .explanation(let sentences): lines(sentences.map(explanation))
    case .difference(let rows): lines(difference(rows).lines(columns: columns))
    case .prediction(let prediction): lines(self.prediction(prediction))
    case .notice(let texts): lines(texts.flatMap { $0.prose(columns) })
    case .pause(let handler, let event):
      lines(["next: \(handler.escaped), for \(event.spelling) (\(StepTable.choices), help)"])
    case .result(let run): lines(result(run))
    case .said(let text): lines(text.isEmpty ? [""] : text.escaped.prose(columns))
    case .export(_, let text): text
    case .traceList(let emissions, let count): lines(traceList(emissions, of: count))
    case .state(let states): lines(states.flatMap(state))
    case .interleavings(let all): lines(interleavings(all))
    case .help(let page): page.text(columns: columns)
    case .table(let table): lines(self.table(table))
    case .history(let entries, let first): lines(history(entries, first: first))
    }
  }

  private func tree(_ emission: EmissionTrace, _ hint: Diagnostic.Help?) -> [UInt8] {
    var tree = TreeWriter(palette, columns: columns)
    TraceTree(emission, showsTiming: showsTiming).write(to: &tree, hint: hint)
    return tree.utf8
  }

  /// Returns a line of a command, safe to print; tabs stay, because an escape would change the
  /// command.
  private func echoed(_ line: String) -> String {
    line.split(separator: "\t", omittingEmptySubsequences: false).map { String($0).escaped }
      .joined(separator: "\t")
  }

  /// Returns lines as text; those that are too wide are wrapped.
  private func lines(_ lines: [String]) -> String {
    lines.wrapped(columns, hanging: 2).linesText
  }
}

// MARK: - Answers

extension TextRenderer {
  private func handlers(_ listings: [SubscriptionListing]) -> [String] {
    if listings.isEmpty { return ["nothing is subscribed"] }
    return listings.flatMap { listing in
      [title(listing.event) + (listing.rows.isEmpty ? ": nobody listens" : "")] + table(listing)
    }
  }

  /// Returns the lines for a handler that has ended, with the number of its emission.
  private func result(_ run: HandlerTrace) -> [String] {
    let number = Cell("#\(run.run.emission)", .faint)
    let isTimed = showsTiming && run.duration?.textUnlessZero != nil
    let row = [number] + TraceTree.cells(of: run, showsTiming: isTimed)
    return Columns.aligned([row], palette, columns: columns)
  }

  private func plan(_ listing: SubscriptionListing, _ hint: Diagnostic.Help?) -> [String] {
    let title = title(listing.event)
    if listing.rows.isEmpty { return ["\(title): nobody listens"] + hint.lines(palette) }
    return ["\(title): \(listing.rows.count.counted("handler")), one after another"]
      + table(listing)
  }

  private func title(_ event: EventName) -> String { palette.paint(event.spelling, .event) }

  private func table(_ listing: SubscriptionListing) -> [String] {
    let rows = listing.rows.map { row in
      [
        Cell("\(row.position)"), Cell(row.handler.escaped),
        Cell("subscription \(row.id)", .faint),
        Cell(row.isOnce ? "once" : "", .event),
        Cell(row.sameAs.map { "same as \($0)" } ?? "", .cancelled),
      ]
    }
    return indented(rows, palette)
  }

  /// Returns rows of cells below a title.
  private func indented(_ rows: [[Cell]], _ palette: Palette) -> [String] {
    Columns.aligned(rows, palette, columns: columns.map { $0 - 2 }).map { "  " + $0 }
  }

  private func traceList(_ emissions: [EmissionTrace], of count: Int) -> [String] {
    if count == 0 { return ["nothing is recorded"] }
    if emissions.isEmpty { return ["no match among \(count.counted("emission"))"] }
    return Columns.aligned(
      emissions.map { emission in
        let start = emission.start
        return [
          Cell("#\(start.emission)", .faint), Cell(start.event.spelling, .event),
          Cell(TraceTree(emission, showsTiming: false).outcome(palette)),
        ]
      },
      palette,
      columns: columns
    )
  }

  private func state(_ state: ServiceState) -> [String] {
    let rows = state.items.map(cells)
    return [palette.paint(state.service, .event) + (rows.isEmpty ? ": nothing" : "")]
      + indented(rows, palette)
  }

  /// Returns the cells of an item that a service holds: its fields.
  func cells(of item: [(name: String, value: any Sendable)]) -> [Cell] {
    item.map {
      Cell("\($0.name) \(($0.value as? String)?.escaped ?? JSONWriter.text(of: $0.value))")
    }
  }

  private func table(_ table: OutputTable) -> [String] {
    let cells = table.rows.map { $0.compactMap(\.cell) }.filter { !$0.isEmpty }
    return Columns.aligned(cells, palette, columns: columns) + (table.footer.map { [$0] } ?? [])
  }

  private func explanation(_ sentence: Explanation.Sentence) -> String {
    guard let rule = sentence.rule else { return sentence.text }
    return "\(sentence.text) \(palette.paint("(help \(rule))", .faint))"
  }

  private func difference(_ rows: [TraceDifference.Row]) -> DifferenceView {
    DifferenceView(rows: rows, palette: palette, showsTiming: showsTiming)
  }

  /// The rows of a prediction; a wrong one has its score in an error.
  private func prediction(_ prediction: Prediction) -> [String] {
    var view = difference(prediction.rows)
    view.heading = prediction.heading
    let rows = prediction.rows.isEmpty ? [] : view.lines(columns: columns)
    return rows + (prediction.isRight && prediction.showsScore ? [prediction.score] : [])
  }

  private func history(_ entries: [String]?, first: Int) -> [String] {
    guard let entries else { return ["no history: only a prompt keeps one"] }
    let width = "\(first + entries.count - 1)".count
    let rest = String(repeating: " ", count: width)
    return entries.enumerated().flatMap { index, entry in
      let number = "\(first + index)"
      let margin = String(repeating: " ", count: width - number.count) + number
      let lines = entry.textLines.map(\.escaped).wrapped(columns.map { $0 - width - 2 })
      return lines.enumerated().map { line, text in
        "\(line == 0 ? palette.paint(margin, .faint) : rest)  \(text)"
      }
    }
  }

  private func catalog(_ entries: [HandlerEntry]) -> [String] {
    let cells = entries.map { [Cell($0.usage), Cell($0.summary)] }
    return zip(Columns.rows(cells, columns: columns), entries).flatMap { row, entry in
      let reads =
        entry.fields.isEmpty ? [] : "reads \(entry.fields.text)".prose((columns ?? 80) - 4)
      return row + reads.map { "    " + $0 }
    }
  }
}
