import Foundation

/// One row of the table: the same work done by the bus and by its peers.
struct Row {
  let name: String

  /// What is counted: nanoseconds of something, milliseconds, megabytes.
  let unit: String

  /// How many repetitions are enough, where one takes long.
  var most = Int.max

  /// The first one is what the goals are about.
  let contestants: [Contestant]

  /// Measures all contestants in turn, so that what the machine does besides hits them alike.
  func measured(repetitions: Int) async throws -> [String] {
    var samplers: [(contestant: Contestant, sample: Sampler)] = []
    var missing: [Contestant] = []
    for contestant in contestants {
      if let sample = try await contestant.prepare() {
        samplers.append((contestant, sample))
      } else {
        missing.append(contestant)
      }
    }
    var series = Array(repeating: Series(), count: samplers.count)
    for _ in 0..<min(repetitions, most) {
      for (index, sampler) in samplers.enumerated() {
        series[index].values.append(try await sampler.sample())
      }
    }
    return zip(samplers, series).enumerated().map { index, measured in
      Table.line(
        row: index == 0 ? self : nil,
        measured.0.contestant,
        measured.1,
        ratio: index == 0 ? nil : series[0].ratio(to: measured.1)
      )
    } + missing.map { Table.line(missing: $0) }
  }
}

/// Takes one sample, in the unit of the row.
typealias Sampler = () async throws -> Double

/// Somebody who does the work of a row.
struct Contestant {
  let name: String

  /// The first contestant takes at most this many times as long, or there is no goal.
  var goal: Double?

  /// Sets up the work; nil if this machine cannot do it.
  let prepare: () async throws -> Sampler?
}

extension Contestant {
  /// The fastest build of a program, as one sample of each tells.
  init(
    name: String,
    goal: Double?,
    of program: Program,
    prepare: @escaping (URL) async throws -> Sampler?
  ) {
    self.init(name: name, goal: goal) {
      var fastest: (time: Double, sample: Sampler)?
      let paths = try program.paths
      for path in paths {
        guard let sample = try await prepare(path) else { continue }
        if paths.count == 1 { return sample }
        let time = try await sample()
        if time < fastest?.time ?? .infinity { fastest = (time, sample) }
      }
      return fastest?.sample
    }
  }
}

/// The samples of one contestant.
struct Series {
  var values: [Double] = []

  var minimum: Double { values.min() ?? .nan }
  var median: Double { Series.median(values) }

  /// The median of the ratios, each of two samples that were taken one right after the other.
  func ratio(to other: Series) -> Double {
    Series.median(zip(values, other.values).map { $0 / $1 })
  }

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return sorted.isEmpty ? .nan : sorted[sorted.count / 2]
  }
}
