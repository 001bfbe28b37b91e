/// An optional of unknown type.
private protocol NilTestable {
  var isNil: Bool { get }
}

extension Optional: NilTestable {
  /// Indicates whether there is no value, at any level of nested optionals.
  fileprivate var isNil: Bool {
    guard case .some(let value) = self else { return true }
    return (value as? any NilTestable)?.isNil ?? false
  }
}

/// Returns whether a value is an optional without one.
///
/// The usual types are recognized without the look-up of a conformance, which takes ten times as long.
func isNil(_ value: any Sendable) -> Bool {
  let type = type(of: value) as any Any.Type
  if type == Int.self || type == String.self || type == Bool.self || type == EventData.self {
    return false
  }
  return (value as? any NilTestable)?.isNil ?? false
}
