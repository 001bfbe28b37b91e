import ArgumentParser
import BusLanguage
import BusShell
import TerminalText

// Diagnostics of wrong arguments.

extension OptionParser {
  /// Checks that the arguments are valid UTF-8: invalid bytes would be replaced silently.
  static func checkEncoding() throws {
    for index in 1..<max(1, Int(CommandLine.argc)) {
      guard let argument = unsafe CommandLine.unsafeArgv[index] else { continue }
      guard unsafe String(validatingCString: argument) != nil else {
        throw ValidationError("argument \(index) is not valid UTF-8")
      }
    }
  }

  /// The options as JSON.
  static var description: String {
    // The parser has no other function that describes its options.
    _dumpHelp()
  }

  /// Returns the number in the value of an option.
  static func number<Number: FixedWidthInteger>(
    _ text: String,
    among range: ClosedRange<Number>,
    _ expected: String
  ) throws -> Number {
    guard let number = Number(text), range.contains(number) else {
      throw ValidationError("expected \(expected)")
    }
    return number
  }

  /// Returns a URI reference, which has only characters that a URI can have.
  static func uriReference(_ text: String) throws -> String {
    let others = "-._~:/?#[]@!$&'()*+,;=%"
    let isValid = text.allSatisfy { character in
      character.isASCII && (character.isLetter || character.isNumber || others.contains(character))
    }
    guard isValid, !text.isEmpty else {
      throw ValidationError("expected a URI such as /shop or https://example.org/shop")
    }
    return text
  }

  /// Checks that events have standard input for themselves.
  func validateInput() throws {
    guard input == .cloudevents else { return }
    guard words.isEmpty else {
      throw ValidationError("expected -c or -f with --input cloudevents, found a command")
    }
    guard scripts.first != "-" else {
      throw ValidationError(
        "expected a file after -f with --input cloudevents, found '-', which has the events"
      )
    }
  }

  /// Returns the parser's message in the form of the shell's diagnostics.
  static func usageDiagnostic(for error: any Error) -> Diagnostic {
    // Further lines guess at alternatives.
    let text = message(for: error).prefix { $0 != "\n" }
    let message = text.prefix(1).lowercased() + text.dropFirst()
    return Diagnostic(
      (message.hasSuffix(".") ? String(message.dropLast()) : message).escaped,
      at: nil,
      hint(for: message) ?? .hint("'\(configuration.commandName ?? "") --help' lists the options")
    )
  }

  /// Returns the forms of the command line, each with its meaning beside or below it.
  static func usage(of name: String) -> String {
    let columns = String.proseWidth - "USAGE: ".count
    let forms = [
      ("", "a prompt; not at a terminal: stdin"), (" COMMAND [ARG...]", "one command"),
      (" -c LINE...", "these lines, in order"), (" -f FILE", "a script; - is stdin"),
      (" --input cloudevents [-c LINE... | -f FILE]", "events on stdin, after these lines"),
    ].map { ("\(name) [OPTIONS]\($0)", $1) }
    let margin = forms[1].0.count + 2
    // A name may be so long that there is no room beside it.
    let isBeside = columns - margin >= 20
    let indent = isBeside ? margin : 4
    return forms.flatMap { form, meaning in
      var lines = meaning.wrapped(columns - indent).map {
        String(repeating: " ", count: indent) + $0
      }
      if isBeside, form.count < margin {
        lines[0] = form + lines[0].dropFirst(form.count)
        return lines
      }
      return form.wrapped(columns, hanging: 2) + lines
    }
    .joined(separator: "\n")
  }

  /// Returns the text of the help or of the version for a number of columns.
  static func page(for error: any Error, _ columns: Int?) -> String {
    guard let columns, columns < String.proseWidth else {
      return fullMessage(for: error, columns: String.proseWidth) + "\n"
    }
    // The parser itself breaks only some of its lines.
    let message = fullMessage(for: error, columns: .max)
    return message.replacing("USAGE: ", with: "USAGE:\n  ").prose(columns).linesText
  }

  /// Returns a suggestion for an unknown option.
  private static func hint(for message: String) -> Diagnostic.Help? {
    guard let option = message.firstMatch(of: /^unknown option '(.*)'$/)?.1 else { return nil }
    if option == "-" { return .hint("'-f -' reads standard input") }
    // Only the parser's own help lists all options.
    let options = helpMessage().matches(of: /--[a-z][a-z-]*/).map { String($0.output) }
    return .nearest(to: String(option), among: options)
  }
}

extension BusConsole {
  /// Returns the text of `--help` for a number of columns.
  package func usage(columns: Int?) -> String {
    OptionParser.$console.withValue(self) {
      OptionParser.page(for: CleanExit.helpRequest(), columns)
    }
  }
}
