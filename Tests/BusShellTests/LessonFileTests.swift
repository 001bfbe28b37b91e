import BusLanguage
import BusShell
import Testing

/// The format of lesson files.
struct LessonFileTests {
  private static let whole = """
    # Subscribing, and order
    id: order

    One line,
    and another.

    A paragraph:

        emit order.paid

    ## Preparation
        set seed 7
        subscribe order.paid print first

    ## Question
    Which of them runs?

        emit order.paid

    Answer: runs

    ## Task
    Emit it.

    ## Goals
    It has not run
    to its end.

        expect ran "print a" in order.paid
        expect emitted in order.paid

    Nobody else.

        expect count 1 in order.paid

    ## Hints
    - The vague one,
      of two lines.
    - The exact one.

    ## Solution
        subscribe order.paid print a
        emit order.paid

    ## Remark
    In real systems it is not so.
    """

  private func lesson(_ text: String) throws -> Lesson {
    let file = LessonFile(text.utf8)
    #expect(file.errors.isEmpty)
    #expect(file.lessons.count == 1)
    return try #require(file.lessons.first)
  }

  @Test func `a lesson has the parts that its file has`() throws {
    let lesson = try lesson(Self.whole)
    #expect(lesson.id == "order")
    #expect(lesson.title == "Subscribing, and order")
    #expect(lesson.text?.text == "One line, and another.\n\nA paragraph:\n  emit order.paid")
    #expect(
      lesson.preparation.map(\.text) == ["set seed 7", "subscribe order.paid print first"]
    )
    #expect(lesson.preparation.map(\.line) == [12, 13])
    #expect(lesson.question?.text?.text == "Which of them runs?")
    #expect(lesson.question?.commands.map(\.text) == ["emit order.paid"])
    #expect(lesson.question?.answer?.kind == .runs)
    #expect(lesson.task?.text == "Emit it.")
    #expect(lesson.goals.map(\.missing.text) == ["It has not run to its end.", "Nobody else."])
    #expect(lesson.goals.map(\.expectations.count) == [2, 1])
    #expect(lesson.hints.map(\.text) == ["The vague one, of two lines.", "The exact one."])
    #expect(lesson.solution.map(\.line) == [42, 43])
    #expect(lesson.remark?.text == "In real systems it is not so.")
  }

  @Test func `a file has several lessons, and any ends of lines`() throws {
    let second = Self.whole.replacing("id: order", with: "id: order-2")
    let text = "\u{feff}" + (Self.whole + "\n\n" + second).replacing("\n", with: "\r\n")
    let file = LessonFile(text.utf8)
    #expect(file.errors.isEmpty)
    #expect(file.lessons.map(\.id) == ["order", "order-2"])
    #expect(file.lessons.map(\.line) == [1, 48])
  }

  @Test(arguments: [
    ("Answer: count", LessonQuestion.Kind.count),
    ("Answer: state agent", .state(service: "agent", item: nil, field: nil)),
    ("Answer: state groups members", .state(service: "groups", item: nil, field: "members")),
    (
      "Answer: state groups 42 members",
      .state(service: "groups", item: "42", field: "members")
    ),
  ])
  func `a question asks for handlers, their number, or what a service holds`(
    line: String,
    kind: LessonQuestion.Kind
  ) throws {
    let lesson = try lesson(Self.whole.replacing("Answer: runs", with: line))
    #expect(lesson.question?.answer?.kind == kind)
  }

  /// A change of the file, and the message with its line.
  private static let errors = [
    ("# Subscribing, and order\n", "", "1: expected '# TITLE', found 'id: order'"),
    ("id: order\n", "", "3: expected 'id: NAME' after the title, found 'One line,'"),
    (
      "id: order", "id: 1st one",
      "2: expected an id of a letter, then letters, digits and hyphens, found '1st one'"
    ),
    ("## Task\nEmit it.\n", "", "1: expected a section '## Task' in the lesson"),
    (
      "    expect count 1 in order.paid\n", "",
      "32: expected an expectation below the goal, "
        + "indented by four spaces"
    ),
    (
      "It has not run\nto its end.\n", "", "28: expected a message before the expectation of a goal"
    ),
    (
      "## Remark", "## Remarks",
      "45: expected a section (Preparation, Question, Task, Goals, Hints, Solution, Remark), "
        + "found 'Remarks'"
    ),
    ("## Remark", "## Task", "45: expected one section 'Task' in a lesson"),
    ("- The vague one,\n", "", "37: expected '- HINT', found 'of two lines.'"),
    (
      "    set seed 7", "  set seed 7",
      "12: expected a command, indented by four spaces, found 'set seed 7'"
    ),
    (
      "Answer: runs", "Answer: all",
      "20: expected 'Answer: runs', 'count' or 'state SERVICE [ITEM FIELD]', found 'Answer: all'"
    ),
    (
      "Answer: runs", "",
      "16: expected 'Answer: runs', 'Answer: count' or 'Answer: state ...' in the question"
    ),
  ]

  @Test(arguments: errors)
  func `what is wrong is said with its line`(old: String, new: String, message: String) {
    let file = LessonFile(Self.whole.replacing(old, with: new, maxReplacements: 1).utf8)
    let messages = file.errors.map { "\($0.position?.line ?? 0): \($0.message)" }
    #expect(messages.contains(message), "\(messages)")
  }

  @Test func `an id twice is an error of the second lesson`() {
    let errors = LessonFile((Self.whole + "\n\n" + Self.whole).utf8).errors
    #expect(
      errors.map(\.message) == [
        "expected an id of its own, found 'order', as in the lesson on line 1"
      ]
    )
    #expect(errors.first?.position?.line == 48)
  }

  @Test func `a file without a lesson, and lines that are not UTF-8, are errors`() {
    #expect(LessonFile([]).errors.map(\.message) == ["expected '# TITLE', found no lesson"])
    let errors = LessonFile(Array("# A\nid: a\n".utf8) + [0xff, 0x0a]).errors
    #expect(errors.last?.message == "the line is not valid UTF-8")
    #expect(errors.last?.position?.line == 3)
  }

  @Test func `texts cannot act on a terminal`() throws {
    let text = Self.whole.replacing("One line,", with: "One \u{1b}[2J line,")
    #expect(try lesson(text).text?.text.hasPrefix("One \\u{1b}[2J line,") == true)
  }
}
