package import BusConsole
package import BusLanguage
package import BusShell
import DemoApplication

extension BusConsole {
  /// The console of busctl.
  package static var demo: BusConsole {
    var console = Demo.console
    console.hasLessons = true
    return console
  }
}

extension CommandLanguage {
  /// The commands and handlers of busctl.
  package static let demo = BusConsole.demo.language
}

extension ApplicationSource {
  /// The application of busctl.
  package static let demo = BusConsole.demo.source
}
