extension TopicTable {
  /// The files of a program.
  static func files(in language: CommandLanguage) -> Topic {
    let program = language.program
    let lessons = [
      (
        term: "~/.local/state/\(program)/lessons",
        text: "the lessons that were done at a prompt; XDG_STATE_HOME names another directory"
      )
    ]
    return Topic(
      name: "files",
      title: "the files of the program",
      text: "With --safe only a script that -f names is read, and nothing is written.",
      items: [
        (
          "~/.config/\(program)/rc",
          "commands that run when a prompt starts, and only then; an error is reported with its "
            + "line, and the prompt goes on; --no-rc skips the file, and XDG_CONFIG_HOME names "
            + "another directory"
        ),
        (
          "~/.local/state/\(program)/history",
          "the commands typed at prompts, one a line; only you can read the file; "
            + "\(CommandLanguage.historyVariable(of: program)) and XDG_STATE_HOME name another place"
        ),
      ] + (language.hasLessons ? lessons : []) + [
        (
          "~/.editrc",
          "the keys of the prompt, as editrc(5) describes them; EDITRC names another file"
        ),
        (
          "FILE of source, -f",
          "a script; by custom its name ends in .bus"
        ),
        (
          "FILE of open, replay",
          "a recording, one record a line; an application that writes much begins a new one, and the "
            + "older ones are FILE.1, FILE.2 and so on"
        ),
        (
          "FILE of save, export",
          "written whole or not at all: FILE.PID.new is the new file until it is complete"
        ),
      ]
    )
  }
}
