import BusLanguage
import Events

// A wrong description is a mistake in the code of the application, so it traps, with a message also
// in a release build.

extension ConsoleApplication {
  /// The first thing that the description says wrongly; nil if there is none.
  private var fault: String? {
    // 'state' is there if there are services.
    let commandNames = commands.map(\.name) + (services.isEmpty ? [] : ["state"])
    return Self.fault(of: commandNames, "commands")
      ?? Self.fault(of: handlers.map(\.handler.name), "handlers")
      ?? Self.fault(of: services.map(\.name), "services")
  }

  private static func fault(of names: [String], _ kind: String) -> String? {
    // Neither a set nor pairs: each new generic type takes a twentieth of a start.
    let sorted = names.sorted()
    guard let second = sorted.indices.first(where: { $0 > 0 && sorted[$0] == sorted[$0 - 1] })
    else { return nil }
    let name = sorted[second]
    return "expected \(kind) of different names, found two named '\(name)'"
  }

  /// Traps if something is said wrongly.
  func check() {
    if let fault { fatalError("ConsoleApplication: \(fault)") }
  }
}

extension ConsoleCommand {
  /// The first thing that the description says wrongly; nil if there is none.
  private var fault: String? {
    if Word.spelling(of: name) != name || name.hasPrefix("-") {
      return "expected a name that is one plain word, found '\(name)'"
    }
    for index in operands.indices.dropLast() {
      let (operand, next) = (operands[index], operands[index + 1])
      if operand.isList { return "expected a list as the last operand, found \(operand.name)" }
      if operand.isOptional, !next.isOptional {
        return "expected \(next.name) before the optional operands, found it after them"
      }
    }
    return nil
  }

  /// Traps if something is said wrongly.
  func check() {
    if let fault {
      fatalError("ConsoleCommand\(name.isEmpty ? "" : " '\(name)'"): \(fault)")
    }
  }
}
