/// A topic of help that belongs to no single command.
///
/// Help shows it, and the man page includes it.
package struct Topic: Sendable {
  package let name: String

  /// The subject, in a few words.
  package let title: String

  /// The introduction, in whole sentences.
  package let text: String

  /// The terms and their explanations, which are phrases without a full stop.
  package let items: [(term: String, text: String)]
}

/// All topics, in the order in which help lists them.
package enum TopicTable {
  /// The names of the topics.
  static let names = [
    "language", "input", "prompt", "records", "cloudevents", "status", "safe", "environment",
  ]

  /// Returns the names of the topics of a program with a language.
  package static func names(in language: CommandLanguage) -> [String] {
    names + (language.hasLessons ? ["lessons"] : [])
  }

  package static func entry(named name: String, in language: CommandLanguage) -> Topic? {
    entries(in: language).first { $0.name == name }
  }

  /// Returns the topics of a program with a language.
  package static func entries(in language: CommandLanguage) -> [Topic] {
    let program = language.program
    return [
      Topic(
        name: "language",
        title: "how commands are written",
        text: "One command a line.",
        items: [
          ("word", "words are separated by spaces; 'a b', \"a b\" and a\\ b are one word"),
          (
            "spaces",
            "other spaces than plain ones and tabs, and what is not seen, belong in quotes"
          ),
          ("{...}", "a payload is a JSON object as it is, over several lines if need be"),
          (
            "#",
            "a comment begins where a word could; but #1 is emission 1 where a command takes one"
          ),
          ("&", "at the end of emit: run it in the background"),
          (
            "handler",
            "the same text is the same handler; count and flaky go on counting after they were "
              + "unsubscribed, others are forgotten"
          ),
        ]
      ),
      Topic(
        name: "input",
        title: "where commands come from",
        text: "Without arguments it is a prompt at a terminal, and standard input otherwise.",
        items: [
          ("\(program) COMMAND", "one command, whose words are the arguments"),
          ("\(program) -c LINE", "a line; with several -c, one after another"),
          ("\(program) -f FILE", "a script; - is standard input"),
          (
            "\(program) --input cloudevents",
            "events on standard input, after the lines of -c or -f; 'help cloudevents' says more"
          ),
        ]
      ),
      Topic(
        name: "prompt",
        title: "what keys do at the prompt",
        text: "The keys are those of emacs, or what ~/.editrc says.",
        items: [
          (
            "Tab",
            "complete commands, events, handlers, files, and keys of payloads; again, show the next "
              + "page of the list"
          ),
          ("Right, End", "take the grey end of an earlier command; grey operands are only shown"),
          ("Ctrl-C", "drop the line; while something runs, cancel that, as Ctrl-\\ does, too"),
          ("Ctrl-D", "leave, once what runs in the background has ended"),
          ("Ctrl-R", "search what was typed before"),
          ("Ctrl-Z", "stop the program; fg goes on"),
          ("Up, Down", "go through what was typed before"),
          ("pasting", "text of several lines waits for Enter, as one piece"),
          ("vi", "with 'bind -v' in ~/.editrc; '-- command --' shows that letters are commands"),
          ("set hints", "'set hints off' shows nothing grey"),
          ("set color", "'set color off' shows no colours, and nothing grey"),
        ]
      ),
      Topic(
        name: "records",
        title: "what --format jsonl prints",
        text: """
          What happens makes records. Each has a seq, from 1 without gaps, and a kind;
          with --timing also time_ns, since the session began, and duration_ns if
          something ended. Answers, such as that of trace --order, have kinds of their
          own and no seq. What has no value is left out.
          """,
        items: records(of: language)
      ),
      cloudEvents(of: program),
      Topic(
        name: "status",
        title: "what the exit status says",
        text: """
          What handlers do is no matter of the exit status, unless it is asked for.
          After a command that failed the others still run, unless --bail was given.
          """,
        items: [
          ("0", "every command succeeded, whatever the handlers did"),
          ("1", "a command failed, or the results cannot be written"),
          ("4", "with --strict: a handler failed or an emission was refused"),
          ("64", "the options, or the command beside them, cannot be understood"),
          ("66", "the script cannot be read; if it is sourced, the status is 1"),
          ("129, 130, 143", "a signal ended it; what ran is cancelled, its trace whole"),
          ("N", "the status that 'quit N' asked for; in a sourced script, 1 unless N is 0"),
        ]
      ),
      Topic(
        name: "safe",
        title: "what --safe refuses",
        text: """
          With --safe a script of somebody else can be run: it reaches nothing outside the process
          but its input and its output. What is listed here is refused. The history, the list of
          lessons that are done and ~/.editrc are neither read nor written. A script that -f names is
          read, since the user has chosen it.
          """,
        items: outside(in: language)
      ),
      Topic(
        name: "environment",
        title: "what the environment decides",
        text: "Options outweigh the environment.",
        items: [
          (
            CommandLanguage.historyVariable(of: program),
            "where the prompt's history is kept; empty for nowhere"
          ),
          (
            "XDG_STATE_HOME",
            "the folder of \(program)/history"
              + (language.hasLessons
                ? " and of \(program)/lessons, which lists the lessons that are done" : "")
              + "; otherwise it is ~/.local/state"
          ),
          ("NO_COLOR", "if it is set and not empty, nothing is coloured"),
          ("CLICOLOR_FORCE", "if it is set and not 0, colours also off a terminal"),
          ("CLICOLOR", "if it is 0, nothing is coloured at a terminal"),
          ("TERM", "if it is dumb or not known here, terminals get nothing but text"),
          ("EDITRC", "the file with the keys of the line editor, instead of ~/.editrc"),
        ]
      ),
    ] + (language.hasLessons ? [lessons(of: program)] : [])
  }

  /// The commands and handlers that reach outside the process.
  private static func outside(in language: CommandLanguage) -> [(term: String, text: String)] {
    language.commands.filter { $0.reach == .outside }.map { ($0.usage, $0.summary) }
      + language.handlers.filter { $0.reach == .outside }.map { ($0.usage, $0.summary) }
  }

  /// The records that are printed for programs: first those of facts, then those of commands.
  private static func records(of language: CommandLanguage) -> [(term: String, text: String)] {
    [
      ("emission.started", "has emission, parent, depth, event, handlers, data"),
      ("handler.started", "has emission, position, subscription, handler"),
      ("handler.finished", "has emission, position, subscription, handler, outcome, error, note"),
      ("emission.finished", "has emission, event, completed, failed, cancelled, skipped"),
      ("emission.cancelled", "has emission, event"),
      ("emission.refused", "has parent, depth, event, reason, chain"),
      ("handler.subscribed", "has event, subscription, handler"),
      ("handler.unsubscribed", "has event, subscription, handler, found"),
    ]
      + ([
        ("gap", "what a view does not show: has text")
      ] + language.commands.flatMap(\.records)).sorted { $0.0 < $1.0 }
  }
}
