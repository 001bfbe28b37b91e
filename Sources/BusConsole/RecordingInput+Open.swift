import BusLanguage
import BusShell
import Dispatch
import EventRecording
import Glibc
import TerminalText

extension RecordingInput {
  /// Opens the recording at a path; `-` is standard input.
  ///
  /// - Throws: A diagnostic if it cannot be read.
  init(opening path: String, follows: Bool) throws(Diagnostic) {
    let reader: RecordingReader
    if path == "-" {
      reader = RecordingReader(polling: STDIN_FILENO, name: "standard input")
    } else {
      do throws(RecordingError) {
        reader = try RecordingReader(polling: Directory.expanded(path), follows: follows)
      } catch {
        throw Diagnostic(error.message.escaped)
      }
    }
    guard let stream = reader.stream.map(FileDescriptor.init(rawValue:)) else {
      self.init(reader)
      return
    }
    let queue = DispatchQueue(label: "busctl.recording")
    self.init(reader) {
      let ready = PendingRead()
      // On a separate thread, so that waiting does not block handlers.
      queue.async {
        stream.waitUntilReady(for: POLLIN)
        ready.fill(.success([]))
      }
      await withTaskCancellationHandler {
        _ = await ready.content
      } onCancel: {
        ready.fill(.success([]))
      }
    }
  }
}
