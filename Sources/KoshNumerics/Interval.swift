#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// All the numbers from `low` to `high`, both included: what a rounded number can have been.
///
/// Arithmetic gives every value that the true numbers can give, so a conclusion that holds for the interval holds
/// whatever was rounded away. Two uses of one rounded number are treated as if they could differ: the result may be
/// wider than it need be, never narrower.
///
///     let logLikelihood = Interval(-852.324, halfWidth: 0.0005)
///     -2 * logLikelihood   // 1704.647 … 1704.649
package struct Interval: Sendable, Hashable {
  /// The least value.
  package let low: Double
  /// The greatest value.
  package let high: Double

  /// From the smaller to the larger of two ends.
  package init(_ a: Double, _ b: Double) {
    low = min(a, b)
    high = max(a, b)
  }
  /// One number.
  package init(_ value: Double) { (low, high) = (value, value) }
  /// A number and as much to either side.
  package init(_ value: Double, halfWidth: Double) { self.init(value - halfWidth, value + halfWidth) }

  /// The middle.
  package var middle: Double { low == high ? low : low + (high - low) / 2 }
  /// high − low.
  package var width: Double { high - low }
  /// Whether it is one number.
  package var isExact: Bool { low == high }
  /// Whether `value` lies in it.
  package func contains(_ value: Double) -> Bool { low <= value && value <= high }
  /// Whether the two share a number. Ends that differ by rounding in the last bits of a Double still meet.
  package func meets(_ other: Interval) -> Bool {
    // An end at infinity is no measure of the last bits.
    let slack = 1e-12 * [low, high, other.low, other.high].filter(\.isFinite).reduce(0) { max($0, abs($1)) }
    return low <= other.high + slack && other.low <= high + slack
  }

  package static prefix func - (x: Interval) -> Interval { Interval(-x.high, -x.low) }
  package static func + (x: Interval, y: Interval) -> Interval { Interval(x.low + y.low, x.high + y.high) }
  package static func - (x: Interval, y: Interval) -> Interval { x + -y }
  package static func * (x: Interval, y: Interval) -> Interval {
    let products = [x.low * y.low, x.low * y.high, x.high * y.low, x.high * y.high]
    return Interval(products.reduce(.infinity, min), products.reduce(-.infinity, max))
  }
  package static func * (x: Double, y: Interval) -> Interval { Interval(x) * y }
  /// The quotient; `nil` where the divisor can be zero.
  package func divided(by y: Interval) -> Interval? {
    guard !y.contains(0) else { return nil }
    return self * Interval(1 / y.high, 1 / y.low)
  }
  /// The image under a function that never decreases.
  package func increasing(_ f: (Double) -> Double) -> Interval { Interval(f(low), f(high)) }
  /// The natural logarithm; `nil` where a value can be zero or negative.
  package var logarithm: Interval? { low > 0 ? increasing { log($0) } : nil }
  /// e to the power of each value.
  package var exponential: Interval { increasing { exp($0) } }
  /// The square root; `nil` where a value can be negative.
  package var squareRoot: Interval? { low >= 0 ? increasing { $0.squareRoot() } : nil }
  /// The absolute values.
  package var magnitude: Interval {
    contains(0) ? Interval(0, max(-low, high)) : Interval(low.magnitude, high.magnitude)
  }
}
