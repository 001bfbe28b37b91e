import EventJSON
public import Events

/// A line of a recording: a record, or another line that was printed between records.
public struct RecordedLine: Sendable {
  /// The number of the line, from 1.
  public let number: Int

  /// The kind of the record, such as `emission.started`.
  public let kind: String

  /// All members of the line, including those that this version does not know.
  public let members: EventData
}

/// The facts that a line can tell.
enum RecordedFact {
  case emissionStarted(EmissionTree, parent: Int?, position: Int?)
  case handlerStarted(emission: Int, EmissionTree.Handler)
  case handlerFinished(emission: Int, position: Int, HandlerEnd)
  case emissionFinished(emission: Int)
  case emissionCancelled(emission: Int)
  case emissionRefused(parent: Int?, EmissionTree.Refusal)
  case subscriptionsChanged(EventName, EmissionTree.Change)

  /// The end of a handler.
  struct HandlerEnd {
    let outcome: RecordedOutcome
    let error: String?
    let note: String?
  }
}

extension RecordedLine {
  /// The place of the line's record in its session; nil if it is no record.
  func moment() throws(RecordingError) -> EmissionTree.Moment? {
    guard let sequence: Int = try optional("seq") else { return nil }
    let time = try optional("time_ns", as: Int.self).map { Duration.nanoseconds($0) }
    return EmissionTree.Moment(sequence: sequence, time: time)
  }

  /// Returns the fact that the line tells; nil if this version knows no such kind.
  func fact(at moment: EmissionTree.Moment) throws(RecordingError) -> RecordedFact? {
    switch kind {
    case "emission.started":
      .emissionStarted(
        EmissionTree(
          number: try required("emission"),
          event: EventName(try required("event")),
          data: try optional("data") ?? [:],
          depth: try optional("depth") ?? 0,
          handlerCount: try required("handlers"),
          started: moment
        ),
        parent: try optional("parent"),
        position: try optional("position")
      )
    case "handler.started":
      .handlerStarted(
        emission: try required("emission"),
        EmissionTree.Handler(
          position: try required("position"),
          subscription: try required("subscription"),
          name: try required("handler"),
          started: moment
        )
      )
    case "handler.finished":
      .handlerFinished(
        emission: try required("emission"),
        position: try required("position"),
        try handlerEnd()
      )
    case "emission.finished": .emissionFinished(emission: try required("emission"))
    case "emission.cancelled": .emissionCancelled(emission: try required("emission"))
    case "emission.refused":
      .emissionRefused(
        parent: try optional("parent"),
        EmissionTree.Refusal(
          event: EventName(try required("event")),
          depth: try optional("depth") ?? 0,
          reason: try required("reason"),
          chain: try required("chain", as: [String].self).map { EventName($0) },
          moment: moment
        )
      )
    case "handler.subscribed": try change(isAdded: true, at: moment)
    case "handler.unsubscribed": try change(isAdded: false, at: moment)
    default: nil
    }
  }

  private func handlerEnd() throws(RecordingError) -> RecordedFact.HandlerEnd {
    let word: String = try required("outcome")
    guard let outcome = RecordedOutcome(rawValue: word), outcome != .running else {
      throw RecordingError(line: number, "expected an outcome, found \(JSONWriter.text(of: word))")
    }
    return RecordedFact.HandlerEnd(
      outcome: outcome,
      error: try optional("error"),
      note: try optional("note")
    )
  }

  /// Returns the change of an event's subscriptions; nil if there was none to remove.
  private func change(
    isAdded: Bool,
    at moment: EmissionTree.Moment
  ) throws(RecordingError) -> RecordedFact? {
    let handler: String = try required("handler")
    guard let subscription: Int = try optional("subscription") else { return nil }
    let change = EmissionTree.Change(
      isAdded: isAdded,
      subscription: subscription,
      handler: handler,
      moment: moment
    )
    return .subscriptionsChanged(EventName(try required("event")), change)
  }
}

// MARK: - Members

extension RecordedLine {
  private func required<Value: Sendable>(
    _ member: String,
    as type: Value.Type = Value.self
  ) throws(RecordingError) -> Value {
    do throws(EventDataError) {
      return try members.value(member, as: type)
    } catch {
      throw RecordingError(line: number, error.description)
    }
  }

  private func optional<Value: Sendable>(
    _ member: String,
    as type: Value.Type = Value.self
  ) throws(RecordingError) -> Value? {
    do throws(EventDataError) {
      return try members.valueIfPresent(member, as: type)
    } catch {
      throw RecordingError(line: number, error.description)
    }
  }
}
