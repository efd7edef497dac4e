internal import KoshTable

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// What columns are differentiated by.
struct Tangent {
  /// The variable.
  let variable: String
  /// Which factor of each term is differentiated, the others standing as they are.
  let factor: Int
}

extension Evaluation {
  /// The derivative of an expression by the tangent's variable in each row, by the chain rule: no digits are lost as by
  /// differences, and no value outside the rows is asked for, where a logarithm may have none.
  ///
  /// - Throws: A ``Problem`` for a row in which it is infinite, as that of a root at 0.
  func slope(of expression: FormulaExpression) throws(Problem) -> [Double] {
    let slopes = try dual(expression).slope ?? [Double](repeating: 0, count: rowCount)
    guard let row = slopes.firstIndex(where: { !$0.isFinite }) else { return slopes }
    let variable = tangent?.variable ?? ""
    throw formula.problem(
      .data, with: variable,
      "\(expression.text) has no slope where \(variable) = "
        + NumberText.plain(table[variable]?.number(at: row) ?? 0, language: .en),
      why: "it is infinitely steep there", remedy: "compare two values of \(variable) instead")
  }

  /// The value of an expression and its derivative; `nil` for one that is 0 in every row.
  private func dual(_ expression: FormulaExpression) throws(Problem) -> (value: [Double], slope: [Double]?) {
    switch expression {
    case .number: return (try evaluate(expression), nil)
    case .variable(let name):
      let value = try evaluate(expression)
      return (value, name == tangent?.variable ? value.map { _ in 1 } : nil)
    case .group(let inner): return try dual(inner)
    case .negative(let inner):
      let (value, slope) = try dual(inner)
      return (value.map { -$0 }, slope.map { $0.map { -$0 } })
    case .binary(let sign, let left, let right):
      let (a, b) = (try dual(left), try dual(right))
      let value = zip(a.value, b.value).map { FormulaExpression.combine(sign, $0, $1) }
      guard a.slope != nil || b.slope != nil else { return (value, nil) }
      return (
        value,
        value.indices.map { row in
          Self.slope(
            sign, (a.value[row], a.slope?[row] ?? 0), (b.value[row], b.slope?[row] ?? 0), value: value[row])
        }
      )
    case .call(let function, let argument):
      let inner = try dual(argument)
      let value = try evaluate(expression)
      guard let slope = inner.slope else { return (value, nil) }
      if let scale = learned?.scales[expression.text], FormulaExpression.columnFunctions.contains(function) {
        return (value, slope.map { $0 / scale.spread })
      }
      return (
        value,
        value.indices.map { row in
          slope[row] == 0
            ? 0 : slope[row] * FormulaExpression.slope(function, at: inner.value[row], value: value[row])
        }
      )
    }
  }

  /// The derivative of `a sign b`.
  private static func slope(
    _ sign: Character, _ a: (value: Double, slope: Double), _ b: (value: Double, slope: Double), value: Double
  ) -> Double {
    switch sign {
    case "+": return a.slope + b.slope
    case "-": return a.slope - b.slope
    case "*": return a.slope * b.value + a.value * b.slope
    case "/": return (a.slope - value * b.slope) / b.value
    default:
      let base = a.slope == 0 || b.value == 0 ? 0 : a.slope * b.value * pow(a.value, b.value - 1)
      let exponent = b.slope == 0 || value == 0 ? 0 : b.slope * value * log(a.value)
      return base + exponent
    }
  }

  /// The derivatives of the columns of `poly(…)`.
  func polynomialSlopes(
    _ factor: Formula.Factor, _ expression: FormulaExpression, degree: Int, isRaw: Bool
  ) throws(Problem) -> [[Double]] {
    let (values, slopes) = (try evaluate(expression), try slope(of: expression))
    let columns =
      isRaw
      ? (1...degree).map { power in values.map { Double(power) * pow($0, Double(power - 1)) } }
      : learned?.polynomials[factor.text]?.slopes(values) ?? []
    return columns.map { zip($0, slopes).map { $0 * $1 } }
  }
}

extension RegressionResult {
  /// The derivatives of the columns (that of the constant is 0) and of the offset by a variable, for rows of a table.
  ///
  /// - Throws: A ``Problem`` as ``design(for:)``, and where a slope is infinite.
  func slopes(for table: Table, by variable: String) throws(Problem) -> (columns: [[Double]], offset: [Double]?) {
    let most = formula.terms.map(\.count).max() ?? 0
    var columns = [[Double]](
      repeating: [Double](repeating: 0, count: table.rowCount), count: design.columnCount)
    let first = design.hasIntercept ? 1 : 0
    var context = Evaluation(
      formula: formula, table: table, selection: nil, lines: table.lines, learned: learned)
    for factor in 0..<most {
      context.tangent = Tangent(variable: variable, factor: factor)
      let part = try kept(Schema.design(formula, context: context))
      for j in first..<design.columnCount { part.forEachValue(ofColumn: j) { columns[j][$0] += $1 } }
    }
    context.tangent = Tangent(variable: variable, factor: 0)
    var offset: [Double]?
    for expression in formula.offset {
      let slopes = try context.slope(of: expression)
      offset = offset.map { zip($0, slopes).map { $0 + $1 } } ?? slopes
    }
    return (columns, offset)
  }
}
