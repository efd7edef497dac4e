internal import KoshNumerics
public import KoshTable

/// Linear combinations of coefficients with the values that they are supposed to have: *Rβ* = *r*.
///
/// In text each restriction is one equation, and several are parted by commas:
///
/// | written | meaning |
/// |---|---|
/// | `gender` | the coefficient is 0 |
/// | `gender = lang` | two coefficients are equal |
/// | `2*gender + lang = 1` | a combination has a value |
/// | `i(region)`, `region` | all coefficients of the term are 0: no difference between the levels |
/// | `gender, score = 0.5` | both at once |
///
/// Coefficients are named as in the fit; a name with signs or blanks stands in backquotes: `` `a:b` ``. A name as it is
/// (`region::Astana`, `(Intercept)`, `log(gdp)`) needs none.
public struct LinearHypothesis: Sendable, Hashable {
  /// One row for each restriction, one number for each coefficient.
  public let combinations: [[Double]]
  /// The value of each combination.
  public let values: [Double]
  /// The restrictions in words.
  public let text: String

  /// A hypothesis from its parts.
  ///
  /// - Precondition: As many values as combinations.
  public init(combinations: [[Double]], values: [Double], text: String) {
    precondition(combinations.count == values.count, "\(combinations.count) combinations, \(values.count) values")
    self.combinations = combinations
    self.values = values
    self.text = text
  }

  /// Reads a hypothesis about the coefficients of a fit.
  ///
  /// - Throws: A ``Problem`` that names the part which is no coefficient or number, with the nearest name.
  public init(_ text: String, of fit: some RegressionFit) throws(Problem) {
    try self.init(text, result: fit.result)
  }

  init(_ text: String, result: RegressionResult) throws(Problem) {
    var combinations: [[Double]] = []
    var values: [Double] = []
    for part in Self.split(text, at: ",") {
      let sides = Self.split(part, at: "=")
      guard sides.count <= 2, sides.allSatisfy({ !$0.isEmpty }) else {
        throw Problem(
          .specification, "the hypothesis \"\(part)\" is no equation", at: result.formula.place,
          remedy: "write it like gender = 0 or gender = lang")
      }
      if sides.count == 1, let term = result.term(named: sides[0]) {
        for position in result.positions(of: term) {
          combinations.append(result.terms.indices.map { $0 == position ? 1 : 0 })
          values.append(0)
        }
        continue
      }
      var left = try Self.side(sides[0], of: result)
      if sides.count == 2 {
        let right = try Self.side(sides[1], of: result)
        for (j, factor) in right.factors.enumerated() { left.factors[j] -= factor }
        left.constant -= right.constant
      }
      guard left.factors.contains(where: { $0 != 0 }) else {
        throw Problem(
          .specification, "the hypothesis \"\(part)\" holds no coefficient", at: result.formula.place,
          remedy: "name one of: " + list(result.terms.map(\.term)))
      }
      combinations.append(left.factors)
      values.append(-left.constant)
    }
    self.init(combinations: combinations, values: values, text: text)
  }

  /// The parts of a text between separators that stand in no bracket and no backquotes, without blanks at their ends.
  private static func split(_ text: String, at separator: Character) -> [String] {
    var parts: [String] = [""]
    var (depth, isQuoted) = (0, false)
    for character in text {
      if character == "`" { isQuoted.toggle() }
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      if character == separator, depth == 0, !isQuoted {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    return parts.map { trimmed($0) }
  }

  private static func side(
    _ text: String, of result: RegressionResult
  ) throws(Problem) -> (factors: [Double], constant: Double) {
    var (factors, constant) = ([Double](repeating: 0, count: result.terms.count), 0.0)
    for (sign, summand) in summands(text, names: result.terms.map(\.term)) {
      var factor = sign
      var name = summand
      if coefficient(name, of: result) == nil, let star = name.firstIndex(of: "*"),
        let number = Double(trimmed(String(name[..<star])))
      {
        factor *= number
        name = trimmed(String(name[name.index(after: star)...]))
      }
      if let position = coefficient(name, of: result) {
        factors[position] += factor
      } else if let number = Double(name) {
        constant += factor * number
      } else {
        throw Problem(
          .specification, "there is no coefficient \"\(name)\" in \"\(result.formula.text)\"", at: result.formula.place,
          remedy: Spelling.advice(for: name, among: result.terms.map(\.term)))
      }
    }
    return (factors, constant)
  }

  private static func coefficient(_ name: String, of result: RegressionResult) -> Int? {
    if let position = result.terms.firstIndex(where: { $0.term == name }) { return position }
    guard name.count > 2, name.first == "`", name.last == "`" else { return nil }
    let inner = String(name.dropFirst().dropLast())
    return result.terms.firstIndex { $0.term == inner }
  }

  /// Summands with their signs; a sign inside brackets, backquotes or a coefficient's name parts nothing.
  private static func summands(_ text: String, names: [String]) -> [(Double, String)] {
    if names.contains(text) { return [(1, text)] }
    var summands: [(Double, String)] = []
    var (sign, current, depth, isQuoted) = (1.0, "", 0, false)
    for character in text {
      if character == "`" { isQuoted.toggle() }
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      let isExponent = current.last == "e" && Double(trimmed(String(current.dropLast()))) != nil
      // "region::KZ-11" goes on at its hyphen where a coefficient begins so and has more to come.
      let isInName = names.contains { $0.hasPrefix(trimmed(current) + String(character)) && !trimmed(current).isEmpty }
      if character == "+" || character == "-", depth == 0, !isQuoted, !isExponent, !isInName {
        if !trimmed(current).isEmpty { summands.append((sign, trimmed(current))) }
        if trimmed(current).isEmpty {
          sign *= character == "-" ? -1 : 1
        } else {
          sign = character == "-" ? -1 : 1
        }
        current = ""
      } else {
        current.append(character)
      }
    }
    return summands + [(sign, trimmed(current))]
  }
}

extension RegressionResult {
  /// The term that a hypothesis names: as it stands in the formula, or the factor of a variable.
  fileprivate func term(named name: String) -> DesignMatrix.Term? {
    design.terms.first { $0.name == name } ?? (self[name] == nil ? factor(named: name) : nil)
  }

  /// Where the coefficients of a term stand: once, or in each block of a model with coefficients for each category of the
  /// outcome.
  fileprivate func positions(of term: DesignMatrix.Term) -> [Int] {
    guard let column = design.columnNames.first, terms.first?.term.hasSuffix(": " + column) == true else {
      return Array(term.columns)
    }
    return stride(from: 0, to: terms.count, by: design.columnCount).flatMap { start in term.columns.map { start + $0 } }
  }
}
