/// An error of a handler.
struct TestError: Error, Equatable, CustomStringConvertible {
  var description = "mishap"

  init(_ description: String = "mishap") {
    self.description = description
  }
}
