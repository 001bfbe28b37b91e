import BusLanguage
import EventJSON
import EventRecording
import Events
import TerminalText

/// One JSON object a line: every record when it happens, and the output of commands.
struct JSONLinesRenderer: TraceRenderer {
  let interest: TraceInterest
  let showsTiming: Bool

  func utf8(of timed: TimedRecord) -> [UInt8]? {
    RecordLine.utf8(
      timed.sequence,
      timed.fact,
      time: showsTiming ? timed.time : nil,
      duration: timed.duration
    )
  }

  func utf8(of emission: EmissionTrace, _ hint: Diagnostic.Help?) -> [UInt8]? { nil }

  func text(of output: CommandOutput) -> String? {
    switch output {
    case .command(let text):
      line { line in
        line.add("kind", "command")
        line.add("text", text)
      }
    case .subscribed, .unsubscribed: nil
    case .handlers(let listings):
      listings.map { listing in
        line { line in
          line.add("kind", "handlers")
          line.add(listing)
        }
      }.joined()
    case .plan(let listing, _):
      line { line in
        line.add("kind", "plan")
        line.add(listing)
      }
    case .catalog(let entries):
      entries.map { entry in
        line { line in
          line.add("kind", "catalog")
          line.add("handler", entry.name)
          line.add("usage", entry.usage)
          line.add("summary", entry.summary)
          let fields = entry.fields.map { field in
            JSONWriter.object { object in
              object.add("name", field.name)
              object.add("optional", field.isOptional)
              switch field.scope {
              case .everywhere: break
              case .only(let event): object.add("only_on", event.rawValue)
              case .except(let events):
                object.add("except_on", events.map(\.rawValue))
              }
            }
          }
          line.add("fields", json: JSONWriter.array(fields))
        }
      }.joined()
    case .trace(let emission, _):
      TraceObject(showsTiming: showsTiming).text(of: emission, kind: "trace") + "\n"
    case .order(let order): text(of: order)
    case .timeline(let timeline): text(of: timeline)
    case .explanation(let sentences):
      sentences.map { sentence in
        line { line in
          line.add("kind", "explanation")
          line.add("text", sentence.text)
          line.add("rule", sentence.rule)
        }
      }.joined()
    case .notice(let texts): notice(texts.flatMap { $0.prose(nil) }.linesText)
    case .pause(let handler, let event): notice("next: \(handler), for \(event)\n")
    case .result: nil
    case .said(let text):
      line { line in
        line.add("kind", "said")
        line.add("text", text)
      }
    case .difference(let rows): rows.map(text(ofDifference:)).joined()
    case .prediction(let prediction): prediction.rows.map(text(ofPrediction:)).joined()
    case .export(let format, let text):
      line { line in
        line.add("kind", "export")
        line.add("format", format.rawValue)
        line.add("text", text)
      }
    case .traceList(let emissions, _):
      emissions.map { emission in
        line { line in
          line.add("kind", "trace.listed")
          line.add("emission", emission.start.emission)
          line.add("event", emission.start.event.rawValue)
          line.add(emission.end)
        }
      }.joined()
    case .state(let states):
      states.map { state in
        line { line in
          line.add("kind", "state")
          line.add("service", state.service)
          line.add("items", json: items(of: state))
        }
      }.joined()
    case .interleavings(let all): text(of: all)
    case .help(let page):
      line { line in
        line.add("kind", "help")
        line.add("text", page.text())
      }
    case .table(let table):
      table.rows.filter { $0.contains { !$0.name.isEmpty } }.map { row in
        line { line in
          line.add("kind", table.kind)
          for field in row where !field.name.isEmpty { line.add(named: field.name, field.value) }
        }
      }.joined()
    case .history(let entries, let first):
      (entries ?? []).enumerated().map { index, entry in
        line { line in
          line.add("kind", "history")
          line.add("number", first + index)
          line.add("text", entry)
        }
      }.joined()
    }
  }

  private func notice(_ text: String) -> String {
    line { line in
      line.add("kind", "notice")
      line.add("text", text)
    }
  }

  func line(_ members: (inout JSONWriter.Object) -> Void) -> String {
    String(decoding: JSONWriter.line(members), as: UTF8.self)
  }
}
