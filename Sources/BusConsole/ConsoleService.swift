/// A part of an application with data for the command `state`.
public struct ConsoleService: Sendable {
  /// An item of a service: its fields in order.
  ///
  /// A field whose value is nil is left out. Values are printed like the fields of events.
  public typealias Item = KeyValuePairs<String, (any Sendable)?>

  let name: String
  let items: @Sendable () async -> [Item]

  /// Describes a service.
  ///
  /// - Parameters:
  ///   - name: The name.
  ///   - items: Returns the current items.
  public init(_ name: String, items: @escaping @Sendable () async -> [Item]) {
    self.name = name
    self.items = items
  }
}
