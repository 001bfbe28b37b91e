/// A value without parts, which events and data share unchanged.
protocol Scalar: Sendable {
  /// Returns a value of another type as this one, if nothing of it is lost.
  static func converted(_ value: any Sendable) -> Self?
}

extension Scalar {
  static func converted(_ value: any Sendable) -> Self? { nil }
}

extension Scalar where Self: FixedWidthInteger {
  static func converted(_ value: any Sendable) -> Self? {
    switch value {
    case let value as any BinaryInteger: Self(exactly: value)
    case let value as Double: Self(exactly: value)
    case let value as Float: Self(exactly: value)
    default: nil
    }
  }
}

extension Scalar where Self: BinaryFloatingPoint {
  /// Of another floating-point number the nearest value is taken, but not infinity.
  static func converted(_ value: any Sendable) -> Self? {
    switch value {
    case let value as any BinaryInteger: Self(exactly: value)
    case let value as any BinaryFloatingPoint: nearest(value)
    default: nil
    }
  }

  private static func nearest(_ value: some BinaryFloatingPoint) -> Self? {
    let nearest = Self(value)
    return value.isFinite && nearest.isInfinite ? nil : nearest
  }
}

extension Bool: Scalar {}
extension String: Scalar {}
extension Double: Scalar {}
extension Float: Scalar {}
extension Int: Scalar {}
extension Int8: Scalar {}
extension Int16: Scalar {}
extension Int32: Scalar {}
extension Int64: Scalar {}
extension Int128: Scalar {}
extension UInt: Scalar {}
extension UInt8: Scalar {}
extension UInt16: Scalar {}
extension UInt32: Scalar {}
extension UInt64: Scalar {}
extension UInt128: Scalar {}
