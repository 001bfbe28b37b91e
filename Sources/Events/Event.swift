import Synchronization

/// An event with a type of its own.
///
/// ```swift
/// struct InviteAccepted: Event {
///   static let name: EventName = "invite.accepted"
///   let userID: Int
///   let groupID: Int?
/// }
///
/// bus.subscribe(to: InviteAccepted.self) { invite in print("welcome, user", invite.userID) }
/// await bus.emit(InviteAccepted(userID: 7, groupID: nil))
/// ```
///
/// The ``name`` connects typed and untyped code. A handler for this type gets the event itself. An
/// untyped handler, and one for another type, see the fields that `encode(to:)` writes, and a
/// handler for this type decodes them from an untyped emission. `CodingKeys` give fields other
/// names than the properties.
public protocol Event: Codable, Sendable {
  /// The name of the event, under which its handlers are subscribed.
  static var name: EventName { get }
}

/// A typed event in data, and its fields.
@usableFromInline
final class TypedEvent<E: Event>: EncodableEvent {
  @usableFromInline let event: E

  private let cache = Mutex<Result<[String: any Sendable], EventDataError>?>(nil)

  @usableFromInline
  init(_ event: E) {
    self.event = event
  }

  /// The fields, which are encoded when they are first read.
  @usableFromInline
  var fields: Result<[String: any Sendable], EventDataError> {
    cache.withLock { cache in
      let fields = cache ?? EventEncoder.fields(of: event)
      cache = fields
      return fields
    }
  }
}

/// A typed event of unknown type.
@usableFromInline
protocol EncodableEvent: AnyObject, Sendable {
  var fields: Result<[String: any Sendable], EventDataError> { get }
}

extension EventData {
  /// Creates the data of a typed event.
  ///
  /// Its fields are encoded once, if they are read.
  @inlinable
  public init(_ event: some Event) {
    storage = .event(TypedEvent(event))
  }

  /// Returns the data as a typed event.
  ///
  /// An event that was emitted as this type is returned unchanged; otherwise the fields are
  /// decoded. A number is taken as any type of number that can hold it, and `Null` as a missing
  /// value.
  ///
  /// - Parameter type: The type of the event.
  /// - Returns: The event.
  /// - Throws: ``EventDataError`` if a field is missing, or does not fit, or the error of the
  ///   type's own `init(from:)`.
  @inlinable
  public func decode<E: Event>(_ type: E.Type = E.self) throws -> E {
    if case .event(let event) = storage, let event = event as? TypedEvent<E> { return event.event }
    return try decodeFields(as: type)
  }

  @usableFromInline
  func decodeFields<E: Event>(as type: E.Type) throws -> E {
    if case .event(let event) = storage { _ = try event.fields.get() }
    do {
      return try EventDecoder(value: self, codingPath: []).decode(type)
    } catch let error as DecodingError {
      throw error.field ?? error
    }
  }
}
