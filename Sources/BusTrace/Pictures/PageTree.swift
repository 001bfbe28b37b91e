import BusLanguage
import EventJSON
import Events
import TerminalText

/// The emissions of a page as nested lists: the handlers in running order, and below each the
/// emissions that it made.
struct PageTree {
  let recording: Recording

  /// The number of records that the page shows; what starts later is left out.
  let recordCount: Int

  /// Indicates whether times are shown.
  let isTimed: Bool

  private static let maximumData = 200
  private static let maximumName = 200

  var markup: Markup {
    "<ul class=\"tree\">\n\(recording.emissions.map { item(of: $0, inside: $0) })</ul>"
  }

  /// Returns the mark of an outcome as a picture in a line of text.
  static func mark(_ color: PictureColor) -> Markup {
    """
    <svg class="mark" viewBox="-7 -7 14 14" aria-hidden="true"><path d="\(color.mark)"/></svg>
    """
  }

  private func item(of emission: EmissionTrace, inside root: EmissionTrace) -> Markup {
    let data = JSONWriter.text(of: emission.start.data).shortened(to: Self.maximumData)
    let event = emission.start.event.spelling.shortened(to: Self.maximumName)
    let end: Markup = emission.cancelled == nil ? "" : " \(outcome(.cancelled))"
    let nobody: Markup = emission.hasHandlers ? "" : " <span class=\"faint\">nobody listens</span>"
    let line: Markup = """
      <span class="number faint">#\(emission.start.emission)</span> \
      <span class="event">\(event)</span> <code>\(data)</code>\(end)\(nobody)
      """
    return item(
      line,
      emission.started,
      emission.ended,
      emission.runs.map { item(of: $0, in: emission, inside: root) }
        + emission.lateChanges.map(item(of:))
    )
  }

  private func item(
    of run: HandlerTrace,
    in emission: EmissionTrace,
    inside root: EmissionTrace
  ) -> Markup {
    let detail = run.detail.shortened(to: Self.maximumData)
    let text: Markup = detail.isEmpty ? "" : " <span class=\"detail text\">\(detail)</span>"
    let line: Markup = """
      <span class="name">\(run.name.shortened(to: Self.maximumName))</span> \
      \(outcome(PictureColor(run.word)))\(time(run.duration))\(text)
      """
    var nested: [Markup] = []
    for inner in run.nested {
      switch inner {
      case .refusal(let refusal, let timestamp): nested.append(item(of: refusal, at: timestamp))
      case .emission(let inner): nested += items(of: inner, inside: root)
      }
    }
    if run.omitted > 0 {
      nested.append(note("and \(run.omitted) more, each with its nested emissions"))
    }
    return item(line, run.started, run.ended ?? emission.ended, nested)
  }

  /// Returns an emission, or the part of the tree that is left out from it on.
  private func items(of emission: EmissionTrace, inside root: EmissionTrace) -> [Markup] {
    guard let fold = EmissionFold(at: emission, inside: root) else {
      return [item(of: emission, inside: root)]
    }
    let resumption = fold.resumption.map { item(of: $0, inside: root) }
    return [note("not shown: \(fold.text(from: emission))")] + (resumption.map { [$0] } ?? [])
  }

  private func item(of refusal: EmissionRefusal, at timestamp: Timestamp) -> Markup {
    let event = refusal.event.spelling.shortened(to: Self.maximumName)
    let line: Markup = """
      <span class="event">\(event)</span> \(outcome(.refused))\
       <span class="detail text">\(refusal.error.description), \(refusal.chain)</span>
      """
    return item(line, timestamp, timestamp, [])
  }

  private func item(of change: LateChange) -> Markup {
    let name = change.name.shortened(to: Self.maximumName)
    let line: Markup = """
      <span class="name">\(change.mark) \(name)</span> \
      <span class="faint">\(change.consequence)</span>
      """
    return item(line, change.timestamp, change.timestamp, [])
  }
}

// MARK: - Lines

extension PageTree {
  /// Returns an item with what is nested in it; nothing if it starts after the last record.
  private func item(
    _ line: Markup,
    _ start: Timestamp,
    _ end: Timestamp?,
    _ nested: [Markup]
  ) -> Markup {
    let first = recording.index(of: start)
    guard first < recordCount else { return "" }
    let last = end.map { recording.index(of: $0) } ?? recordCount
    let list: Markup = nested.isEmpty ? "" : "\n<ul>\n\(nested)</ul>\n"
    return """
      <li data-start="\(first)" data-end="\(last)"><div class="line">\(line)</div>\(list)</li>

      """
  }

  private func note(_ text: String) -> Markup {
    "<li><div class=\"line faint\">\(text)</div></li>\n"
  }

  /// Returns the mark and the word for an outcome, and those for a handler that is running, of which
  /// the slider chooses one.
  private func outcome(_ color: PictureColor) -> Markup {
    func span(_ color: PictureColor, _ name: String) -> Markup {
      """
      <span class="\(name) \(color.rawValue)">\(Self.mark(color)) \(color.rawValue)</span>
      """
    }
    return "\(span(color, "outcome"))\(span(.running, "progress"))"
  }

  private func time(_ duration: Duration?) -> Markup {
    guard isTimed, let duration, duration > .zero else { return "" }
    return " <span class=\"time faint\">\(duration.text)</span>"
  }
}
