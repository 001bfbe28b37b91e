import Foundation

/// Runs the bus and its peers on the same work, and prints one table.
///
///     swift run -c release --package-path Tests/Benchmarks [--quick] [--only PATTERN]
///
/// `--quick` takes three repetitions, not eleven. `--only` takes the rows whose name contains the
/// pattern.
@main
struct Benchmarks {
  /// Away from the main actor, where a row of its own measures.
  @concurrent
  static func main() async throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    if arguments.first == subscriptionMemoryOption, let registering = arguments.last {
      return print(Registering(rawValue: registering)?.bytes() ?? .nan)
    }
    let repetitions = arguments.contains("--quick") ? 3 : 11
    let pattern = arguments.drop { $0 != "--only" }.dropFirst().first

    let rows =
      handlerRows + emissionRows + featureRows + recordingRows + concurrencyRows + subscriptionRows
      + memoryRows + toolRows
    let wanted = rows.filter { row in pattern.map(row.name.contains) ?? true }
    print(Table.legend(repetitions))
    print(Table.header)
    for row in wanted {
      for line in try await row.measured(repetitions: repetitions) { print(line) }
    }
  }
}
