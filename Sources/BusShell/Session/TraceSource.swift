import BusLanguage
import BusTrace

/// The recorded emissions that views are about: the trace of the session, or an opened recording.
protocol TraceSource {
  /// The emissions that have ended and are not nested, in the order of their ends.
  var emissions: [EmissionTrace] { get }

  /// Those of them that `expect … in EVENT` looks at.
  var latestEmissions: [EmissionTrace] { get }

  /// The emissions that have not ended and are not nested.
  var runningEmissions: [EmissionTrace] { get }

  /// The emissions that a list shows.
  var listedEmissions: [EmissionTrace] { get }

  /// Indicates whether the times of the emissions are known.
  var hasTimes: Bool { get }

  /// Looks up an emission.
  ///
  /// - Parameter number: The number of the emission; nil for the one that ended last.
  /// - Returns: The emission with everything nested in it.
  /// - Throws: A diagnostic if it is not there, or has not ended.
  func emission(_ number: Int?) throws(Diagnostic) -> EmissionTrace

  /// Returns a hint for the event of an emission that nobody listened to.
  func hint(for emission: EmissionTrace) -> Diagnostic.Help?
}

extension TraceRecorder: TraceSource {
  var listedEmissions: [EmissionTrace] { emissions }
  var hasTimes: Bool { true }
}

extension OpenedRecording: TraceSource {
  var latestEmissions: [EmissionTrace] { emissions }
  var listedEmissions: [EmissionTrace] { emissions + runningEmissions }

  func hint(for emission: EmissionTrace) -> Diagnostic.Help? { nil }
}
