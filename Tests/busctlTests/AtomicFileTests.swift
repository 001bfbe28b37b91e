import Foundation
import Glibc
import Testing

/// Files, links and pipes to which a recording is exported.
struct AtomicFileTests {
  private let directory: URL

  init() throws {
    directory = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
  }

  private func path(_ name: String) -> String { directory.appending(path: name).path }

  /// Exports an emission, and returns the errors printed.
  private func export(to name: String) throws -> String {
    try Program(["--quiet", "-c", "emit e", "-c", "export mermaid '\(path(name))' --force"]).errors
  }

  private func text(of name: String) throws -> String {
    try String(contentsOfFile: path(name), encoding: .utf8)
  }

  private func status(of name: String) -> stat {
    var status = stat()
    _ = lstat(path(name), &status)
    return status
  }

  private func removeDirectory() { try? FileManager.default.removeItem(at: directory) }

  @Test func `a replaced file keeps its permissions`() throws {
    defer { removeDirectory() }
    for mode: mode_t in [0o600, 0o640, 0o666] {
      try "before".write(toFile: path("file"), atomically: false, encoding: .utf8)
      chmod(path("file"), mode)
      #expect(try export(to: "file").isEmpty)
      #expect(try text(of: "file").hasPrefix("sequenceDiagram\n"))
      #expect(status(of: "file").st_mode & 0o777 == mode)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["file"])
  }

  @Test func `a link is followed, even to a file that does not exist yet`() throws {
    defer { removeDirectory() }
    symlink("file", path("link"))
    for before in [nil, "much longer than what is exported\n" + String(repeating: "x", count: 999)]
    {
      try before?.write(toFile: path("file"), atomically: false, encoding: .utf8)
      #expect(try export(to: "link").isEmpty)
      #expect(status(of: "link").st_mode & S_IFMT == S_IFLNK)
      #expect(try text(of: "file").hasPrefix("sequenceDiagram\n"))
      #expect(try !text(of: "file").contains("x"))
    }
  }

  @Test func `an export goes into a pipe, which stays`() throws {
    defer { removeDirectory() }
    mkfifo(path("pipe"), 0o600)
    #expect(
      try export(to: "pipe")
        == "busctl: -c:2:16: error: cannot write '\(path("pipe"))': no such device or address\n"
    )
    let reader = open(path("pipe"), O_RDWR)
    defer { close(reader) }
    #expect(try export(to: "pipe").isEmpty)
    var bytes = [UInt8](repeating: 0, count: 15)
    #expect(read(reader, &bytes, bytes.count) == bytes.count)
    #expect(String(decoding: bytes, as: UTF8.self) == "sequenceDiagram")
    #expect(status(of: "pipe").st_mode & S_IFMT == S_IFIFO)
  }
}
