import Events
import Foundation
import Testing

@Suite("the coder of typed events")
struct EventCodingTests {
  @Test func `a type of every form comes back from its fields`() throws {
    let fields = EventData(EventData(Forms.sample).fields)
    #expect(try fields.decode(Forms.self) == .sample)
    #expect(try fields.value("wide", as: Int128.self) == .min)
    #expect(try fields.value("names", as: EventData.self) == ["1": "a", "-2": "b"])
  }

  @Test func `a value of every form is taken as it is`() throws {
    let sample = Forms.sample
    let data: EventData = [
      "wide": sample.wide, "unsigned": 7, "names": sample.names, "kinds": sample.kinds,
      "shapes": sample.shapes, "cents": 5, "nested": 4, "list": sample.list, "url": sample.url,
      "duration": sample.duration, "ratio": 0.5, "half": 1,
    ]
    var expected = sample
    (expected.unsigned, expected.ratio, expected.half) = (7, 0.5, 1)
    #expect(try data.decode(Forms.self) == expected)
  }

  @Test func `a nil of an array of other optionals is nil`() throws {
    var data = EventData(EventData(Forms.sample).fields)
    data["list"] = [1, nil] as [Int8?]
    #expect(try data.decode(Forms.self).list == [1, nil])
  }

  @Test(
    arguments: [
      ("wide", 1.5, "field 'wide': expected Int128, found Double"),
      ("unsigned", -1, "field 'unsigned': expected UInt128, found Int"),
      ("ratio", 1e300, "field 'ratio': expected Float, found Double"),
      (
        "shapes", [["circle": EventData()] as EventData],
        "field 'shapes[0].circle.radius': expected Double, found nothing"
      ),
      (
        "shapes", [["circle": ["radios": 1.5] as EventData] as EventData],
        "field 'shapes[0].circle.radius': expected Double, found nothing (did you mean 'radios'?)"
      ),
      ("kinds", ["gold", "x"], "field 'kinds[1]': expected Int, found String"),
    ] as [(String, any Sendable, String)]
  )
  func `a wrong part is named with its path and both types`(
    field: String,
    value: any Sendable,
    message: String
  ) {
    var data = EventData(EventData(Forms.sample).fields)
    data[field] = value
    let error = #expect(throws: EventDataError.self) { try data.decode(Forms.self) }
    #expect(error.map { "\($0)" } == message)
  }

  @Test func `a type may try one form and then another`() throws {
    let forms: [(any Sendable, Tried.Part)] = [
      (["name": "a"] as EventData, .named("a")), ("b", .text("b")), ([1, 2], .list([1, 2])),
      (["n": 5] as EventData, .nothing),
    ]
    for (value, part) in forms {
      #expect(try EventData(["part": value]).decode(Tried.self).part == part)
    }
    let error = #expect(throws: EventDataError.self) {
      try EventData(["part": 7]).decode(Tried.self)
    }
    #expect(error.map { "\($0)" } == "field 'part': expected Part, found Int")
  }
}

// MARK: - Events

private struct Forms: Event, Equatable {
  static let name: EventName = "forms"

  enum Kind: String, Codable { case plain, gold }

  enum Shape: Codable, Equatable {
    case circle(radius: Double)
    case square(Int, Int)
    case nothing
  }

  struct Cents: Codable, Equatable {
    let amount: Int

    init(_ amount: Int) { self.amount = amount }

    init(from decoder: any Decoder) throws {
      amount = try decoder.singleValueContainer().decode(Int.self)
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      try container.encode(amount)
    }
  }

  var wide: Int128
  var unsigned: UInt128
  var names: [Int: String]
  var kinds: [Kind: Int]
  var shapes: [Shape]
  var cents: Cents
  var nested: Int??
  var list: [Int?]
  var url: URL
  var duration: Duration
  var ratio: Float
  var half: Float16

  static let sample = Forms(
    wide: .min,
    unsigned: .max,
    names: [1: "a", -2: "b"],
    kinds: [.gold: 1],
    shapes: [.circle(radius: 1.5), .square(1, 2), .nothing],
    cents: Cents(5),
    nested: 4,
    list: [1, nil, 3],
    url: URL(filePath: "/a"),
    duration: .milliseconds(1500),
    ratio: 0.1,
    half: 0.5
  )
}

/// Decodes a part in the way of types that have had several forms: by catching errors of `Codable`.
private struct Tried: Event {
  static let name: EventName = "tried"

  struct Name: Codable { let name: String }

  enum Part: Codable, Equatable {
    case named(String)
    case list([Int])
    case text(String)
    case nothing

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      do {
        self = .named(try container.decode(Name.self).name)
      } catch DecodingError.keyNotFound {
        self = .nothing
      } catch DecodingError.typeMismatch {
        do {
          self = .list(try container.decode([Int].self))
        } catch DecodingError.typeMismatch {
          self = .text(try container.decode(String.self))
        }
      }
    }
  }

  let part: Part
}
