/// A section of a lesson file, which begins with its name after `## `.
enum LessonSection: String, CaseIterable {
  case preparation = "Preparation"
  case question = "Question"
  case task = "Task"
  case goals = "Goals"
  case hints = "Hints"
  case solution = "Solution"
  case remark = "Remark"

  /// Indicates whether a lesson is none without it.
  var isRequired: Bool {
    switch self {
    case .task, .goals, .hints, .solution: true
    case .preparation, .question, .remark: false
    }
  }
}
