/// One subscription of a handler to an event.
///
/// A handler that is subscribed twice has two registrations, which differ in their ``id``.
public struct Registration: Sendable, Identifiable {
  /// The registration's number on its bus: 1 for the first, and no number twice.
  public let id: Int

  /// The handler that runs.
  public let handler: EventHandler
}
