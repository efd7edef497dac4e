#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif
internal import KoshNumerics
internal import KoshTable

/// Computes formulas with intervals, so that rounding in the inputs is carried to the result.
struct Evaluator {
  /// The value of a name or a cell.
  var resolve: (Expression) -> Evaluated

  init(resolve: @escaping (Expression) -> Evaluated) { self.resolve = resolve }

  /// The value of a formula. What is missing or impossible makes the whole undefined, with the first reason met.
  func value(of expression: Expression) -> Evaluated {
    switch expression {
    case .number(let printed): return .number(Quantity(printed, rounded: false))
    case .text(let text): return .text(text)
    case .name, .cell: return resolve(expression)
    case .negative(let inner):
      return map(value(of: inner)) {
        Quantity(-$0.value, decimals: $0.decimals, interval: -$0.interval, isBound: $0.isBound)
      }
    case .arithmetic(let left, let sign, let right):
      return combine(value(of: left), value(of: right)) { arithmetic($0, sign, $1) }
    case .comparison(let left, let sign, let right):
      return compare(value(of: left), sign, value(of: right))
    case .isMember(let inner, let list, let negated):
      return membership(value(of: inner), list.map { value(of: $0) }, negated: negated)
    case .both(let left, let right): return logic(value(of: left), value(of: right), Truth.and)
    case .either(let left, let right): return logic(value(of: left), value(of: right)) { !Truth.and(!$0, !$1) }
    case .not(let inner): return logic(value(of: inner), .truth(.yes)) { a, _ in !a }
    case .call(let name, let arguments, _): return call(name, arguments.map { value(of: $0) })
    }
  }

  private func map(_ value: Evaluated, _ transform: (Quantity) -> Quantity?) -> Evaluated {
    switch value {
    case .number(let quantity): transform(quantity).map { .number($0) } ?? .undefined(Evaluator.impossible)
    case .undefined: value
    default: .undefined(Evaluator.notANumber)
    }
  }

  private func combine(_ left: Evaluated, _ right: Evaluated, _ transform: (Quantity, Quantity) -> Quantity?)
    -> Evaluated
  {
    map(left) { $0 }.quantity.map { number in map(right) { transform(number, $0) } } ?? map(left) { $0 }
  }

  private func arithmetic(_ a: Quantity, _ sign: Expression.Operator, _ b: Quantity) -> Quantity? {
    let isBound = a.isBound || b.isBound
    switch sign {
    case .add:
      return Quantity(
        a.value + b.value, decimals: max(a.decimals, b.decimals), interval: a.interval + b.interval, isBound: isBound)
    case .subtract:
      return Quantity(
        a.value - b.value, decimals: max(a.decimals, b.decimals), interval: a.interval - b.interval, isBound: isBound)
    case .multiply:
      return Quantity(
        a.value * b.value, decimals: max(a.decimals, b.decimals), interval: a.interval * b.interval, isBound: isBound)
    case .divide:
      guard b.value != 0, let quotient = a.interval.divided(by: b.interval) else { return nil }
      return Quantity(a.value / b.value, decimals: max(a.decimals, b.decimals, 2), interval: quotient, isBound: isBound)
    case .power:
      let value = pow(a.value, b.value)
      let bases = [a.interval.low, a.interval.high] + (a.interval.contains(0) ? [0] : [])
      let powers = bases.flatMap { base in [b.interval.low, b.interval.high].map { pow(base, $0) } }
      guard value.isFinite, powers.allSatisfy({ !$0.isNaN }), let least = powers.min(), let greatest = powers.max()
      else { return nil }
      return Quantity(value, decimals: max(a.decimals, 2), interval: Interval(least, greatest), isBound: isBound)
    }
  }

  private func compare(_ left: Evaluated, _ sign: Expression.Comparison, _ right: Evaluated) -> Evaluated {
    if case .undefined = left { return left }
    if case .undefined = right { return right }
    if let a = left.quantity, let b = right.quantity {
      let (x, y) = (a.interval, b.interval)
      switch sign {
      case .less: return .truth(Truth.less(x, y))
      case .greater: return .truth(Truth.less(y, x))
      case .lessOrEqual: return .truth(!Truth.less(y, x))
      case .greaterOrEqual: return .truth(!Truth.less(x, y))
      case .equal, .notEqual:
        let equal: Truth = !x.meets(y) ? .no : (a.isBound || b.isBound ? .undecided : .yes)
        return .truth(sign == .equal ? equal : !equal)
      }
    }
    if left == .truth(.undecided) || right == .truth(.undecided) { return .truth(.undecided) }
    let isEqual = Evaluator.word(left) == Evaluator.word(right)
    switch sign {
    case .equal: return .truth(isEqual ? .yes : .no)
    case .notEqual: return .truth(isEqual ? .no : .yes)
    default: return .undefined(Evaluator.notANumber)
    }
  }

  private func membership(_ value: Evaluated, _ list: [Evaluated], negated: Bool) -> Evaluated {
    if case .undefined = value { return value }
    let word = Evaluator.word(value)
    let isIn = list.contains { Evaluator.word($0) == word }
    return .truth(isIn != negated ? .yes : .no)
  }

  private func logic(_ left: Evaluated, _ right: Evaluated, _ combine: (Truth, Truth) -> Truth) -> Evaluated {
    switch (left, right) {
    case (.truth(let a), .truth(let b)): .truth(combine(a, b))
    case (.undefined, _): left
    case (.truth, .undefined): right
    default: .undefined(Evaluator.notACondition)
    }
  }

  private func call(_ name: String, _ arguments: [Evaluated]) -> Evaluated {
    let all = arguments.flatMap(\.flattened)
    let present = all.compactMap(\.quantity)
    func missing() -> Evaluated? {
      all.first { if case .undefined = $0 { true } else { false } }
    }
    switch name {
    case "count":
      return .number(Quantity(Double(all.count { if case .undefined = $0 { false } else { true } }), decimals: 0))
    case "missing":
      return .number(Quantity(Double(all.count { if case .undefined = $0 { true } else { false } }), decimals: 0))
    case "sum", "mean":
      if let reason = missing() { return reason }
      guard !present.isEmpty else { return .undefined(Evaluator.nothing) }
      guard present.count == all.count else { return .undefined(Evaluator.notANumber) }
      let sum = present.dropFirst().reduce(present[0]) { arithmetic($0, .add, $1) ?? $0 }
      return name == "sum"
        ? .number(sum)
        : combine(.number(sum), .number(Quantity(Double(present.count), decimals: 0))) { arithmetic($0, .divide, $1) }
    case "min", "max":
      // A missing cell could be the least or greatest one.
      if let reason = missing() { return reason }
      let pick: (Double, Double) -> Double = name == "min" ? { min($0, $1) } : { max($0, $1) }
      guard let first = present.first else { return .undefined(Evaluator.nothing) }
      guard present.count == all.count else { return .undefined(Evaluator.notANumber) }
      return .number(
        present.dropFirst().reduce(first) {
          Quantity(
            pick($0.value, $1.value), decimals: max($0.decimals, $1.decimals),
            interval: Interval(pick($0.interval.low, $1.interval.low), pick($0.interval.high, $1.interval.high)),
            isBound: $0.isBound || $1.isBound)
        })
    case "abs":
      return map(arguments[0]) {
        Quantity($0.value.magnitude, decimals: $0.decimals, interval: $0.interval.magnitude, isBound: $0.isBound)
      }
    case "exp":
      return map(arguments[0]) { q in
        exp(q.value).isFinite
          ? Quantity(exp(q.value), decimals: 3, interval: q.interval.exponential, isBound: q.isBound) : nil
      }
    case "log":
      return map(arguments[0]) { q in
        q.interval.logarithm.map { Quantity(log(q.value), decimals: 3, interval: $0, isBound: q.isBound) }
      }
    case "sqrt":
      return map(arguments[0]) { q in
        q.interval.squareRoot.map { Quantity(q.value.squareRoot(), decimals: 3, interval: $0, isBound: q.isBound) }
      }
    case "at_least":
      return map(arguments[0]) {
        Quantity($0.value, decimals: $0.decimals, interval: Interval($0.interval.low, .infinity), isBound: true)
      }
    case "printed":
      guard case .text(let text) = arguments[0], let printed = try? PrintedNumber(text) else {
        return .undefined(Evaluator.notANumber)
      }
      return .number(Quantity(printed, rounded: true))
    case "round":
      return combine(arguments[0], arguments[1]) { q, decimals in
        guard let places = Int(exactly: decimals.value), (-15...15).contains(places) else { return nil }
        let rounded = { NumberText.rounded($0, decimals: places) }
        // What is rounded on purpose is exact from then on; only a bound stays a bound.
        return Quantity(
          rounded(q.value), decimals: max(0, places), interval: q.isBound ? q.interval.increasing(rounded) : nil,
          isBound: q.isBound)
      }
    default: return .undefined(Evaluator.notANumber)
    }
  }

  /// A value as a word, for comparing categories: 2025 and '2025' are the same.
  static func word(_ value: Evaluated) -> String {
    switch value {
    case .text(let text): text
    case .number(let quantity):
      Int(exactly: quantity.value).map(String.init) ?? String(quantity.value)
    case .truth(let truth): truth == .yes ? "yes" : (truth == .no ? "no" : "undecided")
    // Lists are compared as sets are: the order of keys is the order of a file.
    case .list(let items): items.map(word).sorted().joined(separator: "\u{1F}")
    case .undefined: ""
    }
  }

  static let impossible = Trilingual(
    en: "the formula has no value for these inputs", ru: "формула не имеет значения при этих данных",
    kk: "бұл деректер үшін формуланың мәні жоқ")
  static let notANumber = Trilingual(
    en: "a number is needed and there is none", ru: "нужно число, а его нет", kk: "сан қажет, бірақ ол жоқ")
  static let notACondition = Trilingual(
    en: "a condition is needed and there is none", ru: "нужно условие, а его нет", kk: "шарт қажет, бірақ ол жоқ")
  static let nothing = Trilingual(en: "there is no value", ru: "значений нет", kk: "мән жоқ")
}
