import DemoDomain
import EventBus

/// What a session has names for.
package struct Vocabulary: Sendable {
  /// Lists a folder: the names in it, those of folders with a slash at the end.
  package typealias FolderList = @Sendable (String) -> [String]

  private let bus: EventBus
  private let recorder: TraceRecorder
  private let services: DemoServices
  let list: FolderList

  init(_ session: Session, list: @escaping FolderList) {
    bus = session.bus
    recorder = session.recorder
    services = session.domain.services
    self.list = list
  }

  /// What a session has names for when it starts.
  package init(_ options: ShellOptions, list: @escaping FolderList) {
    self.init(
      Session(options, clock: OrderedClock(ContinuousClock()), output: NoOutput()),
      list: list
    )
  }

  /// The events that somebody listens to, or has listened to.
  var events: [EventName] { recorder.knownEvents }

  /// The handlers that are subscribed to an event, or to any, each once.
  func handlers(of event: EventName?) -> [String] {
    let events = event.map { [$0] } ?? bus.events
    var names: Set<String> = []
    return events.flatMap { bus.registrations(for: $0) }.map(\.handler.name)
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
  let isClosed = true

  func write(_ text: String) {}
  func writeDiagnostic(_ text: String) {}
  func flush() {}
}
