import Foundation
import Testing

/// A slice of a trace in the Trace Event Format, as Perfetto shows it.
struct ChromeSlice {
  /// The name, after the names of the slices around it.
  let path: String

  /// In nanoseconds.
  let begin: Double
  let end: Double

  /// Reads a trace by the rules of Perfetto (`slice_tracker.cc`).
  ///
  /// In each thread a slice is nested in those that have begun and not ended. A slice that ends as
  /// the next one begins has ended, unless both take no time.
  static func read(_ text: String) throws -> [ChromeSlice] {
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    let events = try #require(object?["traceEvents"] as? [[String: Any]])
    // Nanoseconds after the point are whole numbers again, so that sums are exact.
    let scale = text.contains(/"ts":\d+\./) ? 1000.0 : 1
    var open: [Int: [ChromeSlice]] = [:]
    var slices: [ChromeSlice] = []
    for event in events where event["ph"] as? String == "X" {
      let thread = try #require(event["tid"] as? Int)
      let begin = (try #require(event["ts"] as? Double) * scale).rounded()
      let duration = (try #require(event["dur"] as? Double) * scale).rounded()
      let name = try #require(event["name"] as? String)
      #expect(event["pid"] as? Int == 1)
      while let outer = open[thread]?.last,
        outer.end < begin || outer.end == begin && (duration > 0 || outer.end > outer.begin)
      {
        open[thread]?.removeLast()
      }
      let outer = open[thread]?.last
      let slice = ChromeSlice(
        path: "\(outer?.path ?? "") > \(name)",
        begin: begin,
        end: begin + duration
      )
      // Perfetto drops or cuts a slice that ends later than the one around it.
      #expect(outer.map { slice.end <= $0.end } ?? true)
      open[thread, default: []].append(slice)
      slices.append(slice)
    }
    return slices
  }
}

extension ReplayedTrace.Node {
  /// The paths of the slices of the node and of all nodes nested in it.
  func slices(in outer: String) -> [String] {
    if case .refusal = kind { return [] }
    let path = "\(outer) > \(number == nil ? name : title)"
    return [path] + children.flatMap { $0.slices(in: path) }
  }
}
