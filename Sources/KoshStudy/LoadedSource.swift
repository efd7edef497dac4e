internal import KoshDemography
internal import KoshFiles
internal import KoshNumerics
internal import KoshTable

/// A data source with its table: labelled, recoded, joined.
struct LoadedSource: Sendable {
  var specification: SourceSpecification
  var table: Table
  /// The file as given in the study, its SHA-256 and size.
  var path: String
  var sha256: String
  var byteCount: Int
  /// The columns that stand in the file itself, in its order.
  var fileColumns: [String]
  /// The smallest count of people that may be shown, where a row is a person; `nil` for published or synthetic figures.
  var leastCell: Int?
  /// Whether it was made of interviews: then its files are told with them, and every row is printed where rows may be.
  var isOfInterviews = false
  /// Each row's key as claims write it: `KZ-11`, or `2025,gender_male`.
  var keys: [String]
  private var rowOfKey: [String: Int]
  private var variables: [String: VariableSpecification]
  /// Variables that came from another source: their source there, and for each row the row there.
  var borrowed: [String: (source: String, rows: [Int?])] = [:]
  /// What rounded cells leave open of the variables derived from them, row by row.
  var derivedIntervals: [String: [Interval?]] = [:]

  init(
    _ specification: SourceSpecification, table: Table, path: String, sha256: String, byteCount: Int, keys: [String],
    variables: [VariableSpecification]
  ) {
    self.specification = specification
    self.table = table
    self.path = path
    self.sha256 = sha256
    self.byteCount = byteCount
    self.keys = keys
    fileColumns = table.names
    rowOfKey = Dictionary(keys.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    self.variables = Dictionary(variables.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The row of a key.
  func row(ofKey key: [String]) -> Int? { rowOfKey[key.joined(separator: ",")] }
  /// What the study says of a variable.
  func variable(_ name: String) -> VariableSpecification? { variables[name] }
  mutating func learn(_ variable: VariableSpecification) { variables[variable.name] = variable }

  /// A row as a reader knows it: the label of its key.
  func label(ofRow row: Int) -> Trilingual {
    let columns = specification.key.compactMap { table[$0] }
    guard !columns.isEmpty else {
      return Trilingual(en: "row \(row + 1)", ru: "строка \(row + 1)", kk: "\(row + 1)-жол")
    }
    return columns.map { column in column.text(at: row).map { column.label(ofLevel: $0) } ?? Trilingual(same: "–") }
      .joined(separator: ", ")
  }

  /// A row's key as a finding; where a row is a person, nobody is named.
  func key(ofRow row: Int) -> Evaluated {
    leastCell == nil ? .text(keys[row]) : .undefined(LoadedSource.aPerson)
  }

  /// Why a single row's value or name is not shown.
  static let aPerson = Trilingual(
    en: "not shown: it belongs to one person", ru: "не показано: относится к одному человеку",
    kk: "көрсетілмейді: бір адамға тиесілі")

  /// The value of a cell as formulas see it: an interval where the codebook says that it was rounded.
  func value(row: Int, column name: String) -> Evaluated {
    guard let column = table[name] else { return .undefined(Evaluator.nothing) }
    if case .categories = column.values {
      return column.text(at: row).map { .text($0) } ?? .undefined(missingReason(row: row, column: column))
    }
    guard let number = column.number(at: row) else { return .undefined(missingReason(row: row, column: column)) }
    let cell = column.printed?[row] ?? ""
    let decimals = LoadedSource.decimals(of: cell) ?? LoadedSource.decimals(of: number)
    if let interval = derivedIntervals[name]?[row] {
      return .number(Quantity(number, decimals: decimals, interval: interval))
    }
    guard column.variable.isRounded else { return .number(Quantity(number, decimals: decimals)) }
    return .number(Quantity(number, decimals: decimals, interval: .init(number, halfWidth: 0.5 / pow10(decimals))))
  }

  private func missingReason(row: Int, column: Column) -> Trilingual {
    let label = label(ofRow: row)
    return Trilingual(
      en: "no value is given for \(column.variable.label) (\(label))",
      ru: "значение не приведено: \(column.variable.label) (\(label))",
      kk: "мәні келтірілмеген: \(column.variable.label) (\(label))")
  }

  /// Digits after the decimal mark of a cell as it stood.
  static func decimals(of cell: String) -> Int? {
    guard !cell.isEmpty else { return nil }
    guard let mark = cell.lastIndex(where: { $0 == "." || $0 == "," }) else { return 0 }
    let digits = cell[cell.index(after: mark)...]
    return digits.allSatisfy(\.isNumber) ? digits.count : nil
  }

  /// Decimals that show a computed number to a sensible exactness.
  static func decimals(of number: Double) -> Int {
    if number == number.rounded() { return 0 }
    let size = number.magnitude
    return size >= 1000 ? 0 : (size >= 100 ? 1 : (size >= 1 ? 2 : 3))
  }
}

func pow10(_ exponent: Int) -> Double { (0..<max(0, exponent)).reduce(1) { result, _ in result * 10 } }

extension LoadedSource {
  /// A formula's value for each row.
  func evaluateRows(_ formula: Expression) -> [Evaluated] {
    (0..<table.rowCount).map { row in
      Evaluator { reference in
        guard case .name(let name, _) = reference else { return .undefined(Evaluator.notANumber) }
        return value(row: row, column: name)
      }.value(of: formula)
    }
  }

  /// The rows for which a condition holds; all without a condition.
  func rows(where condition: Expression?) -> [Int] {
    guard let condition else { return Array(0..<table.rowCount) }
    return evaluateRows(condition).enumerated().filter { $0.element == .truth(.yes) }.map(\.offset)
  }
}
