package import BusLanguage
import BusShell
import DemoApplication

extension CommandLanguage {
  /// The commands and handlers of busctl.
  package static let demo = Demo.hosted().language
}
