import BusLanguage
import Events
import TerminalText

/// Text for people: emissions as trees, the output of commands as lists.
struct TextRenderer: TraceRenderer {
  let palette: Palette
  let interest: TraceInterest
  let showsTiming: Bool

  func text(of record: TimedRecord) -> String? { nil }

  func text(of emission: EmissionTrace, _ hint: Diagnostic.Help?) -> String? {
    lines(tree(emission).lines(hint: hint))
  }

  func text(of output: CommandOutput) -> String? {
    switch output {
    case .command(let text): lines(text.textLines.map(echoed))
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
    case .trace(let emission, let hint): lines(tree(emission).lines(hint: hint))
    case .order(let order):
      lines(OrderView(order: order, palette: palette, showsTiming: showsTiming).lines)
    case .timeline(let timeline, let columns):
      lines(TimelineView(timeline, palette, showsTiming: showsTiming, columns: columns).lines)
    case .explanation(let sentences): lines(sentences.map(explanation))
    case .difference(let rows, let columns): lines(difference(rows).lines(columns: columns))
    case .prediction(let rows):
      lines(
        rows.isEmpty ? ["as predicted, nobody starts"] : difference(rows).lines(columns: nil)
      )
    case .notice(let text): text
    case .export(_, let text): text
    case .traceList(let emissions): lines(traceList(emissions))
    case .state(let states): lines(states.flatMap(state))
    case .interleavings(let outcomes): lines(interleavings(outcomes))
    case .help(let text): text
    case .table(let table): lines(self.table(table))
    case .history(let entries, let first): lines(history(entries, first: first))
    }
  }

  private func tree(_ emission: EmissionTrace) -> TraceTree {
    TraceTree(emission, palette, showsTiming: showsTiming)
  }

  /// Returns a line of a command, safe to print; tabs stay, because an escape would change the
  /// command.
  private func echoed(_ line: String) -> String {
    line.split(separator: "\t", omittingEmptySubsequences: false).map { String($0).escaped }
      .joined(separator: "\t")
  }

  private func lines(_ lines: [String]) -> String {
    lines.linesText
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
        Cell(row.sameAs.map { "same as \($0)" } ?? "", .cancelled),
      ]
    }
    return Columns.aligned(rows, palette).map { "  " + $0 }
  }

  private func traceList(_ emissions: [EmissionTrace]) -> [String] {
    if emissions.isEmpty { return ["nothing is recorded"] }
    return Columns.aligned(
      emissions.map { emission in
        let start = emission.start
        return [
          Cell("#\(start.emission)", .faint), Cell(start.event.spelling, .event),
          Cell(tree(emission).outcome),
        ]
      },
      palette
    )
  }

  private func state(_ state: ServiceState) -> [String] {
    let rows = state.items.map { item in
      item.map { "\($0.name) \(($0.value as? String)?.escaped ?? JSONWriter.text(of: $0.value))" }
    }
    return [palette.paint(state.service, .event) + (rows.isEmpty ? ": nothing" : "")]
      + Columns.aligned(rows).map { "  " + $0 }
  }

  private func table(_ table: OutputTable) -> [String] {
    let cells = table.rows.map { $0.compactMap(\.cell) }
    return Columns.aligned(cells, palette) + (table.footer.map { [$0] } ?? [])
  }

  private func explanation(_ sentence: Explanation.Sentence) -> String {
    guard let rule = sentence.rule else { return sentence.text }
    return "\(sentence.text) \(palette.paint("(help \(rule))", .faint))"
  }

  private func difference(_ rows: [TraceDifference.Row]) -> DifferenceView {
    DifferenceView(rows: rows, palette: palette, showsTiming: showsTiming)
  }

  private func history(_ entries: [String]?, first: Int) -> [String] {
    guard let entries else { return ["no history: commands are kept at a prompt"] }
    let width = "\(first + entries.count - 1)".count
    return entries.enumerated().flatMap { index, entry in
      let number = "\(first + index)"
      let margin = String(repeating: " ", count: width - number.count) + number
      let rest = String(repeating: " ", count: width)
      return entry.textLines.enumerated().map { line, text in
        "\(line == 0 ? palette.paint(margin, .faint) : rest)  \(text.escaped)"
      }
    }
  }

  private func catalog(_ entries: [HandlerEntry]) -> [String] {
    let rows = Columns.aligned(entries.map { [$0.usage, $0.summary] })
    return zip(rows, entries).flatMap { row, entry in
      entry.fields.isEmpty ? [row] : [row, "    reads \(entry.fields.text)"]
    }
  }
}
