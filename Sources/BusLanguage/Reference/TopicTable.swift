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
    "language", "input", "prompt", "records", "cloudevents", "files", "status", "safe",
    "environment",
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
        text: "Each line has one command.",
        items: [
          ("word", "words are separated by spaces; 'a b', \"a b\" and a\\ b are one word"),
          (
            "spaces",
            "only plain spaces and tabs separate words; quote any other space or invisible character"
          ),
          ("{...}", "a payload is a plain JSON object; it may continue over several lines"),
          (
            "#",
            "starts a comment at the beginning of a word; where a command takes an emission, #1 is "
              + "emission 1"
          ),
          ("&", "at the end of 'emit', runs the emission in the background"),
          (
            "handler",
            "handlers with the same text are one handler; count and flaky keep their counts when "
              + "they are unsubscribed"
          ),
        ]
      ),
      Topic(
        name: "input",
        title: "where commands come from",
        text: """
          Without arguments, the program shows a prompt at a terminal, and reads standard input
          otherwise.
          """,
        items: [
          ("\(program) COMMAND", "the command in the arguments"),
          ("\(program) -c LINE", "the line; several -c run one after another"),
          ("\(program) -f FILE", "the commands in a file; - is standard input"),
          (
            "\(program) --input cloudevents",
            "events on standard input, after the lines of -c or -f; 'help cloudevents' says more"
          ),
        ]
      ),
      Topic(
        name: "prompt",
        title: "the keys at the prompt",
        text: "The keys are those of emacs, unless ~/.editrc changes them.",
        items: [
          (
            "Tab",
            "complete a command, event, handler, file or payload key; again: show the next page of "
              + "the list"
          ),
          ("Right, End", "accept grey text that comes from the history"),
          ("Ctrl-C", "drop the line; while a command runs, cancel it (as does Ctrl-\\)"),
          ("Ctrl-D", "leave when the emissions in the background have ended"),
          ("Ctrl-R", "search the history"),
          ("Ctrl-X Ctrl-E", "change the line in the editor that VISUAL or EDITOR names"),
          ("Ctrl-Z", "stop the program; 'fg' in the shell continues it"),
          ("Up, Down", "go through the history"),
          ("pasting", "several lines are pasted as one piece, which waits for Enter"),
          ("vi", "'bind -v' in ~/.editrc chooses vi's keys; '-- command --' marks command mode"),
          ("set hints", "'set hints off' hides all grey text"),
          ("set color", "'set color off' hides colours and all grey text"),
        ]
      ),
      Topic(
        name: "records",
        title: "what --format jsonl prints",
        text: """
          A record is printed for each thing that happens. It has a seq, counted from 1 without
          gaps, and a kind. With --timing it also has time_ns, counted from the start of the
          session, and duration_ns if something ended. The answers of commands, such as trace
          --order, have kinds of their own and no seq. A member without a value is left out.
          """,
        items: records(of: language)
      ),
      cloudEvents(of: program),
      files(in: language),
      Topic(
        name: "status",
        title: "the exit status",
        text: """
          What handlers do does not change the exit status, unless --strict is given. After a
          command fails, the later ones still run, unless --bail is given.
          """,
        items: [
          ("0", "every command succeeded, whatever the handlers did"),
          ("1", "a command failed, or the results cannot be written"),
          ("4", "with --strict: a handler failed or an emission was refused"),
          ("64", "the options, or the command in the arguments, are wrong"),
          ("66", "the script cannot be read (1 if 'source' runs it)"),
          (
            "129, 130, 143",
            "a signal ended it; running emissions were cancelled, and their traces printed"
          ),
          ("N", "'quit N' was run; in a sourced script the status is then 1, unless N is 0"),
        ]
      ),
      Topic(
        name: "safe",
        title: "what --safe refuses",
        text: """
          --safe lets you run a script that you do not trust. The script can reach nothing outside
          the process except its input and its output. The commands and handlers below are refused.
          The history\(
            language.hasLessons ? ", the list of completed lessons" : ""
          ), ~/.editrc and the commands in rc are neither read
          nor written. A script named by -f is read, because you chose it.
          """,
        items: outside(in: language)
      ),
      Topic(
        name: "environment",
        title: "environment variables",
        text: "An option takes precedence over a variable.",
        items: [
          (
            CommandLanguage.historyVariable(of: program),
            "the file of the prompt's history; if it is empty, no history is kept"
          ),
          (
            "XDG_STATE_HOME",
            "the directory of \(program)/history"
              + (language.hasLessons
                ? " and of \(program)/lessons, the list of completed lessons" : "")
              + "; the default is ~/.local/state"
          ),
          ("XDG_CONFIG_HOME", "the directory of \(program)/rc; the default is ~/.config"),
          ("VISUAL, EDITOR", "the editor of 'edit'; the default is vi"),
          ("NO_COLOR", "if it is not empty, output has no colour"),
          ("CLICOLOR_FORCE", "if it is set and not 0, output has colour without a terminal, too"),
          ("CLICOLOR", "if it is 0, output at a terminal has no colour"),
          ("TERM", "if it is dumb or unknown, the terminal gets plain text only"),
          ("EDITRC", "the file with the keys of the line editor, instead of ~/.editrc"),
        ]
      ),
    ] + (language.hasLessons ? [lessons(of: program)] : [])
  }

  /// The commands and handlers that reach outside the process.
  private static func outside(in language: CommandLanguage) -> [(term: String, text: String)] {
    language.commands.filter { $0.reach == .outside }.map { ($0.usage, $0.summary) }
      + (language.hasLessons ? [("learn FILE", "start a file of lessons")] : [])
      + language.handlers.filter { $0.reach == .outside }.map { ($0.usage, $0.summary) }
  }

  /// The records that are printed for programs: first those of facts, then those of commands.
  private static func records(of language: CommandLanguage) -> [(term: String, text: String)] {
    [
      ("emission.started", "has emission, parent, position, depth, event, handlers, data"),
      ("handler.started", "has emission, position, subscription, handler"),
      ("handler.finished", "has emission, position, subscription, handler, outcome, error, note"),
      ("emission.finished", "has emission, event, completed, failed, cancelled, skipped"),
      ("emission.cancelled", "has emission, event"),
      ("emission.refused", "has parent, depth, event, reason, chain"),
      ("handler.subscribed", "has event, subscription, handler"),
      ("handler.unsubscribed", "has event, subscription, handler, found"),
    ]
      + ([
        ("gap", "a note on what a view leaves out: has text"),
        (
          "notice",
          "the text of a command of the application\(language.hasLessons ? ", of a lesson" : "") or of "
            + "a pause: has text"
        ),
      ] + language.commands.flatMap(\.records)).sorted { $0.0 < $1.0 }
  }
}
