#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

extension FormulaExpression {
  /// The value of one of ``functions`` (or of `I`); NaN where it has none.
  static func apply(_ function: String, to x: Double) -> Double {
    switch function {
    case "log": log(x)
    case "log2": log2(x)
    case "log10": log10(x)
    case "log1p": log1p(x)
    case "exp": exp(x)
    case "expm1": expm1(x)
    case "sqrt": x.squareRoot()
    case "abs": x.magnitude
    case "sin": sin(x)
    case "cos": cos(x)
    case "tan": tan(x)
    case "asin": asin(x)
    case "acos": acos(x)
    case "atan": atan(x)
    case "sinh": sinh(x)
    case "cosh": cosh(x)
    case "tanh": tanh(x)
    default: x
    }
  }

  /// The derivative of one of ``functions`` at x, where its value is `y`.
  static func slope(_ function: String, at x: Double, value y: Double) -> Double {
    switch function {
    case "log": 1 / x
    case "log2": 1 / (x * M_LN2)
    case "log10": 1 / (x * M_LN10)
    case "log1p": 1 / (1 + x)
    case "exp": y
    case "expm1": y + 1
    case "sqrt": 0.5 / y
    case "abs": x == 0 ? 0 : x > 0 ? 1 : -1
    case "sin": cos(x)
    case "cos": -sin(x)
    case "tan": 1 + y * y
    case "asin": 1 / (1 - x * x).squareRoot()
    case "acos": -1 / (1 - x * x).squareRoot()
    case "atan": 1 / (1 + x * x)
    case "sinh": cosh(x)
    case "cosh": sinh(x)
    case "tanh": 1 - y * y
    default: 1
    }
  }

  /// The value of `left sign right`.
  static func combine(_ sign: Character, _ left: Double, _ right: Double) -> Double {
    switch sign {
    case "+": left + right
    case "-": left - right
    case "*": left * right
    case "/": left / right
    default: pow(left, right)
    }
  }
}

/// The names of an expression, sorted into columns, parameters and constants, with their values. A column with a position
/// is differentiated by, row by row.
struct ExpressionContext {
  /// The columns' values, each as long as there are rows.
  var columns: [String: [Double]]
  /// For each parameter its position.
  var positions: [String: Int]
  /// Rows.
  var rowCount: Int
  /// What the functions of a whole column learned, by the text of the call.
  var scales: [String: ColumnScale] = [:]
  /// Whether 0 times an infinite slope is 0: it is in rows that stand as they are, and a search has no derivative there.
  var zeroAbsorbs = false

  /// The value of each row; NaN where the expression has none.
  func values(_ expression: FormulaExpression, at parameters: [Double]) -> [Double] {
    spread(evaluate(expression, parameters, withPartials: false).value)
  }

  /// The derivative by each parameter, one column for each.
  ///
  /// By the rules of differentiation applied to numbers alongside the values (forward mode), so that no digits are lost
  /// as they are by differences.
  ///
  /// Source: L. B. Rall (1981), *Automatic Differentiation*, Lecture Notes in Computer Science 120.
  func gradient(_ expression: FormulaExpression, at parameters: [Double]) -> [[Double]] {
    let partials = evaluate(expression, parameters, withPartials: true).partials
    return parameters.indices.map { spread(partials[$0] ?? [0]) }
  }

  /// A value for each row, or one for all; with the derivatives that are not 0 throughout.
  private struct Dual {
    var value: [Double]
    var partials: [Int: [Double]] = [:]
  }

  private func spread(_ values: [Double]) -> [Double] {
    values.count == 1 && rowCount != 1 ? [Double](repeating: values[0], count: rowCount) : values
  }

  private func evaluate(_ expression: FormulaExpression, _ parameters: [Double], withPartials: Bool) -> Dual {
    switch expression {
    case .number(let number): return Dual(value: [number])
    case .variable(let name):
      let partials = withPartials ? positions[name].map { [$0: [1.0]] } ?? [:] : [:]
      if let column = columns[name] { return Dual(value: column, partials: partials) }
      guard let position = positions[name] else { return Dual(value: [.pi]) }
      return Dual(value: [parameters[position]], partials: partials)
    case .group(let inner): return evaluate(inner, parameters, withPartials: withPartials)
    case .negative(let inner):
      let dual = evaluate(inner, parameters, withPartials: withPartials)
      return Dual(value: dual.value.map { -$0 }, partials: dual.partials.mapValues { $0.map { -$0 } })
    case .call(let function, let argument):
      let inner = evaluate(argument, parameters, withPartials: withPartials)
      if let scale = scales[expression.text] {
        return Dual(
          value: inner.value.map { ($0 - scale.center) / scale.spread },
          partials: inner.partials.mapValues { $0.map { $0 / scale.spread } })
      }
      let value = inner.value.map { FormulaExpression.apply(function, to: $0) }
      guard !inner.partials.isEmpty else { return Dual(value: value) }
      let slopes = zip(inner.value, value).map { FormulaExpression.slope(function, at: $0, value: $1) }
      return Dual(value: value, partials: inner.partials.mapValues { pairwise(slopes, $0, times) })
    case .binary(let sign, let left, let right):
      return combine(
        sign, evaluate(left, parameters, withPartials: withPartials),
        evaluate(right, parameters, withPartials: withPartials))
    }
  }

  private func combine(_ sign: Character, _ left: Dual, _ right: Dual) -> Dual {
    let value = pairwise(left.value, right.value) { FormulaExpression.combine(sign, $0, $1) }
    var partials: [Int: [Double]] = [:]
    func add(_ from: [Int: [Double]], times factor: () -> [Double]) {
      guard !from.isEmpty else { return }
      let factor = factor()
      for (position, column) in from {
        let product = pairwise(factor, column, times)
        partials[position] = partials[position].map { pairwise($0, product, +) } ?? product
      }
    }
    switch sign {
    case "+", "-":
      add(left.partials) { [1] }
      add(right.partials) { [sign == "+" ? 1 : -1] }
    case "*":
      add(left.partials) { right.value }
      add(right.partials) { left.value }
    case "/":
      add(left.partials) { right.value.map { 1 / $0 } }
      add(right.partials) { pairwise(value, right.value) { -$0 / $1 } }
    default:
      add(left.partials) { pairwise(left.value, right.value) { $1 == 0 ? 0 : $1 * pow($0, $1 - 1) } }
      // 0ᵇ is 0 for every b > 0, so its derivative by b is 0 there.
      add(right.partials) { pairwise(left.value, value) { $0 == 0 && $1 == 0 ? 0 : $1 * log($0) } }
    }
    return Dual(value: value, partials: partials)
  }

  private func times(_ outer: Double, _ inner: Double) -> Double { zeroAbsorbs && inner == 0 ? 0 : outer * inner }

  /// Applies `body` row by row, one value standing for all where there is only one.
  private func pairwise(_ left: [Double], _ right: [Double], _ body: (Double, Double) -> Double) -> [Double] {
    if left.count == right.count { return zip(left, right).map { body($0, $1) } }
    if left.count == 1 {
      let only = left[0]
      return right.map { body(only, $0) }
    }
    let only = right[0]
    return left.map { body($0, only) }
  }
}

extension FormulaExpression {
  /// The parameters of `names` on which the expression depends linearly once all others are held, taken in order: it is
  /// a sum of them, each times what depends on none of them.
  ///
  ///     // b1 * (1 - exp(-b2 * x)): b1
  func linearParameters(among names: [String]) -> [String] {
    var found: [String] = []
    for name in names where (degree(in: Set(found + [name])) ?? 2) <= 1 { found.append(name) }
    return found
  }

  /// 0 where none of `names` occurs, 1 where the expression is linear in them, else `nil`.
  private func degree(in names: Set<String>) -> Int? {
    switch self {
    case .number: return 0
    case .variable(let name): return names.contains(name) ? 1 : 0
    case .negative(let inner), .group(let inner), .call("I", let inner): return inner.degree(in: names)
    case .call(_, let inner): return inner.degree(in: names) == 0 ? 0 : nil
    case .binary(let sign, let left, let right):
      guard let a = left.degree(in: names), let b = right.degree(in: names) else { return nil }
      switch sign {
      case "+", "-": return max(a, b)
      case "*": return a + b <= 1 ? a + b : nil
      case "/": return b == 0 ? a : nil
      default: return a == 0 && b == 0 ? 0 : nil
      }
    }
  }
}
