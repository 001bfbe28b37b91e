package import BusLanguage
package import BusShell
public import Events

/// A console for an application that is built around an event bus.
///
/// A program that describes its application gets the prompt, the scripts and the traces of `busctl`
/// around its own handlers:
///
/// ```swift
/// await BusConsole("shop", version: "1.0") { bus, clock in
///   ConsoleApplication(
///     handlers: [
///       ConsoleHandler(to: OrderPaid.self, "ship", "send the goods") { order, context in
///         context.note("order \(order.id) is on its way")
///       }
///     ]
///   )
/// }.main()
/// ```
///
/// <doc:YourOwnConsole> shows a whole program.
public struct BusConsole: Sendable {
  /// The name of the program: in its prompt, its messages, its files and its environment variables.
  public let name: String

  /// The version, as `--version` prints it.
  public let version: String

  /// One sentence on what the program is for, without a full stop.
  public let summary: String

  /// More text for `--help` and the manual page; empty for none.
  public let note: String

  /// The reason why the application cannot be made again; nil if it can.
  let obstacle: String?

  let makeApplication: @Sendable (EventBus, any Clock<Duration>) -> ConsoleApplication

  /// Indicates whether there are the lessons, which are about the demo application.
  package var hasLessons = false

  /// Creates a console for an application that can be made again.
  ///
  /// `reset`, `undo` and each run of `interleave` make a new application, which must not share state
  /// with an earlier one.
  ///
  /// - Parameters:
  ///   - name: The name of the program: letters, digits, `-` and `_`.
  ///   - version: The version, as `--version` prints it.
  ///   - summary: One sentence on what the program is for, without a full stop.
  ///   - note: More text for `--help` and the manual page.
  ///   - application: Makes the application and describes it. The closure gets the bus of the
  ///     application, and the clock for handlers that wait. With `--clock virtual` this is the
  ///     virtual clock.
  public init(
    _ name: String,
    version: String,
    summary: String = "emit events, and see what their handlers do",
    note: String = "",
    application:
      @escaping @Sendable (
        _ bus: EventBus, _ clock: any Clock<Duration>
      ) -> ConsoleApplication
  ) {
    self.init(name, version, summary, note, obstacle: nil, application)
  }

  /// Creates a console for a running application.
  ///
  /// `reset`, `undo` and `interleave` are refused with a reason: there is no second application.
  ///
  /// - Parameters:
  ///   - name: The name of the console: letters, digits, `-` and `_`.
  ///   - version: The version.
  ///   - application: The description of the application.
  ///   - reason: The reason why the application cannot be made again, as the end of a sentence that
  ///     begins with "an application that".
  public init(
    _ name: String,
    version: String,
    running application: ConsoleApplication,
    because reason: String = "is running already"
  ) {
    self.init(name, version, "inspect the running application", "", obstacle: reason) { _, _ in
      application
    }
  }

  private init(
    _ name: String,
    _ version: String,
    _ summary: String,
    _ note: String,
    obstacle: String?,
    _ application: @escaping @Sendable (EventBus, any Clock<Duration>) -> ConsoleApplication
  ) {
    precondition(name.isProgramName, "the name of a console is letters, digits, - and _")
    (self.name, self.version, self.summary, self.note) = (name, version, summary, note)
    self.obstacle = obstacle
    makeApplication = application
  }

  /// Runs the program as its arguments say, and ends the process with an exit status.
  ///
  /// Without arguments, it shows a prompt at a terminal, and reads a script from standard input
  /// otherwise.
  public func main() async -> Never { await ConsoleProgram(self).main() }

  /// Runs the console inside a process, on a bus that exists, until the user leaves it.
  ///
  /// At a terminal it shows a prompt; otherwise it reads commands from standard input. While it
  /// runs, all emissions on the bus are traced. At the end, the handlers of the console itself,
  /// such as `print`, are unsubscribed, and the bus is as it was. Cancelling the task ends it, too.
  ///
  /// The handlers of the application are not subscribed again. Handlers on the bus that the
  /// application does not describe are in the catalog with their names.
  ///
  /// - Parameter bus: The bus. One console at a time can run on it.
  public func run(on bus: EventBus) async { await ConsoleProgram(self).run(on: bus) }
}

extension BusConsole {
  /// The application as a shell sees it.
  package var source: ApplicationSource {
    ApplicationSource(of: name, obstacle: obstacle) { bus, clock in
      makeApplication(bus, clock).hosted(by: self, on: bus)
    }
  }

  /// The commands and handlers at the start.
  package var language: CommandLanguage { source.language }
}

extension String {
  /// Indicates whether the text can be the name of a program in files, variables and shells.
  fileprivate var isProgramName: Bool {
    first?.isLetter == true
      && allSatisfy { character in
        character.isASCII
          && (character.isLetter || character.isNumber || character == "-" || character == "_")
      }
  }
}
