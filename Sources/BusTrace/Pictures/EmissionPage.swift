import EventJSON
import Events
import TerminalText

/// A page in HTML that needs nothing else: an emission as a tree, a sequence and a timeline, and a
/// slider that goes through the records one by one.
///
/// Without JavaScript, in print and for screen readers everything is there, too: the pictures have
/// the tree and the list of records beside them.
struct EmissionPage {
  private let recording: Recording
  private let tree: PageTree
  private let sequence: SequencePicture
  private let timeline: TimelinePicture

  /// Indicates whether times are shown.
  private let isTimed: Bool

  /// The number of records that are shown.
  private let count: Int

  private static let maximumRecords = 5000

  init(of recording: Recording, showsTiming: Bool) {
    self.recording = recording
    count = min(recording.records.count, Self.maximumRecords)
    timeline = TimelinePicture(of: recording, showsTiming: showsTiming, isNarrow: true)
    isTimed = timeline.isTimed
    tree = PageTree(recording: recording, recordCount: count, isTimed: isTimed)
    sequence = SequencePicture(of: recording, labelColumns: 28)
  }

  var text: String {
    let title = recording.subject.title.shortened(to: 200)
    let page: Markup = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8"/>
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
      style-src 'unsafe-inline'; script-src 'unsafe-inline'"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <title>\(title)</title>
      <style>
      \(literal: PictureColor.variables)
      \(literal: PictureColor.styleSheet(below: "body"))
      \(literal: Picture.shapes)
      \(literal: Self.resource(PackageResources.page_css))</style>
      </head>
      <body>
      <header>
      <h1>\(title)</h1>
      <p>\(recording.subject.outcomeText)</p>
      \(concurrent)\(gaps)</header>
      \(player)
      <main>
      \(Self.panel("tree", "Tree", tree.markup))
      \(Self.panel("sequence", "Sequence", sequence.picture.embedded))
      \(Self.panel("timeline", "Timeline", timeline.picture.embedded))
      \(Self.panel("records", "Records", records))
      </main>
      <script>
      \(literal: Self.resource(PackageResources.page_js))</script>
      </body>
      </html>

      """
    return page.source
  }

  private static func resource(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self)
  }

  /// Returns a part of the page that scrolls, with keys too.
  private static func panel(_ name: String, _ title: String, _ content: Markup) -> Markup {
    """
    <section id="\(name)-panel">
    <h2 id="\(name)-heading">\(title)</h2>
    <div class="scroll" role="group" tabindex="0" aria-labelledby="\(name)-heading">
    \(content)
    </div>
    </section>
    """
  }
}

// MARK: - Parts

extension EmissionPage {
  /// The emissions that ran at the same time.
  private var concurrent: Markup {
    let others = recording.emissions.filter { $0.find(recording.subject.start.emission) == nil }
    let titles = others.map(\.title).joined(separator: ", ").shortened(to: 400)
    return others.isEmpty ? "" : "<p>At the same time: \(titles)</p>\n"
  }

  /// The notes on things that are not shown.
  private var gaps: Markup {
    let rest = recording.records.count - count
    let notes =
      recording.gaps + (rest > 0 ? ["not shown: \(rest.counted("more record"))"] : [])
    return "\(notes.map { "<p>\($0.shortened(to: 400))</p>\n" as Markup })"
  }

  private var player: Markup {
    let moves = [("first", "First"), ("back", "Back"), ("next", "Next"), ("last", "Last")]
    let buttons = moves.map { move, title -> Markup in
      "<button type=\"button\" data-move=\"\(move)\" aria-label=\"\(title) record\">\(title)</button>\n"
    }
    return """
      <section class="player" aria-labelledby="player-heading" hidden="">
      <h2 id="player-heading">Record by record</h2>
      <div class="controls">
      \(buttons)<input id="slider" type="range" min="1" max="\(count)" value="\(count)" step="1" \
      aria-label="Record" aria-valuetext="record \(count) of \(count)"/>
      <span id="place"></span>
      </div>
      <p id="now" role="status" aria-live="polite"></p>
      </section>
      """
  }

  private var records: Markup {
    let start = recording.records.first?.time ?? .zero
    let items = recording.records.prefix(count).enumerated().map { index, record -> Markup in
      let edge = Timeline.Edge(index: index, time: record.time)
      let passed = record.time > start ? (record.time - start).text : "0"
      let time = isTimed ? "<span class=\"time faint\">\(passed)</span> " as Markup : ""
      let number = record.fact.emission.map {
        "<span class=\"number faint\">#\($0)</span> " as Markup
      }
      let text = record.fact.sentence.shortened(to: 1000)
      let sentence: Markup =
        "<span class=\"text \(record.fact.color.rawValue)\">\(mark(record.fact.color))\(text)</span>"
      let detail = record.fact.detail.map { " <code>\($0.shortened(to: 2000))</code>" as Markup }
      return """
        <li data-x="\(timeline.position(of: edge))">\(time)\(number ?? "")\(sentence)\
        \(detail ?? "")</li>

        """
    }
    return "<ol id=\"records\">\n\(items)</ol>"
  }

  private func mark(_ color: PictureColor) -> Markup {
    color.mark.isEmpty ? "" : "\(PageTree.mark(color)) "
  }
}
