import Glibc

/// The kind, size, owner and permissions of a file.
struct FileStatus {
  private let status: stat

  /// Creates the status of the file at a path; a symbolic link is followed.
  init(at path: String) throws(Errno) {
    var status = stat()
    guard stat(path, &status) == 0 else { throw Errno.current }
    self.status = status
  }

  /// Creates the status of the file at a path, which is not followed if it is a symbolic link.
  init(atLink path: String) throws(Errno) {
    var status = stat()
    guard lstat(path, &status) == 0 else { throw Errno.current }
    self.status = status
  }

  /// Creates the status of an open file.
  init(of file: FileDescriptor) throws(Errno) {
    var status = stat()
    guard fstat(file.rawValue, &status) == 0 else { throw Errno.current }
    self.status = status
  }

  var isRegular: Bool { kind == S_IFREG }
  var isDirectory: Bool { kind == S_IFDIR }
  var isPipe: Bool { kind == S_IFIFO }

  var size: Int { Int(status.st_size) }
  var linkCount: Int { Int(status.st_nlink) }
  var inode: ino_t { status.st_ino }
  var owner: uid_t { status.st_uid }
  var group: gid_t { status.st_gid }
  var permissions: mode_t { status.st_mode & 0o777 }

  private var kind: mode_t { status.st_mode & S_IFMT }
}
