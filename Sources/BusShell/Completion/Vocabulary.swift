package import BusLanguage
import BusTrace
import DemoApplication
import Events
import TerminalText

/// What a session has names for.
///
/// An object, because each line is asked for with it.
package final class Vocabulary: Sendable {
  private let bus: EventBus
  private let recorder: TraceRecorder
  private let services: DemoServices

  init(bus: EventBus, recorder: TraceRecorder, services: DemoServices) {
    self.bus = bus
    self.recorder = recorder
    self.services = services
  }

  /// What a session has names for when it starts.
  package static func atStart(_ options: ShellOptions) -> Vocabulary {
    let output = NoOutput()
    let printer = TracePrinter(options.renderer(for: output), output: output)
    return Session(options, clock: OrderedClock(ContinuousClock()), printer: printer).vocabulary
  }

  /// How many events somebody listens to.
  package var eventCount: Int { bus.events.count }

  /// How many emissions run, not counting those inside of others.
  package var runningCount: Int { recorder.runningCount }

  /// The events that somebody listens to, or has listened to.
  var events: [EventName] { recorder.knownEvents }

  /// The handlers that are subscribed to an event, or to any, each once.
  func handlers(of event: EventName?) -> [String] {
    let events = event.map { [$0] } ?? bus.events
    var names: Set<String> = []
    return events.flatMap { bus.subscriptions(to: $0) }.map(\.handler.name)
      .filter { names.insert($0).inserted }
  }

  /// The numbers of the recorded emissions, with their events.
  var emissions: [(number: Int, event: EventName)] {
    recorder.emissions.map { ($0.start.emission, $0.start.event) }
  }

  var invites: [String] { services.invites.all.map(\.id) }

  var serviceNames: [String] { services.state.map(\.service) }
}

/// For a session that nobody sees.
private struct NoOutput: ShellOutput {
  let results = OutputTraits()
  let diagnostics = OutputTraits()
  let columns: Int? = nil
  let isClosed = true

  func write(_ text: String) {}
  func writeDiagnostic(_ text: String) {}
  func flush() {}
}
