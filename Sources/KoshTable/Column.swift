/// The values of one variable, one per row.
public struct Column: Sendable, Hashable {
  /// The cells by type.
  public enum Values: Sendable, Hashable {
    /// Numbers; a missing one is NaN inside and `nil` to callers of ``Column/number(at:)``.
    case numbers([Double])
    /// Categories: an index into `levels` for each row, −1 where missing. Levels are in code-point order.
    case categories(codes: [Int32], levels: [String])
  }

  /// What the column holds.
  public var variable: Variable
  /// The cells.
  public var values: Values
  /// The cells as they stood in the file, where that was asked for: the digits as printed.
  public var printed: [String]?

  /// A column of numbers.
  public init(_ variable: Variable, numbers: [Double], printed: [String]? = nil) {
    self.variable = variable
    values = .numbers(numbers)
    self.printed = printed
  }

  /// A column of categories from its cells; `nil` is missing. Levels come in code-point order.
  public init(_ variable: Variable, categories: [String?], printed: [String]? = nil) {
    let levels = Set(categories.compactMap { $0 })
      .sorted(by: codePointOrder)
    let index = Dictionary(uniqueKeysWithValues: levels.enumerated().map { ($1, Int32($0)) })
    self.variable = variable
    values = .categories(codes: categories.map { $0.flatMap { index[$0] } ?? -1 }, levels: levels)
    self.printed = printed
  }

  /// A column of categories from codes (−1 is missing) and levels.
  public init(_ variable: Variable, codes: [Int32], levels: [String], printed: [String]? = nil) {
    self.variable = variable
    values = .categories(codes: codes, levels: levels)
    self.printed = printed
  }

  /// The variable's name.
  public var name: String { variable.name }

  /// Rows.
  public var count: Int {
    switch values {
    case .numbers(let numbers): numbers.count
    case .categories(let codes, _): codes.count
    }
  }

  /// Whether the cells are numbers.
  public var isNumeric: Bool {
    if case .numbers = values { true } else { false }
  }

  /// The numbers with NaN for missing, or `nil` for a column of categories.
  public var numbers: [Double]? {
    if case .numbers(let numbers) = values { numbers } else { nil }
  }

  /// The number of a row; `nil` where it is missing or a category.
  public func number(at row: Int) -> Double? {
    guard case .numbers(let numbers) = values, !numbers[row].isNaN else { return nil }
    return numbers[row]
  }

  /// The cell of a row as text: a category's level, a number's shortest form; `nil` where missing.
  public func text(at row: Int) -> String? {
    switch values {
    case .numbers(let numbers):
      guard !numbers[row].isNaN else { return nil }
      if let exact = Int(exactly: numbers[row]) { return String(exact) }
      return String(numbers[row])
    case .categories(let codes, let levels):
      return codes[row] < 0 ? nil : levels[Int(codes[row])]
    }
  }

  /// Whether the cell of a row is missing.
  public func isMissing(at row: Int) -> Bool {
    switch values {
    case .numbers(let numbers): numbers[row].isNaN
    case .categories(let codes, _): codes[row] < 0
    }
  }

  /// Rows without a value.
  public var missingCount: Int { (0..<count).count { isMissing(at: $0) } }

  /// The column with only the rows of `rows`, in that order. Levels stay, even those that no row has.
  public func selecting(_ rows: [Int]) -> Column {
    var result = self
    switch values {
    case .numbers(let numbers): result.values = .numbers(rows.map { numbers[$0] })
    case .categories(let codes, let levels): result.values = .categories(codes: rows.map { codes[$0] }, levels: levels)
    }
    result.printed = printed.map { cells in rows.map { cells[$0] } }
    return result
  }

  /// The label of a category in each language; the level itself where none is given.
  public func label(ofLevel level: String) -> Trilingual { variable.valueLabels[level] ?? Trilingual(same: level) }
}
