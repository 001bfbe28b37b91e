/// The user's choice of keys, which libedit's programs share: the file `.editrc`.
enum EditConfiguration {
  /// The functions of libedit that the program replaces.
  ///
  /// Those that draw or ask for a character would do it unseen. The one that asks for a command of
  /// libedit ends the program if that has an open quote.
  private static let replacements = [
    "ed-clear-screen": "busctl-clear",
    "ed-redisplay": "busctl-clear",
    "ed-quoted-insert": "busctl-quote",
    "ed-command": "busctl-nothing",
  ]

  /// The keys that have one of these functions by default, with the old function and the new one.
  static let replacedBindings: [(key: String, old: String, new: String)] =
    ["^@", "^L", "^R", "^V", "^Q", "\\e^L", ":", "\\ex", "\\eX"].flatMap { key in
      replacements.map { (key, $0.key, $0.value) }
    }
    + [("^I", "busctl-complete"), ("^L", "busctl-clear")].flatMap { key, new in
      ["ed-unassigned", "ed-insert"].map { (key, $0, new) }
    }

  /// The lines of the file, with the replaced functions; none that turns editing off.
  static var lines: [String] {
    guard let path, let bytes = try? FileDescriptor.contents(ofRegularFileAt: path) else {
      return []
    }
    return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).compactMap {
      let words = $0.split { $0 == " " || $0 == "\t" }
      guard let first = words.first, !first.hasPrefix("#"),
        first.split(separator: ":").last != "edit"
      else { return nil }
      return replacements.reduce(String($0)) { $0.replacing($1.key, with: $1.value) }
    }
  }

  private static var path: String? {
    if let path = Environment.variable("EDITRC") { return path.isEmpty ? nil : path }
    return Environment.variable("HOME").map { $0 + "/.editrc" }
  }
}
