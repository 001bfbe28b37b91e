import BusConsole
import DemoApplication

/// The program: the demo in its console.
@main
enum Program {
  static func main() async {
    var console = Demo.console
    console.hasLessons = true
    await console.main()
  }
}
