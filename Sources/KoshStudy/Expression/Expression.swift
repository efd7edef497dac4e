internal import KoshTable

/// A formula of a study: over the rows of a table (`balance / population * 1000`), over findings and cells
/// (`persons / families`), or a condition on either (`year <= 2015 and region not in [KZ-71]`).
///
/// Names may contain dots and hyphens inside them (`income_balance.r`, `KZ-71`), so a minus between names wants spaces.
/// A cell is named by its source, the key of its row and its column: `regions[KZ-11].income`;
/// `regions[*].income` is the whole column.
indirect enum Expression: Sendable, Hashable {
  /// A number as it was typed.
  case number(PrintedNumber)
  /// A text in quotation marks.
  case text(String)
  /// The name of a variable or a finding.
  case name(String, Place)
  /// Cells: the source, the keys of the row (`nil` for all rows), the column.
  case cell(source: String, keys: [String]?, column: String, Place)
  /// A sign.
  case negative(Expression)
  /// Arithmetic: `+ - * / ^`.
  case arithmetic(Expression, Operator, Expression)
  /// A comparison: `< <= > >= == !=`.
  case comparison(Expression, Comparison, Expression)
  /// Membership in a list.
  case isMember(Expression, of: [Expression], negated: Bool)
  /// `and`, `or`.
  case both(Expression, Expression)
  case either(Expression, Expression)
  /// `not`.
  case not(Expression)
  /// A function of its arguments.
  case call(String, [Expression], Place)

  /// Arithmetic signs.
  enum Operator: String, Sendable, Hashable {
    case add = "+", subtract = "-", multiply = "*", divide = "/", power = "^"
  }
  /// Signs of comparison.
  enum Comparison: String, Sendable, Hashable {
    case less = "<", lessOrEqual = "<=", greater = ">", greaterOrEqual = ">=", equal = "==", notEqual = "!="
  }

  /// The names and cells that the formula mentions, from left to right.
  var references: [Expression] {
    switch self {
    case .number, .text: []
    case .name, .cell: [self]
    case .negative(let inner), .not(let inner): inner.references
    case .arithmetic(let left, _, let right), .comparison(let left, _, let right), .both(let left, let right),
      .either(let left, let right):
      left.references + right.references
    case .isMember(let value, let list, _): value.references + list.flatMap(\.references)
    case .call(_, let arguments, _): arguments.flatMap(\.references)
    }
  }

  /// The functions that a formula may call, each with what it does.
  static let functions: [(name: String, arguments: ClosedRange<Int>, help: String)] = [
    ("abs", 1...1, "absolute value"), ("log", 1...1, "natural logarithm"), ("exp", 1...1, "e to the power"),
    ("sqrt", 1...1, "square root"),
    ("sum", 1...99, "sum of the values or of a column; missing cells leave it undefined"),
    ("min", 1...99, "least value"), ("max", 1...99, "greatest value"), ("mean", 1...99, "mean"),
    ("count", 1...99, "how many values are not missing"), ("missing", 1...99, "how many values are missing"),
    ("printed", 1...1, "a quoted number with the rounding of its digits: printed('0.456')"),
    ("at_least", 1...1, "a lower bound: the true value is this or more"),
    ("round", 2...2, "rounded to decimals"),
  ]
}
