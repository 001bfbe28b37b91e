package import Foundation

/// Runs a function with a new, empty directory, and removes the directory afterwards.
package func withTemporaryDirectory(_ body: (URL) throws -> Void) throws {
  let directory = try temporaryDirectory()
  defer { try? FileManager.default.removeItem(at: directory) }
  try body(directory)
}

/// Runs a function with a new, empty directory, and removes the directory afterwards.
package func withTemporaryDirectory(_ body: (URL) async throws -> Void) async throws {
  let directory = try temporaryDirectory()
  defer { try? FileManager.default.removeItem(at: directory) }
  try await body(directory)
}

private func temporaryDirectory() throws -> URL {
  let directory = FileManager.default.temporaryDirectory
    .appending(path: "busctl-test-\(UUID().uuidString)", directoryHint: .isDirectory)
  try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
  return directory
}
