import BusLanguage
import BusShell
import Dispatch
import Glibc
import Synchronization

/// The user's editor, which has the terminal while it runs.
struct TextEditor {
  private static let running = Atomic(0)

  /// Indicates whether an editor has the terminal: keys such as Ctrl-C are for it.
  static var isRunning: Bool { running.load(ordering: .relaxed) > 0 }

  /// The name of the program, for that of the file.
  let program: String

  /// The descriptor of the terminal.
  let screen: Int32

  /// Lets the user change a text, and returns what the editor leaves.
  ///
  /// - Throws: A diagnostic if the editor cannot be run, or if it fails.
  func edit(_ text: String) async throws(Diagnostic) -> String {
    let path: String
    do throws(Errno) {
      path = try createFile(with: text)
    } catch {
      throw Diagnostic("cannot write a file for the editor: \(error.text)")
    }
    defer { unlink(path) }
    let ending = await run(on: path)
    guard case .exited(status: 0) = ending else {
      throw Diagnostic("the editor failed, and nothing is run: \(ending.reason)")
    }
    do throws(Errno) {
      let text = String(decoding: try FileDescriptor.contents(ofRegularFileAt: path), as: UTF8.self)
      return String(text.reversed().drop { $0.isNewline }.reversed())
    } catch {
      throw Diagnostic("cannot read what the editor has left: \(error.text)")
    }
  }

  /// Lets the user change a text, and blocks the thread until the editor has ended.
  func editAndWait(_ text: String) -> Result<String, Diagnostic> {
    let done = DispatchSemaphore(value: 0)
    let result = Mutex(Result<String, Diagnostic>.success(text))
    Task.detached {
      let new: Result<String, Diagnostic>
      do throws(Diagnostic) { new = .success(try await edit(text)) } catch { new = .failure(error) }
      result.withLock { $0 = new }
      done.signal()
    }
    done.wait()
    return result.withLock { $0 }
  }

  /// The command line of the editor.
  private static var command: String {
    let names = ["VISUAL", "EDITOR"].compactMap(Environment.variable)
    return names.first { !$0.isEmpty } ?? "vi"
  }

  private func run(on path: String) async -> ProgramResult.Ending {
    Self.running.add(1, ordering: .relaxed)
    TerminalState.restoreAtOnce()
    let ending = await ChildProcesses.run(Self.command, on: path, at: screen)
    Self.running.subtract(1, ordering: .relaxed)
    TerminalState.disableEcho()
    return ending
  }

  /// Creates a file that only the user can read, and returns its path.
  private func createFile(with text: String) throws(Errno) -> String {
    let directory = Environment.variable("TMPDIR").flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
    // Nobody can guess it, and a file that exists is not opened.
    let number = String(UInt64.random(in: .min ... .max), radix: 36)
    let path = "\(directory)/\(program)-\(number).bus"
    try FileDescriptor(creating: path, permissions: 0o600).writeAndClose(Array("\(text)\n".utf8))
    return path
  }
}

extension ProgramResult.Ending {
  /// The reason for which a program has not succeeded.
  fileprivate var reason: String {
    switch self {
    case .exited(let status): "status \(status)"
    case .signalled(let signal): "signal \(signal)"
    case .timedOut: "it took too long"
    case .notStarted(let reason): reason
    }
  }
}
