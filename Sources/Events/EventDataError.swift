/// The error of a field that is missing, or has a type other than the wanted one.
public struct EventDataError: Error, CustomStringConvertible {
  /// The name of the field; inside others, the path to it, as `members[2].name`.
  public let field: String

  /// The wanted type.
  public let wanted: any Any.Type

  /// The type of the value that was found, or nil if the field is missing.
  public let found: (any Any.Type)?

  /// Further explanation, if there is one.
  public let reason: String?

  init(
    field: String,
    wanted: any Any.Type,
    found: (any Any.Type)?,
    reason: String? = nil
  ) {
    self.field = field
    self.wanted = wanted
    self.found = found
    self.reason = reason
  }

  /// Creates the error of a field that is missing, but perhaps there under a similar name.
  ///
  /// - Parameters:
  ///   - field: The path to the field.
  ///   - wanted: The wanted type.
  ///   - name: The name of the field.
  ///   - names: The names of the fields beside it.
  init(
    field: String,
    wanted: any Any.Type,
    missing name: String,
    among names: some Sequence<String>
  ) {
    // Sorted, so that the message is the same each time.
    let similar = Similarity.nearest(to: name, among: names.sorted())
    self.init(
      field: field,
      wanted: wanted,
      found: nil,
      reason: similar.map { "did you mean '\($0)'?" }
    )
  }

  /// The field, the wanted type and the found type, in one line.
  public var description: String {
    let field = field.isEmpty ? "" : "field '\(field)': "
    let found = found.map { "\($0)" } ?? "nothing"
    let reason = reason.map { " (\($0))" } ?? ""
    return "\(field)expected \(wanted), found \(found)\(reason)"
  }
}

// MARK: - Paths

extension EventDataError {
  /// Creates the error of what is at a path.
  init(
    _ path: [any CodingKey],
    wanted: any Any.Type,
    found: (any Any.Type)?,
    reason: String? = nil
  ) {
    self.init(field: Self.name(of: path), wanted: wanted, found: found, reason: reason)
  }

  /// Returns the path to a field as text.
  static func name(of path: [any CodingKey]) -> String {
    path.reduce("") { path, key in
      if key is ItemKey { return "\(path)[\(key.stringValue)]" }
      return path.isEmpty ? key.stringValue : "\(path).\(key.stringValue)"
    }
  }

  /// The error as the reason of one of `Codable`.
  func context(_ path: [any CodingKey]) -> DecodingError.Context {
    DecodingError.Context(codingPath: path, debugDescription: description, underlyingError: self)
  }
}
