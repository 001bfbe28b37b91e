import Foundation
import TestSupport
import Testing

/// How the sources are laid out, as README and the issues promise.
struct SourceTests {
  /// Every Swift file below a folder, by its path in the package.
  private static func files(below folder: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(
      atPath: Repository.root.appending(path: folder).path
    )
    .filter { $0.hasSuffix(".swift") && !$0.contains(".build/") }
    .map { "\(folder)/\($0)" }
  }

  @Test(arguments: ["Sources", "Tests"])
  func `no file is longer than two hundred and fifty lines`(folder: String) throws {
    for file in try Self.files(below: folder) {
      let count =
        try Repository.text(of: file).split(
          separator: "\n",
          omittingEmptySubsequences: false
        ).count - 1
      #expect(count <= 250, "\(file) has \(count) lines")
    }
  }

  @Test(arguments: [
    ("Events", ["Synchronization", "Logging"]),
    ("DemoApplication", ["Events", "TerminalText", "Synchronization"]),
    ("TerminalText", []),
    ("BusLanguage", ["Events", "TerminalText"]),
    ("BusTrace", ["BusLanguage", "Events", "TerminalText"]),
    (
      "BusShell",
      [
        "BusLanguage", "BusTrace", "DemoApplication", "Events", "TerminalText", "Synchronization",
        "Logging",
      ]
    ),
    (
      "busctl",
      [
        "BusLanguage", "BusShell", "TerminalText", "ArgumentParser", "CLibEdit", "Dispatch",
        "Glibc", "Synchronization",
      ]
    ),
  ])
  func `imports go in one direction`(target: String, allowed: [String]) throws {
    for file in try Self.files(below: "Sources/\(target)") {
      let imports = try Repository.text(of: file)
        .matches(of: /(?m)^(?:package |public |internal |@preconcurrency )*import (\w+)/)
        .map { String($0.1) }
      #expect(Set(imports).isSubset(of: allowed), "\(file)")
      if imports.contains("CLibEdit") { #expect(file == "Sources/busctl/LibEdit.swift") }
    }
  }
}
