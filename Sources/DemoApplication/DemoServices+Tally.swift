import BusConsole
import Events

extension DemoServices {
  /// The handler that counts as one must not: between reading and writing it waits.
  var tally: ConsoleHandler {
    ConsoleHandler(
      EventHandler(name: "tally") { [analytics, clock] _, context in
        let name = context.event.rawValue
        let tally = analytics.tally(of: name)
        try await clock.sleep(for: .milliseconds(100))
        analytics.setTally(of: name, to: tally + 1)
        context.note("read \(tally), wrote \(tally + 1)")
      },
      "read a tally, wait 100 ms, write it plus one",
      examples: ["subscribe page.viewed tally", "emit page.viewed", "state analytics"],
      readsData: false
    )
  }
}
