package import BusLanguage
package import EventJSON
package import Events

extension JSONParser {
  /// Reads a text that is an object and nothing else.
  package static func object(
    in text: String,
    at position: Position?
  ) throws(Diagnostic) -> EventData {
    try object(in: Array(text.utf8)[...], at: position)
  }
}
