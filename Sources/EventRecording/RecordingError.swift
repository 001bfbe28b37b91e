/// An error of a recording: a file that cannot be written or read, or a line that is not a record.
public struct RecordingError: Error, Hashable, CustomStringConvertible {
  /// The number of the line, from 1; nil if the error is not about a line.
  public let line: Int?

  /// The expected and the found text, or the reason why the file cannot be used: lower case, without
  /// a full stop.
  public let message: String

  /// The column in the line, from 1, counted in bytes; nil if the line is JSON.
  public let column: Int?

  init(line: Int? = nil, column: Int? = nil, _ message: String) {
    (self.line, self.column, self.message) = (line, column, message)
  }

  /// The message, after the number of the line and the column.
  public var description: String {
    guard let line else { return message }
    let column = column.map { ", column \($0)" } ?? ""
    return "line \(line)\(column): \(message)"
  }

  /// Indicates whether the line is no JSON.
  var isSyntaxError: Bool { column != nil }
}
