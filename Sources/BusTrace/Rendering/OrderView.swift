import BusLanguage
import Events
import TerminalText

/// What happened, in the order in which it happened, across emissions that ran at the same time.
struct OrderView {
  let recording: Recording
  let palette: Palette
  let showsTiming: Bool

  /// How many levels are indented: what is deeper stands below them, so that lines stay short.
  private static let deepestMargin = 16

  var lines: [String] {
    let start = recording.records.first?.time ?? .zero
    return Columns.aligned(
      recording.records.enumerated().map { index, record in
        let number = [Cell("\(index + 1)", .faint)]
        let time = showsTiming ? [Cell((record.time - start).text, .faint)] : []
        return number + time + [Cell(record.emissionText, .faint)] + [cell(record)]
      },
      palette
    ) + recording.gaps
  }

  private func cell(_ record: TimedRecord) -> Cell {
    let depth = min(recording.depth(of: record), Self.deepestMargin)
    let margin = String(repeating: "  ", count: depth)
    return Cell(margin + record.sentence, record.style)
  }
}

extension TimedRecord {
  /// The number of the emission that the record is about, as it is shown.
  fileprivate var emissionText: String { emission.map { "#\($0)" } ?? "" }

  /// The number of the emission that the record is about.
  var emission: Int? {
    switch fact {
    case .emissionStarted(let start): start.emission
    case .handlerStarted(let run), .handlerFinished(let run, _, _): run.emission
    case .emissionFinished(let end): end.emission
    case .emissionRefused(let refusal): refusal.parent?.emission
    case .handlerSubscribed, .handlerUnsubscribed: nil
    }
  }

  /// What happened, in words.
  var sentence: String {
    switch fact {
    case .emissionStarted(let start):
      "\(start.event.spelling) starts" + (start.handlers.isEmpty ? ", nobody listens" : "")
    case .handlerStarted(let run): "\(run.name) starts"
    case .handlerFinished(let run, .completed, let note):
      "\(run.name) \(run.isSkipped(note: note) ? "is skipped" : "completes")"
    case .handlerFinished(let run, .failed(let error), _):
      "\(run.name) fails: \("\(error)".escaped)"
    case .handlerFinished(let run, .cancelled, _): "\(run.name) is cancelled"
    case .emissionFinished(let end): "\(end.event.spelling) ends"
    case .emissionRefused(let refusal):
      "\(refusal.event.spelling) is refused: \(refusal.error), \(refusal.chain)"
    case .handlerSubscribed(let event, let subscription):
      "\(subscription.handler.name.escaped) is subscribed to \(event.spelling)"
    case .handlerUnsubscribed(let event, let handler, _):
      "\(handler.name.escaped) is unsubscribed from \(event.spelling)"
    }
  }

  fileprivate var style: Palette.Style? {
    switch fact {
    case .emissionStarted: .event
    case .handlerFinished(_, .failed, _), .emissionRefused: .failed
    case .handlerFinished(_, .cancelled, _): .cancelled
    default: nil
    }
  }
}

extension HandlerRun {
  /// The handler's name, safe to show.
  var name: String { subscription.handler.name.escaped }
}

extension EmissionRefusal {
  /// How many events of a chain are shown at each end of it.
  private static let ends = 3

  /// The events that led to the refused one, and it; those in the middle of many are left out.
  var chain: String {
    let events = error.chain.map(\.spelling)
    let shown =
      events.count > 2 * Self.ends + 1
      ? events.prefix(Self.ends) + ["..."] + events.suffix(Self.ends) : events[...]
    return shown.joined(separator: " > ")
  }
}

extension Recording {
  /// How far inside of others a record is: emissions count, and so do their handlers.
  func depth(of record: TimedRecord) -> Int {
    guard let emission = record.emission, let start = starts[emission] else { return 0 }
    switch record.fact {
    case .handlerStarted, .handlerFinished: return start.depth * 2 + 1
    case .emissionRefused: return start.depth * 2 + 2
    default: return start.depth * 2
    }
  }

  /// An emission by its number.
  func find(_ number: Int) -> EmissionTrace? {
    emissions.lazy.compactMap { $0.find(number) }.first
  }
}
