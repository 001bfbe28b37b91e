extension TopicTable {
  /// The files of lessons, for those who write them.
  static func lessons(of program: String) -> Topic {
    Topic(
      name: "lessons",
      title: "how lessons are written",
      text: """
        A file has lessons as text, in the manner of Markdown: paragraphs are text, and lines that are
        indented by four spaces are commands. 'learn FILE' starts it, '\(program) lesson FILE' checks it,
        and '\(program) grade FILE SCRIPT...' says which scripts solve it. A translation is a file with
        the same ids. The sections may stand in any order; Task, Goals, Hints and Solution have to be
        there.
        """,
      items: [
        ("# TITLE", "begins a lesson; a file has one or several"),
        (
          "id: NAME",
          "follows the title: letters, digits and hyphens; what is done is remembered by it"
        ),
        ("text", "after that an explanation, of at most twelve lines of 80 columns"),
        (
          "## Preparation",
          "commands that run before the student's, without output; the bus is empty, and time is "
            + "virtual, with the seed that 'set seed N' gives"
        ),
        (
          "## Question",
          "a text, the commands that it is about, and the kind of answer; the right answer comes from "
            + "running them, not from the file"
        ),
        ("Answer: runs", "the handlers that start, in order, nested ones too"),
        ("Answer: count", "how many handlers start"),
        (
          "Answer: state SERVICE [ITEM] FIELD",
          "the field as 'state' shows it; an item is named by its first field; with only SERVICE it "
            + "is the number of its items"
        ),
        ("## Task", "what the student has to bring about"),
        (
          "## Goals",
          "for each goal what to say while it is missed, and below it commands 'expect'; of one goal "
            + "they are about one emission and those nested in it, and those that name an event about "
            + "the same emission of it"
        ),
        ("## Hints", "lines that begin with '- ', the vaguest first"),
        ("## Solution", "commands that meet the goals"),
        ("## Remark", "what to say in the end"),
      ]
    )
  }
}
