import BusLanguage
import BusShell
import Foundation
import TestSupport

/// The parts of `man/busctl.1`, in mdoc, that are made from tables and options.
enum ManPage {
  /// Returns a page with its generated parts made again.
  static func regenerated(_ page: String, options: Data) throws -> String {
    var lines: [String] = []
    var isSkipping = false
    for line in page.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.hasPrefix(".\\\" end ") { isSkipping = false }
      if !isSkipping { lines.append(line) }
      guard line.hasPrefix(".\\\" begin ") else { continue }
      isSkipping = true
      lines += try part(String(line.dropFirst(10)), options: options)
    }
    return lines.joined(separator: "\n")
  }

  private static func part(_ name: String, options: Data) throws -> [String] {
    switch name {
    case "options": try list(optionItems(options))
    case "commands": CommandGroup.allCases.flatMap(group)
    case "handlers":
      list(
        CommandLanguage.demo.handlers.map { entry in
          let reads = entry.fields.isEmpty ? [] : text("It reads \(entry.fields.text).")
          let discussion = entry.discussion.isEmpty ? [] : text(entry.discussion)
          return (
            item: literal(entry.usage), lines: text(sentence(entry.summary)) + discussion + reads
          )
        }
      )
    case "rules":
      list(RuleTable.entries.map { (item: ".It \($0.name)", lines: text($0.promise)) })
    default:
      try topic(name)
    }
  }

  private static func topic(_ name: String) throws -> [String] {
    guard let topic = TopicTable.entry(named: name, in: .demo) else {
      throw MissingPart(name: name)
    }
    return text(topic.text)
      + list(topic.items.map { (item: literal($0.term), lines: text(sentence($0.text))) })
  }

  private static func group(_ group: CommandGroup) -> [String] {
    let entries = CommandLanguage.demo.commands.filter { $0.group == group }
    return [".Ss \(group.rawValue.prefix(1).uppercased())\(group.rawValue.dropFirst())"]
      + list(
        entries.map { entry in
          let examples = [".Bd -literal -offset indent"] + entry.examples.map(escaped) + [".Ed"]
          let summary = text(sentence(entry.summary))
          return (literal(entry.usage), summary + text(entry.discussion) + examples)
        }
      )
  }
}

// MARK: - Options

extension ManPage {
  struct MissingPart: Error {
    let name: String
  }

  /// The options as the argument parser describes them.
  private struct Description: Decodable {
    struct Command: Decodable {
      let arguments: [Argument]
    }

    struct Argument: Decodable {
      let kind: String
      let names: [Name]?
      let valueName: String?
      let defaultValue: String?
      let allValues: [String]?
      let abstract: String?
    }

    struct Name: Decodable {
      let kind: String
      let name: String
    }

    let command: Command
  }

  private static func optionItems(_ data: Data) throws -> [(item: String, lines: [String])] {
    let arguments = try JSONDecoder().decode(Description.self, from: data).command.arguments
    return arguments.filter { $0.kind != "positional" }.map { argument in
      let names = (argument.names ?? []).map { ($0.kind == "long" ? "Fl -" : "Fl ") + $0.name }
      let value = argument.kind == "option" ? argument.valueName.map { " Ar \($0)" } ?? "" : ""
      let values = argument.allValues.map { "One of \($0.joined(separator: ", "))." }
      let standard = argument.kind == "option" ? argument.defaultValue : nil
      let facts = [values, standard.map { "Without the option it is \($0)." }].compactMap(\.self)
      return (
        ".It " + names.map { $0 + value }.joined(separator: " , "),
        text(([argument.abstract ?? ""] + facts).joined(separator: " "))
      )
    }
  }
}

// MARK: - Text

extension ManPage {
  private static func list(_ items: [(item: String, lines: [String])]) -> [String] {
    [".Bl -tag -width Ds"] + items.flatMap { [$0.item] + $0.lines } + [".El"]
  }

  /// An item of text to be typed.
  private static func literal(_ text: String) -> String {
    ".It Li \"\(escaped(text).replacing("\"", with: "\\(dq"))\""
  }

  /// A phrase as a sentence.
  private static func sentence(_ phrase: String) -> String {
    phrase.prefix(1).uppercased() + phrase.dropFirst() + "."
  }

  /// Sentences, each on lines of its own; lines that begin with spaces stay as they are.
  private static func text(_ text: String) -> [String] {
    var lines: [String] = []
    var isLiteral = false
    for line in text.split(separator: "\n").map(String.init) {
      if line.hasPrefix(" ") != isLiteral {
        isLiteral.toggle()
        lines.append(isLiteral ? ".Bd -literal" : ".Ed")
      }
      lines += isLiteral ? [escaped(line)] : sentences(line)
    }
    return lines + (isLiteral ? [".Ed"] : [])
  }

  private static func sentences(_ line: String) -> [String] {
    escaped(line).replacing(". ", with: ".\n").split(separator: "\n").map(String.init)
  }

  private static func escaped(_ text: String) -> String {
    let safe = text.replacing("\\", with: "\\e").replacing("'", with: "\\(aq")
      .replacing("--", with: "\\-\\-")
    return safe.hasPrefix(".") ? "\\&" + safe : safe
  }
}
