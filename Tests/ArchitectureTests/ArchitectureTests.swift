import TestSupport
import Testing

/// Rules of the sources that the compiler does not check.
struct ArchitectureTests {
  private static let directories = [
    "Events", "EventsTesting", "EventJSON", "DemoApplication", "TerminalText", "BusLanguage",
    "BusTrace", "BusShell", "EventRecording",
  ]
  .map { "Sources/\($0)" }

  private static let allDirectories = directories + ["Sources/BusConsole", "Sources/busctl"]

  @Test(arguments: ["Sources", "Tests"])
  func `no file is longer than two hundred and fifty lines`(directory: String) throws {
    for file in try SourceFile.all(below: directory) {
      let count = file.lines.count - 1
      #expect(count <= 250, "\(file.path) has \(count) lines")
    }
  }

  @Test(arguments: [
    ("Events", ["Synchronization", "Logging", "Android", "Darwin", "Glibc", "Musl"]),
    ("EventsTesting", ["Events", "Synchronization"]),
    ("DemoApplication", ["BusConsole", "Events", "Synchronization"]),
    ("busctl", ["BusConsole", "DemoApplication"]),
    ("TerminalText", []),
    ("EventJSON", ["Events", "TerminalText"]),
    (
      "EventRecording",
      ["EventJSON", "Events", "Synchronization", "Darwin", "Glibc", "Musl"]
    ),
    ("BusLanguage", ["EventJSON", "Events", "TerminalText"]),
    ("BusTrace", ["BusLanguage", "EventJSON", "EventRecording", "Events", "TerminalText"]),
    (
      "BusShell",
      [
        "BusLanguage", "BusTrace", "EventJSON", "EventRecording", "Events",
        "TerminalText", "Synchronization", "Logging",
      ]
    ),
    (
      "BusConsole",
      [
        "BusLanguage", "BusShell", "BusTrace", "EventJSON", "EventRecording", "Events",
        "TerminalText", "ArgumentParser", "CLibEdit",
        "Dispatch", "Glibc", "Subprocess", "Synchronization", "SystemPackage",
      ]
    ),
  ])
  func `imports go in one direction`(target: String, allowed: [String]) throws {
    let files = try SourceFile.all(below: "Sources/\(target)")
    #expect(!files.isEmpty)
    for file in files { #expect(file.imports.isSubset(of: allowed), "\(file.path)") }
  }

  @Test func `one file imports libedit`() throws {
    let files = try SourceFile.all(below: "Sources").filter { $0.imports.contains("CLibEdit") }
    #expect(files.map(\.path) == ["Sources/BusConsole/LibEdit.swift"])
  }

  @Test func `one file runs other programs`() throws {
    let files = try SourceFile.all(below: "Sources").filter { $0.imports.contains("Subprocess") }
    #expect(files.map(\.path) == ["Sources/BusConsole/ChildProcesses.swift"])
  }

  @Test func `one file of the bus calls the C library`() throws {
    let files = try SourceFile.all(below: "Sources/Events").filter { $0.imports.contains("Glibc") }
    #expect(files.map(\.path) == ["Sources/Events/ThreadLocal.swift"])
  }

  @Test(arguments: directories.filter { $0 != "Sources/EventRecording" })
  func `only the program and recordings talk to the system`(directory: String) throws {
    let words =
      /\b(?:getenv|ProcessInfo|FileHandle|FileManager|Glibc|Foundation)\b|(?:^|[^.\w])exit\(/
    for file in try SourceFile.all(below: directory)
    where file.path != "Sources/Events/ThreadLocal.swift" {
      #expect(file.places(of: words) == [])
    }
  }

  @Test(arguments: directories)
  func `only the program prints`(directory: String) throws {
    let calls = /(?:^|[^.\w]|\bSwift\.)print\(/
    let declarations = /\b(?:func|case) print\(/
    for file in try SourceFile.all(below: directory) {
      #expect(Set(file.places(of: calls)).subtracting(file.places(of: declarations)) == [])
    }
  }

  @Test func `nothing is said to be Sendable without a check`() throws {
    for file in try SourceFile.all(below: "Sources") {
      #expect(file.places(of: /@unchecked\b/) == [])
    }
  }

  /// Names of C.
  private static let underscoredNames = ["_exit", "_sifields", "_kill", "__sigaction_handler"]

  @Test func `a comment says why an underscored function is called`() throws {
    for file in try SourceFile.all(below: "Sources") {
      for (index, line) in file.code.enumerated() {
        let names = line.matches(of: /(?:@|\b)_+[A-Za-z]\w*/).map { String($0.output) }
        guard !Set(names).isSubset(of: Self.underscoredNames) else { continue }
        // The statement may have begun in the line before.
        #expect(
          file.isComment(index - 1) || file.isComment(index - 2),
          "\(file.path):\(index + 1): \(names)"
        )
      }
    }
  }

  @Test(arguments: allDirectories)
  func `no comment begins with a question word`(directory: String) throws {
    let question = /^ *\/\/\/? *(?:What|Who|Whoever|Whose|Where|How|Whether)\b/
    for file in try SourceFile.all(below: directory) {
      for (index, line) in file.lines.enumerated() where !file.isComment(index - 1) {
        #expect(!line.contains(question), "\(file.path):\(index + 1)")
      }
    }
  }
}
