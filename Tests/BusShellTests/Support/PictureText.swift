import Foundation
import Testing

#if canImport(FoundationXML)
import FoundationXML
#endif

/// The texts and elements of a picture, as a reader of XML finds them.
final class PictureText: NSObject, XMLParserDelegate {
  /// The texts, each with its lines joined by a line feed.
  private(set) var texts: [String] = []

  /// The contents of the elements that have no others in them, by the name of the element.
  private(set) var contents: [String: String] = [:]

  /// The names of all elements.
  private(set) var elements: Set<String> = []

  private var content = ""
  private var error: (any Error)?

  /// Reads a picture, or throws if it is not well-formed.
  init(reading text: some StringProtocol) throws {
    super.init()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = self
    let isWellFormed = parser.parse()
    try #require(isWellFormed, "\(parser.parserError.map { "\($0)" } ?? "")\n\(text)")
  }

  /// All texts with a space between their lines.
  var joined: String { texts.joined(separator: " ").replacing("\n", with: " ") }

  func parser(
    _ parser: XMLParser,
    didStartElement name: String,
    namespaceURI: String?,
    qualifiedName: String?,
    attributes: [String: String]
  ) {
    elements.insert(name)
    content = ""
    if name == "text" { texts.append("") }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { content += string }

  func parser(
    _ parser: XMLParser,
    didEndElement name: String,
    namespaceURI: String?,
    qualifiedName: String?
  ) {
    if name == "tspan", let last = texts.indices.last {
      texts[last] += (texts[last].isEmpty ? "" : "\n") + content
    }
    contents[name, default: ""] += content
    content = ""
  }
}
