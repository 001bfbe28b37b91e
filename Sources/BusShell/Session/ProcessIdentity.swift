import BusLanguage
import EventRecording

/// The identity under which other processes know the events of this one.
struct ProcessIdentity {
  /// The origin of events if the user has chosen none.
  private let defaultSource: String

  /// The origin that the user has chosen.
  private let chosenSource: String?

  /// The name of this run of the process; nil in virtual time, where the same script makes the same
  /// events.
  private let run: String?

  /// The number of sessions so far.
  private var sessions = 0

  init(_ options: ShellOptions, of program: String) {
    defaultSource = program
    chosenSource = options.source
    run = options.clock == .real ? String(UInt64.random(in: .min ... .max), radix: 16) : nil
  }

  private var source: String { chosenSource ?? defaultSource }

  /// Returns the maker of events for the next session, which counts its emissions from 1.
  mutating func nextSession() -> CloudEventSource {
    sessions += 1
    let run = run ?? "virtual"
    return CloudEventSource(source, run: sessions == 1 ? run : "\(run)-\(sessions)")
  }

  /// Returns an inbox for the events of other processes.
  ///
  /// Many processes have the same origin if their users have chosen none; there those of this run are
  /// its own. In virtual time there are none then.
  func inbox(hopLimit: Int) -> CloudEventInbox {
    CloudEventInbox(hopLimit: hopLimit) { [chosenSource, defaultSource, run] event in
      if let chosenSource { return event.source == chosenSource }
      guard let run, event.source == defaultSource else { return false }
      return event.id.hasPrefix("\(run).") || event.id.hasPrefix("\(run)-")
    }
  }
}
