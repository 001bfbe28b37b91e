import Glibc

/// What an error number means, in the words of the system.
func errorText(_ number: Int32) -> String {
  String(cString: strerror(number)).lowercased()
}

/// Waits until a file that does not block can be read from or written to.
func waitUntilReady(_ file: Int32, for event: Int32) {
  var request = pollfd(fd: file, events: Int16(event), revents: 0)
  poll(&request, 1, -1)
}
