import BusLanguage
import BusShell
import Testing

/// Characters that reach the output only as escape sequences.
struct OutputEscapingTests {
  @Test func `no line of a script reaches the output with control characters`() async {
    for value in (0..<0xa0).map(UInt8.init) where value != UInt8(ascii: "\n") {
      let name = String(Unicode.Scalar(value))
      let printed = await transcript(
        """
        subscribe e print '\(name)'
        subscribe e fail '\(name)'
        emit 'e\(name)'
        emit e
        \(name)
        """
      )
      let controls = printed.unicodeScalars.filter { $0.properties.generalCategory == .control }
      #expect(controls.allSatisfy { $0 == "\n" })
    }
  }

  @Test func `no invisible character reaches the output, in either format`() async {
    let unseen = [
      0xad, 0x61c, 0x115f, 0x1160, 0x180e, 0x200b, 0x2028, 0x202e, 0x2060, 0x2064, 0x206a, 0x3164,
      0xfdd0, 0xfeff, 0xffa0, 0xfff9, 0xfffb, 0xffff, 0x1d173, 0xe0001, 0xe0020, 0xe007f, 0x10ffff,
    ].compactMap(Unicode.Scalar.init)
    for scalar in unseen as [Unicode.Scalar] {
      for format in ShellOptions.Format.allCases {
        let printed = await transcript(
          "subscribe e print x\(scalar)y\nsubscribe e fail x\(scalar)y\nemit e {\"a\": \"\(scalar)\"}\nx\(scalar)y"
        ) {
          $0.isEmpty = true
          $0.format = format
        }
        #expect(!printed.unicodeScalars.contains(scalar), "U+\(String(scalar.value, radix: 16))")
      }
    }
  }
}
