import BusLanguage
import EventJSON
import Events
import Foundation
import TestSupport

/// The schema of lines, and a check of as much of JSON Schema as it uses.
struct RecordSchema {
  private let root: EventData

  init() throws {
    root = try JSONParser.object(
      in: Repository.text(of: "Sources/EventRecording/records.schema.json"),
      at: nil
    )
  }

  /// The kinds of lines.
  var kinds: [String] {
    get throws {
      try root.value("properties", as: EventData.self)
        .value("kind", as: EventData.self).value("enum")
    }
  }

  /// Returns the faults of a line.
  func faults(of line: some StringProtocol) throws -> [String] {
    try faults(of: JSONParser.object(in: String(line), at: nil), in: root, at: "")
  }

  /// An error of the schema: it uses something that the check does not know.
  private struct UnknownKeywords: Error {
    let keywords: Set<String>
  }

  private static let keywords: Set<String> = [
    "$schema", "title", "description", "type", "required", "properties", "additionalProperties",
    "items", "enum", "const", "minimum", "allOf", "anyOf", "if", "then", "$ref", "$defs",
  ]

  private func faults(
    of value: any Sendable,
    in schema: EventData,
    at path: String
  ) throws -> [String] {
    let unknown = Set(schema.fields.keys).subtracting(Self.keywords)
    guard unknown.isEmpty else { throw UnknownKeywords(keywords: unknown) }
    var faults: [String] = []
    if let reference = try schema.valueIfPresent("$ref", as: String.self) {
      let name = String(reference.dropFirst("#/$defs/".count))
      let definition = try root.value("$defs", as: EventData.self).value(name, as: EventData.self)
      faults += try self.faults(of: value, in: definition, at: path)
    }
    if let type = try schema.valueIfPresent("type", as: String.self), !Self.has(type, value) {
      faults.append("\(path): expected \(type)")
    }
    if let minimum = try schema.valueIfPresent("minimum", as: Int.self),
      let number = value as? Int, number < minimum
    {
      faults.append("\(path): expected at least \(minimum)")
    }
    let allowed = try schema["const"].map { [$0] } ?? schema.valueIfPresent("enum") ?? []
    let text = JSONWriter.text(of: value)
    if !allowed.isEmpty, !allowed.contains(where: { JSONWriter.text(of: $0) == text }) {
      faults.append("\(path): found \(text)")
    }
    if let members = value as? EventData {
      faults += try self.faults(ofMembers: members, in: schema, at: path)
    }
    if let items = value as? [any Sendable],
      let schema = try schema.valueIfPresent("items", as: EventData.self)
    {
      for item in items { faults += try self.faults(of: item, in: schema, at: path + "[]") }
    }
    return try faults + self.faults(ofChoices: value, in: schema, at: path)
  }

  private func faults(
    ofMembers members: EventData,
    in schema: EventData,
    at path: String
  ) throws -> [String] {
    let properties = try schema.valueIfPresent("properties", as: EventData.self) ?? [:]
    let required = try schema.valueIfPresent("required", as: [String].self) ?? []
    var faults = required.filter { members[$0] == nil }.map { "\(path): expected \($0)" }
    let others = schema["additionalProperties"]
    for (name, value) in members {
      if let property = properties[name] as? EventData {
        faults += try self.faults(of: value, in: property, at: "\(path).\(name)")
      } else if let others = others as? EventData {
        faults += try self.faults(of: value, in: others, at: "\(path).\(name)")
      } else if others as? Bool == false {
        faults.append("\(path): found \(name)")
      }
    }
    return faults
  }

  private func faults(
    ofChoices value: any Sendable,
    in schema: EventData,
    at path: String
  ) throws -> [String] {
    var faults: [String] = []
    for part in try schema.valueIfPresent("allOf", as: [EventData].self) ?? [] {
      faults += try self.faults(of: value, in: part, at: path)
    }
    if let choices = try schema.valueIfPresent("anyOf", as: [EventData].self),
      try !choices.contains(where: { try self.faults(of: value, in: $0, at: path).isEmpty })
    {
      faults.append("\(path): expected one of \(choices.count)")
    }
    if let condition = try schema.valueIfPresent("if", as: EventData.self),
      try self.faults(of: value, in: condition, at: path).isEmpty
    {
      faults += try self.faults(of: value, in: schema.value("then"), at: path)
    }
    return faults
  }

  private static func has(_ type: String, _ value: any Sendable) -> Bool {
    switch type {
    case "object": value is EventData
    case "array": value is [any Sendable]
    case "string": value is String
    case "integer": value is Int
    case "boolean": value is Bool
    default: false
    }
  }
}
