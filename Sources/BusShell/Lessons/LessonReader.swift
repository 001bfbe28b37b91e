import BusLanguage
import TerminalText

/// Reads a lesson file line by line.
struct LessonReader {
  private(set) var lessons: [Lesson] = []
  private(set) var errors: [Diagnostic] = []

  /// The title of the lesson that is being read; nil before the first one.
  private var title: LessonText?
  private var lesson = Lesson(id: "", title: "", line: 0)

  /// Indicates whether the line after the title has been read.
  private var hasID = false

  /// The section that is being read; nil before the first one.
  private var section: LessonSection?
  private var known: Set<LessonSection> = []

  /// Indicates whether the section is unknown, so that its lines mean nothing.
  private var isSkipping = false

  /// Indicates whether the line before was empty or a command, so that a paragraph begins.
  private var isAtParagraph = true

  mutating func fail(_ message: String, _ line: Int, _ help: Diagnostic.Help? = nil) {
    errors.append(Diagnostic(message, at: Position(line: line, column: 1), help))
  }
}

extension LessonReader {
  mutating func read(_ bytes: ArraySlice<UInt8>, number: Int) {
    var bytes = bytes
    if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
    if number == 1, bytes.starts(with: "\u{feff}".utf8) { bytes.removeFirst(3) }
    guard let line = String(utf8: bytes.span) else {
      return fail("the line is not valid UTF-8", number)
    }
    let content = line.trimmed
    if content.isEmpty {
      isAtParagraph = true
    } else if line.hasPrefix("# ") {
      begin(LessonText(line: number, text: content.dropFirst(2).trimmed.escaped))
    } else if title == nil {
      fail("expected '# TITLE', found '\(content.cited)'", number)
    } else if line.hasPrefix("## ") {
      begin(section: content.dropFirst(3).trimmed, number)
    } else if isSkipping {
      return
    } else if line.hasPrefix(String(repeating: " ", count: LessonFile.indentation)) {
      addCommand(LessonText(line: number, text: String(line.dropFirst(LessonFile.indentation))))
      isAtParagraph = true
    } else {
      add(content.escaped, number)
      isAtParagraph = false
    }
  }

  private mutating func begin(_ title: LessonText) {
    endLesson()
    self.title = title
    lesson = Lesson(id: "", title: title.text, line: title.line)
    (hasID, isSkipping, section, known) = (false, false, nil, [])
    isAtParagraph = true
  }

  /// Ends the lesson that is being read, if there is one.
  mutating func endLesson() {
    guard let title else { return }
    if !hasID { fail("expected 'id: NAME' after the title", title.line) }
    for section in LessonSection.allCases where section.isRequired && !has(section) {
      fail("expected a section '## \(section.rawValue)' in the lesson", title.line)
    }
    if let question = lesson.question { check(question, title.line) }
    for goal in lesson.goals where goal.expectations.isEmpty {
      fail("expected an expectation below the goal, indented by four spaces", goal.missing.line)
    }
    if let other = lessons.first(where: { $0.id == lesson.id && !lesson.id.isEmpty }) {
      fail(
        "expected an id of its own, found '\(lesson.id)', as in the lesson on line \(other.line)",
        title.line
      )
    }
    lessons.append(lesson)
    self.title = nil
  }

  /// Returns whether the lesson has something in a section.
  private func has(_ section: LessonSection) -> Bool {
    switch section {
    case .preparation: !lesson.preparation.isEmpty
    case .question: lesson.question != nil
    case .task: lesson.task != nil
    case .goals: !lesson.goals.isEmpty
    case .hints: !lesson.hints.isEmpty
    case .solution: !lesson.solution.isEmpty
    case .remark: lesson.remark != nil
    }
  }

  private mutating func check(_ question: LessonQuestion, _ line: Int) {
    let line = question.text?.line ?? line
    if question.text == nil { fail("expected text in the question", line) }
    if question.commands.isEmpty {
      fail("expected the commands that answer the question, indented by four spaces", line)
    }
    if question.answer == nil {
      fail("expected 'Answer: runs', 'Answer: count' or 'Answer: state ...' in the question", line)
    }
  }

  private mutating func begin(section name: String, _ number: Int) {
    isAtParagraph = true
    guard let section = LessonSection(rawValue: name) else {
      let names = LessonSection.allCases.map(\.rawValue)
      let help = Diagnostic.Help.nearest(to: name, among: names)
      let list = names.joined(separator: ", ")
      isSkipping = true
      return fail("expected a section (\(list)), found '\(name.cited)'", number, help)
    }
    if !known.insert(section).inserted {
      fail("expected one section '\(name)' in a lesson", number)
    }
    (self.section, isSkipping) = (section, false)
    if section == .question, lesson.question == nil { lesson.question = LessonQuestion() }
  }

  private mutating func addCommand(_ command: LessonText) {
    switch section {
    case .preparation: lesson.preparation.append(command)
    case .question: lesson.question?.commands.append(command)
    case .solution: lesson.solution.append(command)
    case .goals:
      guard !lesson.goals.isEmpty else {
        return fail("expected a message before the expectation of a goal", command.line)
      }
      lesson.goals[lesson.goals.count - 1].expectations.append(command)
    case .hints: fail("expected '- HINT', found a command", command.line)
    // Elsewhere it is only shown.
    case .task: lesson.task.add(row: command)
    case .remark: lesson.remark.add(row: command)
    case nil: lesson.text.add(row: command)
    }
  }

  private mutating func add(_ content: String, _ number: Int) {
    let text = LessonText(line: number, text: content)
    if section == nil, !hasID { return readID(text) }
    switch section {
    case nil: lesson.text.add(text, isAtParagraph)
    case .task: lesson.task.add(text, isAtParagraph)
    case .remark: lesson.remark.add(text, isAtParagraph)
    case .question:
      if content.hasPrefix("Answer:") {
        readAnswer(text)
      } else {
        lesson.question?.text.add(text, isAtParagraph)
      }
    case .goals:
      if let last = lesson.goals.last, last.expectations.isEmpty, !isAtParagraph {
        lesson.goals[lesson.goals.count - 1] = LessonGoal(missing: last.missing.joined(text))
      } else {
        lesson.goals.append(LessonGoal(missing: text))
      }
    case .hints:
      if content.hasPrefix("- ") {
        lesson.hints.append(LessonText(line: number, text: content.dropFirst(2).trimmed))
      } else if let last = lesson.hints.popLast() {
        lesson.hints.append(last.joined(text))
      } else {
        fail("expected '- HINT', found '\(content.cited)'", number)
      }
    case .preparation, .solution:
      fail("expected a command, indented by four spaces, found '\(content.cited)'", number)
    }
  }

  private mutating func readID(_ text: LessonText) {
    let isID = text.text.hasPrefix("id:")
    let name = isID ? text.text.dropFirst(3).trimmed : text.text
    hasID = true
    guard isID else {
      fail("expected 'id: NAME' after the title, found '\(name.cited)'", text.line)
      return lesson.text.add(text, isAtParagraph)
    }
    guard name.isLessonID else {
      let form = "a letter, then letters, digits and hyphens"
      return fail("expected an id of \(form), found '\(name.cited)'", text.line)
    }
    lesson.id = name
  }

  private mutating func readAnswer(_ text: LessonText) {
    guard lesson.question?.answer == nil else {
      return fail("expected one answer in a question", text.line)
    }
    let words = text.text.dropFirst("Answer:".count).trimmed
    guard let kind = LessonQuestion.Kind(words) else {
      return fail(
        "expected 'Answer: runs', 'count' or 'state SERVICE [ITEM FIELD]', "
          + "found '\(text.text.cited)'",
        text.line
      )
    }
    lesson.question?.answer = LessonQuestion.Answer(line: text.line, kind: kind)
  }
}

extension LessonText {
  /// Returns the text with another line of the same paragraph.
  fileprivate func joined(_ next: LessonText) -> LessonText {
    LessonText(line: line, text: "\(text) \(next.text)")
  }
}

extension LessonText? {
  /// Adds a line that stands by itself.
  fileprivate mutating func add(row: LessonText) {
    let shown = LessonText(line: row.line, text: "  " + row.text.trimmed.escaped)
    self = self.map { LessonText(line: $0.line, text: "\($0.text)\n\(shown.text)") } ?? shown
  }

  /// Adds a line of text, which may begin a paragraph.
  fileprivate mutating func add(_ line: LessonText, _ isAtParagraph: Bool) {
    guard let text = self else {
      self = line
      return
    }
    let separator = isAtParagraph ? "\n\n" : " "
    self = LessonText(line: text.line, text: text.text + separator + line.text)
  }
}
