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
    let variable = tangent?.variable ?? ""
    var columns: [String: [Double]] = [:]
    for name in Set(expression.variables) { columns[name] = try evaluate(.variable(name)) }
    let context = ExpressionContext(
      columns: columns, positions: [variable: 0], rowCount: rowCount, scales: learned?.scales ?? [:], zeroAbsorbs: true)
    let slopes = context.gradient(expression, at: [0])[0]
    guard let row = slopes.firstIndex(where: { !$0.isFinite }) else { return slopes }
    throw formula.problem(
      .data, with: variable,
      "\(expression.text) has no slope where \(variable) = "
        + NumberText.plain(table[variable]?.number(at: row) ?? 0, language: .en),
      why: "it is infinitely steep there", remedy: "compare two values of \(variable) instead")
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
