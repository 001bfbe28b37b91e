import BusLanguage
import EventJSON
import Events
import TerminalText

/// The manual page of a program, in mdoc.
package struct ManPage {
  private let console: BusConsole
  private let language: CommandLanguage

  /// The date of the description, by the custom of manual pages.
  private static let date = "November 26, 2026"

  package init(of console: BusConsole) {
    self.console = console
    language = console.language
  }

  package var text: String {
    let name = console.name
    return
      (beginning(name) + Self.section("OPTIONS", options)
      + Self.section("LANGUAGE", topic("language"))
      + Self.section("COMMANDS", language.groups.flatMap(group))
      + Self.section("HANDLERS", handlers)
      + Self.section("RULES", rules)
      + ["prompt", "records", "safe", "environment"].flatMap { name in
        Self.section(name.uppercased(), topic(name))
      }
      + Self.section("FILES", topic("files"))
      + Self.section("EXIT STATUS", topic("status"))
      + Self.section("EXAMPLES", examples(name))
      + Self.section("SEE ALSO", [".Xr jq 1 ,", ".Xr editrc 5"])).linesText
  }

  private static func section(_ title: String, _ lines: [String]) -> [String] {
    [".Sh \(title)"] + lines
  }

  private func beginning(_ name: String) -> [String] {
    """
    .Dd \(Self.date)
    .Dt \(name.uppercased()) 1
    .Os
    .Sh NAME
    .Nm \(name)
    .Nd \(Self.escaped(console.summary))
    .Sh SYNOPSIS
    .Nm
    .Op Ar options
    .Nm
    .Op Ar options
    .Ar command
    .Op Ar argument ...
    .Nm
    .Op Ar options
    .Fl c Ar line
    .Op Fl c Ar line ...
    .Nm
    .Op Ar options
    .Fl f Ar file
    .Sh DESCRIPTION
    .Nm
    runs an event bus with the handlers of an application.
    Its commands emit events, subscribe handlers, and list what is there.
    It prints a trace of every emission: the handlers in the order in which they ran, their
    results, and the events that they emitted in turn.
    .Pp
    Commands come from a prompt if standard input is a terminal, and from standard input otherwise.
    With
    .Fl f
    they come from
    .Ar file ,
    and with
    .Fl c
    from the arguments.
    A
    .Ar command
    in the arguments runs alone.
    """.textLines + (console.note.isEmpty ? [] : [".Pp"] + Self.text(console.note))
  }

  private var handlers: [String] {
    let items = language.handlers.map { entry in
      let reads = entry.fields.isEmpty ? [] : Self.text("It reads \(entry.fields.text).")
      let discussion = entry.discussion.isEmpty ? [] : Self.text(entry.discussion)
      let summary = Self.text(entry.summary.asSentence)
      return (item: Self.literal(entry.usage), lines: summary + discussion + reads)
    }
    return ["The handlers that", ".Ic subscribe", "accepts."] + Self.list(items)
  }

  private var rules: [String] {
    ["The promises of the bus.", ".Ql help Ar rule", "explains a rule, with examples."]
      + Self.list(RuleTable.entries.map { (item: ".It \($0.name)", lines: Self.text($0.promise)) })
  }

  private func topic(_ name: String) -> [String] {
    guard let topic = TopicTable.entry(named: name, in: language) else { return [] }
    let items = topic.items.map {
      (item: Self.literal($0.term), lines: Self.text($0.text.asSentence))
    }
    return Self.text(topic.text) + Self.list(items)
  }

  private func group(
    _ group: CommandGroup,
    _ entries: [CommandEntry]
  ) -> [String] {
    [".Ss \(group.rawValue.prefix(1).uppercased())\(group.rawValue.dropFirst())"]
      + Self.list(
        entries.map { entry in
          let lines = entry.examples(in: language).map(Self.escaped)
          let examples = [".Bd -literal -offset indent"] + lines + [".Ed"]
          let summary =
            Self.text(entry.summary.asSentence) + Self.text(entry.discussion(in: language))
            + Self.text(entry.otherNames ?? "")
          return (Self.literal(entry.usage), summary + (lines.isEmpty ? [] : examples))
        }
      )
  }

  private func examples(_ name: String) -> [String] {
    let emission = language.handlers.lazy.flatMap(\.examples).first { $0.hasPrefix("emit ") }
    return """
      Emit an event and see what its handlers do:
      .Bd -literal -offset indent
      $ \(name) \(Self.escaped((emission ?? language.exampleEvents.first.emission).payloadInQuotes))
      .Ed
      .Pp
      Check a script; the exit status is 1 if an expectation fails:
      .Bd -literal -offset indent
      $ \(name) --quiet <<'END'
      subscribe order.paid print
      emit order.paid {"order": 12}
      expect ran print
      END
      .Ed
      .Pp
      Count the records of a script by kind:
      .Bd -literal -offset indent
      $ \(name) --format jsonl -f script.bus | jq -r .kind | sort | uniq -c
      .Ed
      """.textLines.map { $0.hasPrefix(".") ? $0 : $0.replacing("'", with: "\\(aq") }
  }
}

extension String {
  /// A command whose payload is in quotes for a shell.
  fileprivate var payloadInQuotes: String {
    guard let start = firstIndex(of: "{") else { return self }
    return "\(self[..<start])'\(self[start...])'"
  }
}

// MARK: - Options

extension ManPage {
  /// The options as the argument parser describes them.
  private var options: [String] {
    let description = OptionParser.$console.withValue(console) { OptionParser.description }
    let parsed = try? JSONParser.object(in: Array(description.utf8)[...], as: .line)
    let command = parsed?["command"] as? EventData
    let arguments = command?["arguments"] as? [any Sendable] ?? []
    return """
      Options stand before the command, in any order.
      All words after the command belong to it.
      If an option is repeated, the last one counts; only
      .Fl c
      may be repeated, and each adds a line.
      .Ql \(console.name) --generate-completion-script Ar shell
      prints the completion script for bash, zsh or fish.
      .Ql \(console.name) --generate-man-page
      prints this page.
      """.textLines + Self.list(arguments.compactMap(Self.option))
  }

  private static func option(_ argument: any Sendable) -> (item: String, lines: [String])? {
    guard let fields = (argument as? EventData), let kind = fields["kind"] as? String,
      kind != "positional"
    else { return nil }
    let names = (fields["names"] as? [any Sendable] ?? []).compactMap { $0 as? EventData }
      .map { name in
        (name["kind"] as? String == "long" ? "Fl -" : "Fl ") + (name["name"] as? String ?? "")
      }
    let isOption = kind == "option"
    let value = isOption ? (fields["valueName"] as? String).map { " Ar \($0)" } ?? "" : ""
    let values = (fields["allValues"] as? [any Sendable])?.compactMap { $0 as? String }
    let standard = isOption ? fields["defaultValue"] as? String : nil
    let facts = [
      fields["abstract"] as? String, values.map { "One of \($0.joined(separator: ", "))." },
      standard.map { "The default is \($0)." },
    ]
    return (
      ".It " + names.map { $0 + value }.joined(separator: " , "),
      text(facts.compactMap(\.self).joined(separator: " "))
    )
  }
}

// MARK: - Text

extension ManPage {
  private static func list(_ items: [(item: String, lines: [String])]) -> [String] {
    [".Bl -tag -width Ds"] + items.flatMap { [$0.item] + $0.lines } + [".El"]
  }

  /// An item of text to be typed.
  private static func literal(_ text: String) -> String {
    ".It Li \"\(escaped(text).replacing("\"", with: "\\(dq"))\""
  }

  /// Sentences, each on lines of its own; lines that begin with spaces stay as they are.
  private static func text(_ text: String) -> [String] {
    var lines: [String] = []
    var isLiteral = false
    for line in text.split(separator: "\n").map(String.init) {
      if line.hasPrefix(" ") != isLiteral {
        isLiteral.toggle()
        lines.append(isLiteral ? ".Bd -literal" : ".Ed")
      }
      lines += isLiteral ? [escaped(line)] : sentences(line)
    }
    return lines + (isLiteral ? [".Ed"] : [])
  }

  private static func sentences(_ line: String) -> [String] {
    escaped(line).replacing(". ", with: ".\n").split(separator: "\n").map(String.init)
  }

  private static func escaped(_ text: String) -> String {
    let safe = text.replacing("\\", with: "\\e").replacing("'", with: "\\(aq")
      .replacing("--", with: "\\-\\-")
    return safe.hasPrefix(".") ? "\\&" + safe : safe
  }
}
