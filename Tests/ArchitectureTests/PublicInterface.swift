import Foundation
import TestSupport

/// The public declarations of a module, as the compiler sees them.
struct PublicInterface {
  /// One declaration a line, indented below the type that it belongs to, in alphabetical order.
  let text: String

  /// Reads the module that was built together with the tests.
  init(of module: String) throws {
    let directory = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    try Self.extract(module, to: directory)
    var lines: [[String]: [String]] = [:]
    for file in try FileManager.default.contentsOfDirectory(
      at: directory,
      includingPropertiesForKeys: nil
    ) {
      let graph = try JSONDecoder().decode(SymbolGraph.self, from: Data(contentsOf: file))
      for symbol in graph.symbols {
        lines[symbol.pathComponents, default: []].append(graph.line(of: symbol))
      }
    }
    text = lines.sorted { $0.key.lexicographicallyPrecedes($1.key) }
      .flatMap { $0.value.sorted() }
      .map { $0 + "\n" }
      .joined()
  }

  /// The directories of the C modules that the package's modules import.
  private static var cModules: [String] {
    let products = Repository.products.resolvingSymlinksInPath()
    let checkouts = products.deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "checkouts")
    return [checkouts, Repository.root.appending(path: "Sources")].flatMap { directory in
      (FileManager.default.enumerator(atPath: directory.path)?.compactMap { $0 as? String } ?? [])
        .filter { $0.hasSuffix("/module.modulemap") }
        .map { directory.appending(path: $0).deletingLastPathComponent().path }
    }
  }

  private static func extract(_ module: String, to directory: URL) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments =
      [
        "swift", "symbolgraph-extract", "-module-name", module,
        "-I", Repository.products.appending(path: "Modules").path, "-output-dir", directory.path,
        "-minimum-access-level", "public", "-skip-synthesized-members",
      ] + cModules.flatMap { ["-I", $0] }
    try process.run()
    process.waitUntilExit()
  }
}

/// The part of the compiler's symbol graph that the interface is made of.
private struct SymbolGraph: Decodable {
  let symbols: [Symbol]
  let relationships: [Relationship]

  struct Symbol: Decodable {
    let identifier: Identifier
    let pathComponents: [String]
    let declarationFragments: [Fragment]

    struct Identifier: Decodable {
      let precise: String
    }

    struct Fragment: Decodable {
      let spelling: String
    }
  }

  struct Relationship: Decodable {
    let kind: String
    let source: String
    let targetFallback: String?
  }

  /// Returns the declaration of a symbol with the protocols to which it conforms.
  func line(of symbol: Symbol) -> String {
    let declaration = symbol.declarationFragments.map(\.spelling).joined()
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard !declaration.hasPrefix("protocol ") else { return declaration }
    let protocols = Set(
      relationships
        .filter { $0.kind == "conformsTo" && $0.source == symbol.identifier.precise }
        .compactMap { $0.targetFallback?.split(separator: ".").last }
    )
    .subtracting(["Copyable", "Escapable", "SendableMetatype"])
    .sorted()
    return String(repeating: "  ", count: symbol.pathComponents.count - 1) + declaration
      + (protocols.isEmpty ? "" : ": \(protocols.joined(separator: ", "))")
  }
}
