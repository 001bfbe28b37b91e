// Text that is made as UTF-8, without strings for its parts.

extension [UInt8] {
  /// Appends a text.
  package mutating func append(_ text: String) {
    text.utf8.span.withUnsafeBufferPointer { append(contentsOf: $0) }
  }

  /// Appends a number in decimal digits.
  package mutating func append(decimal value: Int) {
    if 0..<10 ~= value { return append(UInt8(ascii: "0") + UInt8(value)) }
    var rest = value.magnitude
    let count = (value < 0 ? 1 : 0) + digitCount(of: rest)
    append(addingCapacity: count) { new in
      new.withUnsafeMutableBufferPointer { memory, end in
        if value < 0 { memory[end] = UInt8(ascii: "-") }
        end += count
        var place = end
        repeat {
          place -= 1
          let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
          memory[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit)
          rest = quotient
        } while rest > 0
      }
    }
  }
}

private func digitCount(of value: UInt) -> Int {
  var (count, limit) = (1, 10 as UInt)
  while value >= limit {
    count += 1
    let (next, overflows) = limit.multipliedReportingOverflow(by: 10)
    if overflows { break }
    limit = next
  }
  return count
}
