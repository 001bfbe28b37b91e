public import Events

/// The error of a wait for an emission that did not end in time.
public struct EventTimeout: Error, CustomStringConvertible {
  /// The event that was waited for.
  public let event: EventName

  /// The longest time to wait.
  public let timeout: Duration

  /// The emissions that were recorded, up to the end of the wait.
  public let recorded: RecordedEmissions

  /// The event, the time, and the trees of what was recorded.
  public var description: String {
    """
    expected an emission of '\(event)' within \(timeout), found:
    \(recorded)
    """
  }
}
