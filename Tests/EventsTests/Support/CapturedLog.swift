import InMemoryLogging
import Logging

/// A logger and its entries of all levels.
struct CapturedLog {
  private let handler: InMemoryLogHandler

  init() {
    var handler = InMemoryLogHandler()
    handler.logLevel = .trace
    self.handler = handler
  }

  var logger: Logger {
    Logger(label: "test") { [handler] _ in handler }
  }

  var entries: [InMemoryLogHandler.Entry] { handler.entries }

  var messages: [String] { entries.map { "\($0.message)" } }
}
