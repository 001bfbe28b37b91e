import BusLanguage
import BusShell
import Testing

/// Tests of an emission with a nested one, at each of whose handlers there is a pause.
protocol SteppedEmission {}

extension SteppedEmission {
  static var wiring: String {
    """
    subscribe a print first
    subscribe a relay b
    subscribe a print last
    subscribe b print inner
    step on
    emit a
    """
  }

  static var choices: String { " (next, into, run, skip, fail, back, help)" }

  /// Returns the output of the emission with answers at its pauses, and of commands after it.
  func printed(_ answers: String, after: String = "") async -> String {
    await transcript("\(Self.wiring)\n\(answers)\n\(after)") { $0.isEmpty = true }
  }

  /// Returns the questions in an output, each of which must name the choices.
  func pauses(in printed: String) -> [Substring] {
    printed.split(separator: "\n").filter { $0.hasPrefix("next: ") }.map { line in
      #expect(line.hasSuffix(Self.choices))
      return line.dropLast(Self.choices.count)
    }
  }
}
