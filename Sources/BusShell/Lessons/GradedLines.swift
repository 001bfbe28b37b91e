import BusLanguage

/// The lines of a student's script, up to a limit that it may reach while it runs.
struct GradedLines: LineSource {
  let location = InputLocation.script("script")
  private var lines: ArraySlice<[UInt8]>
  private let isStopped: @Sendable () -> Bool

  init(_ lines: [[UInt8]], until isStopped: @escaping @Sendable () -> Bool) {
    (self.lines, self.isStopped) = (lines[...], isStopped)
  }

  mutating func next(_ request: LineRequest) async -> LineResult {
    guard let line = lines.first, !isStopped() else { return .end }
    lines.removeFirst()
    return .line(line)
  }
}
