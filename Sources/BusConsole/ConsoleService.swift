/// A part of an application that holds something, for the command `state`.
public struct ConsoleService: Sendable {
  /// One thing that a service holds: its fields in order.
  ///
  /// A field whose value is nil is left out. Values are printed as fields of events are.
  public typealias Item = KeyValuePairs<String, (any Sendable)?>

  let name: String
  let items: @Sendable () async -> [Item]

  /// Describes a service.
  ///
  /// - Parameters:
  ///   - name: The name.
  ///   - items: Returns what it holds at present.
  public init(_ name: String, items: @escaping @Sendable () async -> [Item]) {
    self.name = name
    self.items = items
  }
}
