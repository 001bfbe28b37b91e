import ArgumentParser

/// The scripts with which shells complete the program's arguments.
enum CompletionScript {
  /// The shell for which arguments ask for a script, if that is all they ask for.
  static func shell(in arguments: [String]) -> CompletionShell? {
    guard arguments.count == 3, arguments[1] == "--generate-completion-script" else { return nil }
    return CompletionShell(rawValue: arguments[2])
  }

  /// The script for a shell.
  ///
  /// swift-argument-parser writes it, and adds a subcommand `help` which this program does not have:
  /// its `help` is a command like others. In zsh the addition even keeps all else from working
  /// ("doubled rest argument definition"), so it is cut out.
  static func text(for shell: CompletionShell) -> String {
    var lines = Busctl.completionScript(for: shell).split(
      separator: "\n",
      omittingEmptySubsequences: false
    )
    switch shell {
    case .bash:
      lines.cut(from: "    # Offer subcommand / subcommand argument completions", to: "    esac")
      lines.cut(from: "_busctl_help() {", to: "}")
    case .zsh:
      lines.removeAll { $0.contains("'(-): :->command'") || $0.contains("'(-)*:: :->arg'") }
      lines.cut(from: "    case \"${state}\" in", to: "    esac")
      lines.cut(from: "_busctl_help() {", to: "}")
    default:
      lines.removeAll { $0.contains("\"busctl help\"") || $0.contains("subcommand help") }
      lines.cut(from: "        switch $unparsed_tokens[1]", to: "        end")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension [Substring] {
  /// Removes the lines from one to another, and an empty one after them.
  fileprivate mutating func cut(from first: String, to last: String) {
    guard let start = firstIndex(of: first[...]),
      var end = self[start...].firstIndex(of: last[...])
    else { return }
    if indices.contains(end + 1), self[end + 1].isEmpty { end += 1 }
    removeSubrange(start...end)
  }
}
