import BusLanguage
import EventJSON
import EventRecording
import Events
import TerminalText

/// An emission as a tree: the handlers in running order, and below each the emissions that it made.
struct TraceTree {
  private let emission: EmissionTrace
  private let palette: Palette
  private let showsTiming: Bool

  /// The maximum width of a line; nil if there is none.
  private let columns: Int?

  init(_ emission: EmissionTrace, _ palette: Palette, showsTiming: Bool, columns: Int? = nil) {
    self.emission = emission
    self.palette = palette
    self.showsTiming = showsTiming
    self.columns = columns
  }

  /// Returns the whole tree with its summary; if nobody listened, with a hint.
  func lines(hint: Diagnostic.Help?) -> [String] {
    wrapped(title(of: emission), columns)
      + branches(of: emission, columns) + [summary] + hint.lines(palette)
  }

  /// Returns the lines for late changes.
  private func changes(of emission: EmissionTrace) -> [String] {
    let omitted = emission.omittedChanges
    let rest = omitted > 0 ? ["and \(omitted) more changes"] : []
    return (emission.lateChanges.map { "\($0.mark) \($0.name)  \($0.consequence)" } + rest)
      .map { palette.paint($0, .faint) }
  }

  private func title(of emission: EmissionTrace) -> String {
    let start = emission.start
    let number = palette.paint("#\(start.emission)", .faint)
    let event = palette.paint(start.event.spelling, .event)
    return "\(number) \(event) \(JSONWriter.text(of: start.data))"
  }

  /// The outcome of the emission, with its duration if it ran anything.
  private var summary: String {
    guard showsTiming, emission.hasHandlers, let duration = emission.duration?.textUnlessZero
    else { return outcome }
    return "\(outcome) \(palette.paint("in \(duration)", .faint))"
  }

  /// The outcome of the emission.
  var outcome: String {
    guard emission.hasHandlers else { return "nobody listens" }
    var text = emission.start.handlerCount.counted("handler")
    if emission.end == nil { return text + ": still running" }
    var separator = ": "
    for (count, word) in emission.outcomes {
      text += separator
      text += palette.paint(String(count) + " " + word.rawValue, word.style)
      separator = ", "
    }
    return text + nestedOutcome
  }

  /// The failures and refusals in nested emissions, which the other counts leave out.
  private var nestedOutcome: String {
    let counts = [(emission.nestedFailures, "failed"), (emission.refusals, "refused")]
    let parts = counts.filter { $0.0 > 0 }.map { palette.paint("\($0.0) \($0.1)", .failed) }
    return parts.isEmpty ? "" : "; nested: \(parts.joined(separator: ", "))"
  }
}

// MARK: - Branches

extension TraceTree {
  /// The width of the lines at the left of a branch.
  private static let edgeWidth = 3

  /// The indent of what does not fit into the first line of a branch.
  private static let hanging = 4

  /// Returns the width of what stands one level deeper.
  ///
  /// Lines that are nested deeply become wider than the row, because a word on several rows would
  /// say less.
  private static func columnsInside(_ columns: Int) -> Int {
    max(columns - edgeWidth, min(columns, leastColumns))
  }

  private static let leastColumns = 20

  /// Returns the lines below the title of an emission, of at most a number of columns.
  private func branches(of emission: EmissionTrace, _ columns: Int?) -> [String] {
    let inner = columns.map(Self.columnsInside)
    let showsDurations =
      showsTiming && emission.runs.contains { $0.duration?.textUnlessZero != nil }
    let rows = Columns.rows(
      emission.runs.map { Self.cells(of: $0, showsTiming: showsDurations) },
      palette,
      columns: inner
    )
    let changes = changes(of: emission)
    return zip(rows, emission.runs).enumerated().flatMap { index, row in
      let isLast = index == emission.runs.count - 1 && changes.isEmpty
      return branch(row.0 + nested(row.1, inner), isLast: isLast)
    }
      + changes.enumerated().flatMap { index, change in
        branch(wrapped(change, inner), isLast: index == changes.count - 1)
      }
  }

  /// Returns the cells of a handler: its name, its outcome and its note.
  static func cells(of run: HandlerTrace, showsTiming: Bool) -> [Cell] {
    let name = Cell(run.name)
    let outcome = run.word
    let duration = showsTiming ? [Cell(run.duration?.textUnlessZero ?? "", .faint)] : []
    return [name, Cell(outcome.rawValue, outcome.style)] + duration + [Cell(run.detail)]
  }

  /// Returns the lines below a handler.
  private func nested(_ run: HandlerTrace, _ columns: Int?) -> [String] {
    let inner = columns.map(Self.columnsInside)
    let omitted =
      run.omitted > 0 ? branch(wrapped(omission(run.omitted), inner), isLast: true) : []
    return run.nested.enumerated().flatMap { index, item in
      let isLast = index == run.nested.count - 1 && omitted.isEmpty
      switch item {
      case .refusal(let refusal, _):
        let refused = palette.paint("refused", .failed)
        let line = "\(refusal.event.spelling)  \(refused)  \(refusal.error)"
        let chain = wrapped("chain: \(refusal.chain)", inner.map { $0 - Self.edgeWidth })
        return branch(wrapped(line, inner) + branch(chain, isLast: true), isLast: isLast)
      case .emission(let emission):
        if let fold = EmissionFold(at: emission, inside: self.emission) {
          let line = palette.paint("⋮  \(fold.text(from: emission))", .faint)
          guard let last = fold.resumption else { return wrapped(line, columns) }
          return wrapped(line, columns)
            + branch(wrapped(title(of: last), inner) + branches(of: last, inner), isLast: isLast)
        }
        let nobody = emission.hasHandlers ? "" : "  nobody listens"
        let title = wrapped(title(of: emission) + nobody, inner)
        return branch(title + branches(of: emission, inner), isLast: isLast)
      }
    } + omitted
  }

  private func omission(_ count: Int) -> String {
    "and \(count) more, each with its nested emissions"
  }

  private func wrapped(_ line: String, _ columns: Int?) -> [String] {
    line.wrapped(columns, hanging: Self.hanging)
  }

  /// Returns lines with the edge of a branch at their left.
  private func branch(_ lines: [String], isLast: Bool) -> [String] {
    let corner = palette.paint(isLast ? "└─" : "├─", .faint)
    let edge = isLast ? "  " : palette.paint("│", .faint) + " "
    return lines.enumerated().map { "\($0 == 0 ? corner : edge) \($1)" }
  }
}
