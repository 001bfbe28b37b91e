import Foundation
import Glibc
import Testing

/// What becomes of the place to which a recording is exported.
struct AtomicFileTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private func path(_ name: String) -> String { folder.appending(path: name).path }

  /// Exports an emission, and returns what was printed about it.
  private func export(to name: String) throws -> String {
    try Program(["--quiet", "-c", "emit e", "-c", "export mermaid '\(path(name))'"]).errors
  }

  private func text(of name: String) throws -> String {
    try String(contentsOfFile: path(name), encoding: .utf8)
  }

  private func status(of name: String) -> stat {
    var status = stat()
    _ = lstat(path(name), &status)
    return status
  }

  private func removeFolder() { try? FileManager.default.removeItem(at: folder) }

  @Test func `a file is replaced by one that nobody else may read if that was so`() throws {
    defer { removeFolder() }
    for mode: mode_t in [0o600, 0o640, 0o666] {
      try "before".write(toFile: path("file"), atomically: false, encoding: .utf8)
      chmod(path("file"), mode)
      #expect(try export(to: "file").isEmpty)
      #expect(try text(of: "file").hasPrefix("sequenceDiagram\n"))
      #expect(status(of: "file").st_mode & 0o777 == mode)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["file"])
  }

  @Test func `a link is followed, also to where nothing is yet`() throws {
    defer { removeFolder() }
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

  @Test func `a pipe gets what is exported, and stays`() throws {
    defer { removeFolder() }
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
