import ArgumentParser

// Flags that come in pairs, with a sentence for each.

extension OptionParser {
  /// The flags for durations in traces.
  enum TimingFlag: EnumerableFlag {
    case timing
    case noTiming

    static func help(for flag: Self) -> ArgumentHelp? {
      switch flag {
      case .timing: "Print durations in traces. This is the default for text at a terminal."
      case .noTiming: "Print no durations in traces. This is the default in all other cases."
      }
    }
  }

  /// The flags for grey text at the prompt.
  enum HintsFlag: EnumerableFlag {
    case hints
    case noHints

    static func help(for flag: Self) -> ArgumentHelp? {
      switch flag {
      case .hints: "Show in grey how the line at the prompt may continue."
      case .noHints: "Show no grey text at the prompt."
      }
    }
  }
}
