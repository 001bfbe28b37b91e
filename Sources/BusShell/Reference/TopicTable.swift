/// What there is to know about the program that belongs to no single command.
///
/// Help shows it, and the man page has it.
package struct Topic: Sendable {
  package let name: String

  /// What it is about, in a few words.
  package let title: String

  /// What there is to say first, in whole sentences.
  package let text: String

  /// What there is to say about each of several things, in phrases without a full stop.
  package let items: [(term: String, text: String)]
}

/// All topics, in the order in which help lists them.
package enum TopicTable {
  package static func entry(named name: String) -> Topic? {
    entries.first { $0.name == name }
  }

  package static let entries = [
    Topic(
      name: "language",
      title: "how commands are written",
      text: "One command a line.",
      items: [
        ("word", "words are separated by spaces; 'a b', \"a b\" and a\\ b are one word"),
        ("{...}", "a payload is a JSON object as it is, over several lines if need be"),
        ("#", "a comment begins where a word could"),
        ("&", "at the end of emit: run it in the background"),
      ]
    ),
    Topic(
      name: "input",
      title: "where commands come from",
      text: "Without arguments it is a prompt at a terminal, and standard input otherwise.",
      items: [
        ("busctl COMMAND", "one command, whose words are the arguments"),
        ("busctl -c LINE", "a line; with several -c, one after another"),
        ("busctl -f FILE", "a script; - is standard input"),
      ]
    ),
    Topic(
      name: "prompt",
      title: "what keys do at the prompt",
      text: "The keys are those of emacs, or what ~/.editrc says.",
      items: [
        ("Tab", "complete commands, events, handlers, files, and keys of payloads"),
        ("Ctrl-C", "drop the line; while something runs, cancel that, as Ctrl-\\ does, too"),
        ("Ctrl-D", "leave, once what runs in the background has ended"),
        ("Ctrl-R", "search what was typed before"),
        ("Ctrl-Z", "stop the program; fg goes on"),
        ("Up, Down", "go through what was typed before"),
        ("pasting", "text of several lines waits for Enter, as one piece"),
      ]
    ),
    Topic(
      name: "records",
      title: "what --format jsonl prints",
      text: """
        Each has a seq, from 1 without gaps, and a kind; with --timing times in nanoseconds. What
        commands such as trace --order answer has a kind of its own, and no seq.
        """,
      items: [
        ("emission.started", "emission, parent, depth, event, handlers, data"),
        ("handler.started", "emission, position, subscription, handler"),
        (
          "handler.finished",
          "emission, position, subscription, handler, outcome, error, note"
        ),
        ("emission.finished", "emission, event, completed, failed, cancelled"),
        ("emission.refused", "parent, depth, event, reason, chain"),
        ("handler.subscribed", "event, subscription, handler"),
        ("handler.unsubscribed", "event, subscription, handler, found"),
      ]
    ),
    Topic(
      name: "status",
      title: "what the exit status says",
      text: "What handlers do is no matter of the exit status, unless it is asked for.",
      items: [
        ("0", "every command succeeded, whatever the handlers did"),
        ("1", "a command failed; the others still ran, unless --bail was given"),
        ("4", "with --strict: a handler failed"),
        ("64", "the options, or the one command in the arguments, cannot be understood"),
        ("66", "a script cannot be read"),
        ("130, 143", "a signal ended the program; what ran was cancelled, and its trace is whole"),
        ("N", "quit N was called"),
      ]
    ),
    Topic(
      name: "environment",
      title: "what the environment decides",
      text: "Options outweigh the environment.",
      items: [
        ("BUSCTL_HISTORY", "where the prompt's history is kept; empty for nowhere"),
        (
          "XDG_STATE_HOME",
          "the folder of busctl/history and of busctl/lessons, which lists the lessons that are "
            + "done; otherwise it is ~/.local/state"
        ),
        ("NO_COLOR", "if it is set and not empty, nothing is coloured"),
        ("CLICOLOR_FORCE", "if it is set and not 0, colours also off a terminal"),
        ("CLICOLOR", "if it is 0, nothing is coloured at a terminal"),
        ("TERM", "if it is dumb or not known here, terminals get nothing but text"),
        ("EDITRC", "the file with the keys of the line editor, instead of ~/.editrc"),
      ]
    ),
  ]
}
