/// The first wrong place in a text that should be JSON.
package struct JSONError: Error, Hashable {
  /// The expected and the found text: lower case, without a full stop.
  package let message: String

  /// The number of bytes before the wrong one.
  package let offset: Int

  /// The character there, if a reader would take it for a space, or not see it.
  package let deceptive: Unicode.Scalar?
}
