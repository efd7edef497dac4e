internal import KoshNumerics
internal import KoshTable

/// A number with what is known of its exactness.
struct Quantity: Sendable, Hashable {
  /// Every value that it can have had before it was rounded.
  var interval: Interval
  /// The value as printed or computed: the middle, unless rounding carried through a formula moved the middle.
  var value: Double
  /// Decimals worth showing.
  var decimals: Int
  /// Whether the interval is a bound on something unknown rather than the rounding of something known: then lying in it
  /// proves nothing, lying outside of it does.
  var isBound: Bool

  init(_ value: Double, decimals: Int, interval: Interval? = nil, isBound: Bool = false) {
    self.value = value
    self.decimals = decimals
    self.interval = interval ?? Interval(value)
    self.isBound = isBound
  }

  /// A printed number; `rounded` tells whether its last digit was.
  init(_ printed: PrintedNumber, rounded: Bool) {
    self.init(
      printed.value, decimals: printed.decimals,
      interval: rounded ? Interval(printed.value, halfWidth: printed.halfUnit) : nil)
  }

  /// The number as text; an interval beside it where rounding leaves one.
  var text: Trilingual { Trilingual(value, decimals: decimals) }
}

/// Yes, no, or not to be told within the rounding of the inputs.
enum Truth: Sendable, Hashable {
  case yes, no, undecided

  /// Whether every comparison of the two intervals comes out alike.
  ///
  /// Ends that differ in the last bits of a Double count as equal, as in ``Interval/meets(_:)``: 0.1 + 0.2 <= 0.3.
  static func less(_ a: Interval, _ b: Interval) -> Truth {
    let slack = 1e-12 * [a.low, a.high, b.low, b.high].filter(\.isFinite).reduce(0) { max($0, abs($1)) }
    if a.high < b.low - slack { return .yes }
    return a.low >= b.high - slack ? .no : .undecided
  }
  static func and(_ a: Truth, _ b: Truth) -> Truth {
    if a == .no || b == .no { return .no }
    return a == .yes && b == .yes ? .yes : .undecided
  }
  static prefix func ! (a: Truth) -> Truth {
    switch a {
    case .yes: .no
    case .no: .yes
    case .undecided: .undecided
    }
  }
}

/// What a formula comes to.
enum Evaluated: Sendable, Hashable {
  case number(Quantity)
  case text(String)
  case truth(Truth)
  case list([Evaluated])
  /// There is no value, for this reason.
  case undefined(Trilingual)

  /// The number, if it is one.
  var quantity: Quantity? {
    if case .number(let quantity) = self { quantity } else { nil }
  }
  /// The numbers of a list, or the one number.
  var flattened: [Evaluated] {
    if case .list(let items) = self { items.flatMap(\.flattened) } else { [self] }
  }
}
