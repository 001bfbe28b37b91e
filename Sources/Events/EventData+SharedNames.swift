extension EventData {
  /// The names of fields, which many data share: with them only the values are made.
  @usableFromInline
  package final class SharedNames: Sendable {
    /// The names in the order in which values have to be given.
    fileprivate let names: [String]

    /// The places of the names, in the order of the names.
    fileprivate let sorted: [Int]

    /// The number of names up to which comparing all of them finds one as fast as a dictionary.
    private static let maximumCount = 32

    /// Creates a list of names, which must all differ; returns nil if they are very many.
    package init?(_ names: [String]) {
      guard names.count <= Self.maximumCount else { return nil }
      self.names = names
      sorted = names.indices.sorted { names[$0] < names[$1] }
    }
  }

  /// Creates data from the values of fields, in the order of their names; none may be nil.
  package init(_ names: SharedNames, _ values: [any Sendable]) {
    precondition(values.count == names.names.count)
    storage = .values(names, values)
  }

  /// Calls a closure with each field, in the order of the names.
  package func forEachSorted(_ body: (String, any Sendable) -> Void) {
    if case .values(let names, let values) = storage {
      for place in names.sorted { body(names.names[place], values[place]) }
    } else {
      for (name, value) in fields.sorted(by: { $0.key < $1.key }) { body(name, value) }
    }
  }
}

extension EventData.SharedNames {
  /// Returns the fields with these names as a dictionary.
  func fields(_ values: [any Sendable]) -> [String: any Sendable] {
    Dictionary(uniqueKeysWithValues: zip(names, values))
  }

  /// Returns the value of the field with a name.
  func value(of name: String, in values: [any Sendable]) -> (any Sendable)? {
    names.firstIndex(of: name).map { values[$0] }
  }
}
