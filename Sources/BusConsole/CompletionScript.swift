import ArgumentParser

/// The scripts by which shells complete the program's arguments.
enum CompletionScript {
  /// Returns the shell for which the arguments request a script, if they request nothing else.
  static func shell(in arguments: [String]) -> CompletionShell? {
    guard arguments.count == 3, arguments[1] == "--generate-completion-script" else { return nil }
    return CompletionShell(rawValue: arguments[2])
  }

  /// Returns the script for a shell.
  ///
  /// swift-argument-parser writes it, and adds a subcommand `help` that this program does not have:
  /// its `help` is an ordinary command. In zsh the addition even breaks everything else ("doubled
  /// rest argument definition"), so it is cut out. Options are not offered after the command, where
  /// they would be its operands, and zsh adds no space after a directory's slash.
  static func text(for shell: CompletionShell, of program: String) -> String {
    var lines = OptionParser.completionScript(for: shell).split(
      separator: "\n",
      omittingEmptySubsequences: false
    )
    switch shell {
    case .bash:
      lines.cut(from: "    # Offer subcommand / subcommand argument completions", to: "    esac")
      lines.cut(from: "_\(program)_help() {", to: "}")
      lines.replace("\"${positional_number}\" -ge 0", with: "\"${positional_number}\" -eq 0")
    case .zsh:
      lines.removeAll { $0.contains("'(-): :->command'") || $0.contains("'(-)*:: :->arg'") }
      lines.cut(from: "    case \"${state}\" in", to: "    esac")
      lines.cut(from: "_\(program)_help() {", to: "}")
      lines.replace("_arguments -w -s -S :", with: "_arguments -w -s -S -A '-*' :")
      lines.replace("(|:*)}\")", with: "(|:*|*/)}\")", after: "non_empty_completions=")
      lines.replace(
        "    _describe -V",
        with: "    compadd -S '' -- \"${(@M)@:#*/}\"\n    _describe -V"
      )
    default:
      lines.removeAll { $0.contains("\"\(program) help\"") || $0.contains("subcommand help") }
      lines.cut(from: "        switch $unparsed_tokens[1]", to: "        end")
      lines.replace(
        "test \"$commands\" = \"$expected_commands\"; and",
        with: "test \"$commands\" = \"$expected_commands\" -a \"$positional_index\" -le 1; and"
      )
      // An option whose value is being typed has none yet, and is as good as not there.
      let parse = "argparse -sn \"$commands\" $option_specs -- $unparsed_tokens 2> /dev/null"
      lines.replace(parse, with: "\(parse); or set -e unparsed_tokens[-1]\n        \(parse)")
      lines.replace("(__\(program)_tokens -tC)", with: "(string length -- \"$(commandline -ct)\")")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension [Substring] {
  /// Replaces each occurrence of a text, optionally only in lines that contain another one.
  fileprivate mutating func replace(_ text: String, with new: String, after start: String = "") {
    for index in indices where self[index].contains(start) {
      self[index] = Substring(self[index].replacing(text, with: new))
    }
  }

  /// Removes the lines from one to another, and an empty line after them.
  fileprivate mutating func cut(from first: String, to last: String) {
    guard let start = firstIndex(of: first[...]),
      var end = self[start...].firstIndex(of: last[...])
    else { return }
    if indices.contains(end + 1), self[end + 1].isEmpty { end += 1 }
    removeSubrange(start...end)
  }
}
