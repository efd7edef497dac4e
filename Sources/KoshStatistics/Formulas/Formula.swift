public import KoshTable

/// A model as R and fixest write it: an outcome, `~`, and predictors.
///
/// | written | meaning |
/// |---|---|
/// | `y ~ x + z` | predictors with an intercept; `- 1` or `+ 0` leaves the intercept out, `y ~ 1` has nothing else |
/// | `i(region)` | one indicator for each level but the reference, the first in code-point order |
/// | `i(region, ref=KZ-11)` | the same with another reference; quote what holds a comma or bracket: `ref="a, b"` |
/// | `a:b` | the product; `a*b` is short for `a + b + a:b`, `(a + b + c)^2` for all three and their products of two |
/// | `i(region, x)` | a slope of `x` for each category, as `i(region):x`; `i(region, i.year)` crosses two categories |
/// | `poly(x, 3)` | orthogonal polynomials up to the third degree, R's; `poly(x, 3, raw=TRUE)` has the plain powers |
/// | `scale(x)` | less its mean, over its standard deviation (also `standardise`); `center(x)` less its mean only |
/// | `| a + b^c` | effects absorbed: one constant for each `a` and each combination of `b` and `c`, not printed |
/// | `offset(log(pop))` | added to the linear predictor with the coefficient 1 |
/// | `log(x)`, `I(x^2)` | values computed from columns: log log2 log10 log1p exp expm1 sqrt abs sin cos tan … tanh, and arithmetic inside `I( )` |
/// | `` `net migration` `` | a name that holds blanks or signs |
///
/// Means, deviations and polynomials are those of the rows that a model is fitted to, unweighted, and are kept for the
/// rows that it predicts. A column of categories named bare is read as `i(…)`. A formula knows no data: whether its variables exist, and which
/// of them are categories, is found out when it meets a table.
///
///     let formula = try Formula("migration ~ log(gdp) + i(region, ref=KZ-11) - 1")
///     formula.variables      // ["migration", "gdp", "region"]
///     formula.hasIntercept   // false
public struct Formula: Sendable, Hashable, CustomStringConvertible {
  /// One factor of a term.
  public enum Factor: Sendable, Hashable {
    /// Numbers from columns; a bare name may turn out to be a column of categories.
    case value(FormulaExpression)
    /// `i(variable)` or `i(variable, ref=reference)`.
    case categories(variable: String, reference: String?)
    /// `poly(x, degree)`, or `poly(x, degree, raw=TRUE)`: as many columns as its degree.
    case polynomial(FormulaExpression, degree: Int, isRaw: Bool)

    /// The factor as it is written.
    public var text: String {
      switch self {
      case .value(let expression): expression.text
      case .categories(let variable, nil): "i(\(FormulaExpression.quoted(variable)))"
      case .categories(let variable, let reference?): "i(\(FormulaExpression.quoted(variable)), ref=\(reference))"
      case .polynomial(let expression, let degree, let isRaw):
        "poly(\(expression.text), \(degree)\(isRaw ? ", raw=TRUE" : ""))"
      }
    }

    /// The columns it is computed from.
    public var variables: [String] {
      switch self {
      case .value(let expression): expression.variables
      case .categories(let variable, _): [variable]
      case .polynomial(let expression, _, _): expression.variables
      }
    }
  }

  /// The formula as it was given.
  public let text: String
  /// What is explained.
  public let outcome: FormulaExpression
  /// The predictors, main ones before products as in R; each term is the product of its factors.
  public let terms: [[Factor]]
  /// Whether a constant is among the predictors.
  public let hasIntercept: Bool
  /// The place where the formula begins, for messages.
  public let place: Place
  /// What is added to the linear predictor without a coefficient.
  public let offset: [FormulaExpression]
  /// The effects that are absorbed; each is a variable or a combination of variables.
  public let absorbed: [[String]]
  let positions: [String: Int]

  /// Parses a formula.
  ///
  /// - Parameter place: Where it begins in a file; a problem's column is counted from there.
  /// - Throws: A ``Problem`` that shows the formula and the column of the fault, counted from 1.
  public init(_ text: String, at place: Place = Place()) throws(Problem) {
    var parser = FormulaParser(text, at: place)
    let parsed = try parser.parse()
    self.text = text
    self.place = place
    outcome = parsed.outcome
    terms = parsed.terms
    hasIntercept = parsed.hasIntercept
    offset = parsed.offset
    absorbed = parsed.absorbed
    positions = parser.firstOffsets
  }

  /// The columns of a nonlinear model, whose text is not R's: they stand among the terms so that rows can be chosen.
  init(nonlinear text: String, outcome: FormulaExpression, columns: [String], positions: [String: Int], at place: Place)
  {
    self.text = text
    self.place = place
    self.outcome = outcome
    terms = columns.map { [.value(.variable($0))] }
    hasIntercept = columns.isEmpty
    offset = []
    absorbed = []
    self.positions = positions
  }

  /// The formula as it was given.
  public var description: String { text }

  /// The columns that the formula needs, in order of appearance.
  public var variables: [String] {
    var seen: Set<String> = []
    return
      (outcome.variables + terms.flatMap { $0.flatMap(\.variables) } + offset.flatMap(\.variables)
      + absorbed.flatMap { $0 }).filter { seen.insert($0).inserted }
  }

  /// A problem with one of the formula's variables: its text begins with the formula and the column.
  func problem(
    _ kind: Problem.Kind = .specification, with variable: String, _ what: String, why: String? = nil,
    remedy: String? = nil
  ) -> Problem {
    FormulaParser.problem(
      kind, formula: text, offset: positions[variable] ?? 0, at: place, what, why: why, remedy: remedy)
  }
}

/// Numbers computed row by row from columns.
public indirect enum FormulaExpression: Sendable, Hashable {
  /// A number.
  case number(Double)
  /// A column.
  case variable(String)
  /// `-x`.
  case negative(FormulaExpression)
  /// `left op right` with one of `+ - * / ^`.
  case binary(Character, FormulaExpression, FormulaExpression)
  /// A function of one argument; `I` gives the argument itself.
  case call(String, FormulaExpression)
  /// Brackets that were written.
  case group(FormulaExpression)

  /// The functions that look at all rows at once.
  static let columnFunctions = ["scale", "standardise", "standardize", "center", "centre"]

  /// The functions that can be called besides `I`.
  static let functions = [
    "log", "log2", "log10", "log1p", "exp", "expm1", "sqrt", "abs", "sin", "cos", "tan", "asin", "acos", "atan", "sinh",
    "cosh", "tanh",
  ]

  /// The expression as R would print it: `I(x^2)`, `log(x + 1)`.
  public var text: String {
    switch self {
    case .number(let value): Self.digits(value)
    case .variable(let name): Self.quoted(name)
    case .negative(let inner): "-\(inner.text)"
    case .binary(let sign, let left, let right):
      sign == "/" || sign == "^" ? "\(left.text)\(sign)\(right.text)" : "\(left.text) \(sign) \(right.text)"
    case .call(let function, let argument): "\(function)(\(argument.text))"
    case .group(let inner): "(\(inner.text))"
    }
  }

  /// The columns it is computed from, in order, with repetitions.
  public var variables: [String] {
    switch self {
    case .number: []
    case .variable(let name): [name]
    case .negative(let inner), .call(_, let inner), .group(let inner): inner.variables
    case .binary(_, let left, let right): left.variables + right.variables
    }
  }

  /// The column's name if the expression is nothing but a column.
  public var bareVariable: String? {
    if case .variable(let name) = self { name } else { nil }
  }

  static func quoted(_ name: String) -> String {
    let plain = name.allSatisfy { FormulaParser.continuesName($0) } && name.first.map(FormulaParser.beginsName) == true
    return plain ? name : "`\(name)`"
  }

  private static func digits(_ value: Double) -> String {
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}

/// A text without the white space at its ends.
func trimmed(_ text: some StringProtocol) -> String {
  var rest = text[...]
  while rest.first?.isWhitespace == true { rest = rest.dropFirst() }
  while rest.last?.isWhitespace == true { rest = rest.dropLast() }
  return String(rest)
}
