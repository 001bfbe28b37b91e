import Events

// The text of what was recorded: one line for each emission and each handler.

extension RecordedEmission {
  /// The lines of the tree.
  var tree: [String] {
    let data = data.isEmpty ? "" : " \(data)"
    return lines("\(event)\(data)\(state)") + branches(runs.map(\.tree))
  }

  private var state: String {
    if let refusal { return ": refused, \(refusal)" }
    if isRunning { return ": running" }
    return runs.isEmpty ? ": nobody listens" : ""
  }
}

extension RecordedHandler {
  /// The lines of the tree.
  var tree: [String] {
    let details = [error.map { "\($0)" }, note].compactMap { $0 }
    return lines("\(name): \(([outcome.rawValue] + details).joined(separator: ", "))")
      + branches(children.map(\.tree))
  }
}

/// Returns the lines of a text, the second and those after it indented.
private func lines(_ text: String) -> [String] {
  let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
  return lines.prefix(1).map(String.init) + lines.dropFirst().map { "    \($0)" }
}

/// Returns the lines of trees as branches of a larger one.
private func branches(_ trees: [[String]]) -> [String] {
  trees.enumerated().flatMap { index, tree in
    let isLast = index == trees.count - 1
    return tree.enumerated().map { line, text in
      let isFirst = line == 0
      return (isLast ? (isFirst ? "└─ " : "   ") : (isFirst ? "├─ " : "│  ")) + text
    }
  }
}
