import BusShell
import Foundation
import TestSupport
import Testing

struct LessonTests {
  private static let numbers = 1...LessonTable.entries.count

  @Test func `there are at least twenty lessons, each with a title and an id of its own`() {
    #expect(LessonTable.entries.count >= 20)
    #expect(Set(LessonTable.entries.map(\.title)).count == LessonTable.entries.count)
    #expect(Set(LessonTable.entries.map(\.id)).count == LessonTable.entries.count)
  }

  @Test func `the lessons are the files beside the sources, without errors`() throws {
    let directory = Repository.root.appending(path: "Sources/BusShell/Lessons/Texts")
    let files = try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted()
    #expect(files == LessonTable.entries.map { "\($0.id).md" }.sorted())
    for name in files {
      let file = LessonFile(try Data(contentsOf: directory.appending(path: name)))
      #expect(file.errors.isEmpty, "\(name)")
      let built = LessonTable.entries.first { "\($0.id).md" == name }
      #expect("\(file.lessons)" == "\(built.map { [$0] } ?? [])")
    }
  }

  @Test(arguments: numbers)
  func `the model solution of a lesson passes its check`(number: Int) async {
    let lesson = LessonTable.entries[number - 1]
    let script = (["learn \(number)"] + lesson.solution.map(\.text) + ["check"])
      .joined(separator: "\n")
    let printed = await transcript(script)
    #expect(printed.contains("lesson \(number): \(lesson.title)\n"))
    #expect(printed.contains("done: \(lesson.title)\n"))
    #expect(!printed.contains("error:"))
    #expect(printed.hasSuffix("exit status 0\n"))
  }

  @Test(arguments: numbers)
  func `the model solution passes after the question was tried out`(number: Int) async {
    let lesson = LessonTable.entries[number - 1]
    let question = lesson.question?.commands.map(\.text) ?? []
    // A copy of the question's commands solves no task, once or twice.
    let once = await transcript(
      (["learn \(number)"] + question + question + ["check"]).joined(separator: "\n")
    )
    #expect(!once.contains("done: "), "\(once)")
    let answer = ["answer \(lesson.question?.answer?.kind == .count ? "0" : "nobody")"]
    let solution = lesson.solution.map(\.text)
    let tries = question + ["task"]
    for way in [tries, answer, answer + tries, answer + question + answer + tries] {
      let printed = await transcript((["learn \(number)"] + way + solution).joined(separator: "\n"))
      #expect(printed.contains("\ndone: \(lesson.title)\n"), "\(way): \(printed)")
      #expect(!printed.contains("error:"))
      let isNoticed = printed.contains("\nthe bus is as it was at the start of the lesson\ntask: ")
      #expect(isNoticed == way.starts(with: tries) || way.count > tries.count)
    }
  }

  @Test(arguments: numbers)
  func `a lesson is not done without its solution, nor with a part of it`(number: Int) async {
    let lesson = LessonTable.entries[number - 1]
    // Commands that only show the result are not needed.
    let needed = lesson.solution.map(\.text).filter { line in
      !["explain", "trace", "set", "state"].contains { line.hasPrefix($0) }
    }
    for count in 0..<needed.count where !(needed.count - count == 1 && needed.last == "wait") {
      let script = ["learn \(number)"] + needed.prefix(count) + ["check"]
      let printed = await transcript(script.joined(separator: "\n"))
      #expect(printed.contains("\nnot yet: "), "with \(needed.prefix(count))")
      #expect(printed.contains("\n'hint' helps, 'again' starts over\n"))
      #expect(!printed.contains("error:"))
      #expect(!printed.contains("done: "))
      #expect(printed.hasSuffix("exit status 1\n"))
    }
  }

  @Test(arguments: numbers)
  func `a lesson fits on a screen, and has hints`(number: Int) async {
    let start = await transcript("learn \(number)")
    #expect(start.split(separator: "\n", omittingEmptySubsequences: false).count < 25)
    let printed = await transcript("learn \(number)\nhint\nhint\nhint\nhint\nhint")
    let lines = printed.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count { $0 == lines[lines.count - 3] } > 1)
    let task = await transcript("learn \(number)\ntask")
    #expect(task.contains("'hint' helps, 'again' starts over"))
  }

  @Test(arguments: numbers)
  func `the text of a lesson fits into 80 columns`(number: Int) async {
    let solution = LessonTable.entries[number - 1].solution.map(\.text)
    let early = "learn \(number)\ncheck\nhint\nhint\nhint\nhint"
    // Between them is a tree, whose width depends on its depth.
    let printed = await transcript(
      (["learn \(number)"] + solution + ["check"]).joined(separator: "\n")
    )
    .split(separator: "\n")
    // The check at the end says again that the task is done, below the trees.
    let late = printed[(printed.lastIndex { $0.hasPrefix("done: ") } ?? 0)...]
    for line in await transcript(early).split(separator: "\n") + late {
      #expect(line.count <= 80, "\(line)")
    }
    #expect(late.count > 2)
  }

  @Test func `progress is remembered and listed, and lessons can be skipped and started over`()
    async
  {
    let printed = await transcript(
      """
      learn 1
      emit order.paid
      next
      again
      learn --list
      """
    )
    #expect(
      printed.contains("\n'next' starts the next lesson, 'solution' shows a solution beside yours,")
    )
    #expect(printed.contains("\n1   done  nobody         Emitting to nobody\n"))
    #expect(printed.contains("\n2   now   order          Subscribing, and order\n"))
    #expect(printed.components(separatedBy: "lesson 2: Subscribing, and order").count == 3)
    #expect(
      printed.hasSuffix(
        "'learn' continues, 'learn N' starts one; 'reset' returns to your session\nexit status 0\n"
      )
    )
  }

  @Test(arguments: ["check", "hint", "skip", "again", "next", "task", "solution", "answer x"])
  func `without a lesson it is said how to start one`(command: String) async {
    let printed = await transcript("\(command)\nlearn 1\nreset\n\(command)")
    let message = "error: no lesson has been started\nhint: 'learn' starts one\n"
    #expect(printed.components(separatedBy: message).count == 3)
  }

  @Test(arguments: ["0", "99", "x"])
  func `a lesson that does not exist is an error`(number: String) async {
    #expect(
      await transcript("learn \(number)").contains(
        "error: expected the number or the id of a lesson, or a file, found '\(number)'"
      )
    )
  }

  @Test func `lessons run in virtual time`() async {
    let printed = await transcript(
      "learn 8\nsubscribe e sleep 600m\nset timing on\nemit e\nreset\nemit e"
    )
    #expect(printed.contains("sleep 600m  completed  10h00m\n"))
  }

  @Test func `the last lesson has no next one`() async {
    let printed = await transcript("learn \(LessonTable.entries.count)\nskip")
    #expect(printed.contains("error: that was the last lesson\nhint: 'learn --list' lists them\n"))
  }
}
