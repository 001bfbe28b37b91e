import Foundation
import TestSupport
import Testing

/// Who may use what, as the sources say it.
struct ImportTests {
  /// The files below a folder of the sources that import a module.
  private func files(in folder: String, importing module: String) throws -> [String] {
    let root = Repository.root.appending(path: "Sources/\(folder)")
    let paths = try FileManager.default.subpathsOfDirectory(atPath: root.path)
    let swift = paths.filter { $0.hasSuffix(".swift") }
    #expect(!swift.isEmpty)
    return try swift.filter { path in
      try Repository.text(of: "Sources/\(folder)/\(path)").split(separator: "\n").contains { line in
        let words = line.split(separator: " ")
        return words.dropLast().last == "import" && words.last == module[...]
      }
    }
  }

  @Test func `libedit is imported by one file only`() throws {
    #expect(try files(in: "", importing: "CLibEdit") == ["busctl/LibEdit.swift"])
  }

  @Test(arguments: [
    ("BusShell", "Foundation"), ("BusShell", "Glibc"), ("BusShell", "Dispatch"),
    ("Events", "DemoApplication"), ("Events", "BusShell"), ("DemoApplication", "BusShell"),
  ])
  func `imports go in one direction, and the shell knows no system`(
    folder: String,
    module: String
  )
    throws
  {
    #expect(try files(in: folder, importing: module) == [])
  }
}
