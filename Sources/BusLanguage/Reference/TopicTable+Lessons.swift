extension TopicTable {
  /// The files of lessons, for those who write them.
  static func lessons(of program: String) -> Topic {
    Topic(
      name: "lessons",
      title: "how lessons are written",
      text: """
        A file of lessons is text, similar to Markdown: paragraphs are text, and lines indented by four
        spaces are commands. 'learn FILE' starts it, '\(program) lesson FILE' checks it, and
        '\(program) grade FILE SCRIPT...' reports which scripts solve it. A translation is a file with
        the same ids. The sections may stand in any order. Task, Goals, Hints and Solution are required.
        """,
      items: [
        ("# TITLE", "begins a lesson; a file has one or several"),
        (
          "id: NAME",
          "follows the title: letters, digits and hyphens; completed lessons are remembered by their ids"
        ),
        ("text", "after that an explanation, of at most twelve lines of 80 columns"),
        (
          "## Preparation",
          "commands that run before the student's, without output; the bus is empty, and time is "
            + "virtual, with the seed that 'set seed N' gives"
        ),
        (
          "## Question",
          "a text, the commands in question, and the kind of answer; the right answer comes from running "
            + "the commands, not from the file"
        ),
        ("Answer: runs", "the handlers that start, in order, including nested ones"),
        ("Answer: count", "the number of handlers that start"),
        (
          "Answer: state SERVICE [ITEM] FIELD",
          "the field as 'state' shows it; an item is named by its first field; with only SERVICE it "
            + "is the number of its items"
        ),
        ("## Task", "the task of the student"),
        (
          "## Goals",
          "for each goal, the text that is shown while it is missed, and below it 'expect' commands; "
            + "those of one goal check one emission and those nested in it, and those that name an event "
            + "check the same emission of it"
        ),
        ("## Hints", "lines that begin with '- ', the vaguest first"),
        ("## Solution", "commands that meet the goals"),
        ("## Remark", "a text that is shown at the end"),
      ]
    )
  }
}
