import Foundation

/// A peer in another language: a script that is told a row's name, does its work, and answers with
/// the nanoseconds.
final class Peer {
  private let process: Process
  private let questions = Pipe()
  private let answers = Pipe()

  init?(_ path: URL, _ script: String) {
    process = Process(path, [Repository.peer(script)])
    process.standardInput = questions
    process.standardOutput = answers
    guard (try? process.run()) != nil else { return nil }
  }

  deinit { try? questions.fileHandleForWriting.close() }

  func sample(_ row: String) throws -> Double {
    try questions.fileHandleForWriting.write(contentsOf: Data("\(row)\n".utf8))
    var answer = Data()
    while answer.last != UInt8(ascii: "\n") {
      let part = answers.fileHandleForReading.availableData
      if part.isEmpty { throw PeerError.ended(row) }
      answer += part
    }
    let text = String(decoding: answer, as: UTF8.self).trimmingCharacters(in: .newlines)
    guard let nanoseconds = Double(text) else { throw PeerError.answered(text, row) }
    return nanoseconds
  }

  private enum PeerError: Error {
    case ended(String)
    case answered(String, String)
  }
}

extension Contestant {
  /// A Python bus with this contract, on asyncio.
  static func python(_ row: String, goal: Double? = nil) -> Contestant {
    peer("Python", .python3, "bus.py", row, goal: goal)
  }

  /// A Node bus with this contract.
  static func node(_ row: String, goal: Double? = nil) -> Contestant {
    peer("Node", .node, "bus.mjs", row, goal: goal)
  }

  /// Node's EventEmitter, which waits for nobody and isolates nothing.
  static func emitter(_ row: String, goal: Double? = nil) -> Contestant {
    peer("Node's EventEmitter", .node, "bus.mjs", "emitter \(row)", goal: goal)
  }

  private static func peer(
    _ name: String,
    _ interpreter: Interpreter,
    _ script: String,
    _ row: String,
    goal: Double?
  ) -> Contestant {
    Contestant(name: name, goal: goal, of: .interpreter(interpreter)) { path in
      guard let peer = Peer(path, script) else { return nil }
      _ = try peer.sample(row)
      return { try peer.sample(row) }
    }
  }
}
