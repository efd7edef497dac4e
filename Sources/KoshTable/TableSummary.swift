/// What a table holds, told variable by variable and without a word on any single row.
///
/// It is what a codebook would say before anything is known of the table: type, missing values, the spread of numbers,
/// the most frequent categories, and what looks odd about a column. Names and free answers are never listed, nor is a
/// category that only one row has.
///
///     let table = Table(name: "pupils", columns: [
///       Column(Variable("score"), numbers: [2, 4, 4, .nan, 10]),
///       Column(Variable("sex"), categories: ["f", "f", "f", "m", "m"])])
///     let summary = TableSummary(table)
///     summary.variables[0].spread    // minimum 2, median 4, maximum 10
///     summary.variables[1].levels    // f 3, m 2
public struct TableSummary: Sendable, Hashable {
  /// A category and how many rows have it.
  public struct Level: Sendable, Hashable {
    /// The category.
    public let name: String
    /// Rows.
    public let count: Int
  }

  /// The least, the middle and the greatest of some numbers, in their unit.
  public struct Spread: Sendable, Hashable {
    /// The least value.
    public let minimum: Double
    /// The middle value, or the mean of the two middle ones.
    public let median: Double
    /// The greatest value.
    public let maximum: Double
  }

  /// What one column holds.
  public struct VariableSummary: Sendable, Hashable {
    /// What is known of the variable beforehand: name, label, unit.
    public let variable: Variable
    /// Whether its values are numbers; else they are categories.
    public let isNumeric: Bool
    /// Rows without a value.
    public let missing: Int
    /// Different values, missing ones not counted.
    public let distinct: Int
    /// The spread of numbers; `nil` of categories, of no value at all and of numbers that only name the rows.
    public let spread: Spread?
    /// The most frequent categories, at most ``TableSummary/levelLimit``, most frequent first and equally frequent ones
    /// in code-point order; without those of a single row, and none where the column names rows or holds free answers.
    public let levels: [Level]
    /// What a reader should look at: `empty_column`, `constant`, `identifier`, `many_levels`, `mixed`.
    public let cautions: [Caution]
  }

  /// How many categories are listed at most.
  public static let levelLimit = 5
  /// From so many rows on, whole numbers that merely count the rows are taken for their names.
  static let leastRowsOfIdentifier = 10
  /// More different texts than this, in more than half of the rows, are names or free answers.
  static let mostCategories = 50

  /// Rows of the table.
  public let rows: Int
  /// The columns, in order.
  public let variables: [VariableSummary]
  /// What concerns the table as a whole: `empty_rows`.
  public let cautions: [Caution]

  /// Sums up a table.
  ///
  /// - Complexity: O(rows · log rows) for each column of numbers, O(rows + levels · log levels) for one of categories.
  public init(_ table: Table) {
    rows = table.rowCount
    variables = table.columns.map { TableSummary.summary(of: $0) }
    let isEmpty = (0..<table.rowCount).count { row in table.columns.allSatisfy { $0.isMissing(at: row) } }
    cautions = isEmpty == 0 ? [] : [TableSummary.emptyRows(isEmpty)]
  }

  private static func summary(of column: Column) -> VariableSummary {
    switch column.values {
    case .numbers(let numbers): summary(of: column.variable, numbers: numbers)
    case .categories(let codes, let levels): summary(of: column.variable, codes: codes, levels: levels)
    }
  }

  private static func summary(of variable: Variable, numbers: [Double]) -> VariableSummary {
    let sorted = numbers.filter { !$0.isNaN }.sorted()
    let distinct = sorted.isEmpty ? 0 : 1 + zip(sorted, sorted.dropFirst()).count { $0 != $1 }
    var spread: Spread?
    var cautions: [Caution] = []
    if let first = sorted.first, let last = sorted.last {
      let namesRows = distinct == sorted.count && looksLikeNames(sorted)
      if namesRows {
        cautions.append(identifier)
      } else {
        let middle = sorted.count / 2
        let median = sorted.count % 2 == 1 ? sorted[middle] : sorted[middle - 1] / 2 + sorted[middle] / 2
        spread = Spread(minimum: first, median: median, maximum: last)
        if distinct == 1, sorted.count > 1 { cautions.append(constant) }
      }
    } else if !numbers.isEmpty {
      cautions.append(emptyColumn)
    }
    return VariableSummary(
      variable: variable, isNumeric: true, missing: numbers.count - sorted.count, distinct: distinct, spread: spread,
      levels: [], cautions: cautions)
  }

  /// Whether different whole numbers count the rows (1, 2, 3, …) or are codes of nine digits or more and equal length,
  /// such as personal identification numbers. A run of years is neither.
  private static func looksLikeNames(_ sorted: [Double]) -> Bool {
    guard let first = sorted.first, let last = sorted.last, sorted.count >= leastRowsOfIdentifier,
      sorted.allSatisfy({ $0 == $0.rounded() })
    else { return false }
    if first == 0 || first == 1 { return last - first == Double(sorted.count - 1) }
    return first >= 1e8 && last < 1e15 && String(Int(first)).count == String(Int(last)).count
  }

  private static func summary(of variable: Variable, codes: [Int32], levels: [String]) -> VariableSummary {
    var counts = [Int](repeating: 0, count: levels.count)
    for code in codes where code >= 0 { counts[Int(code)] += 1 }
    let present = counts.reduce(0, +)
    let distinct = counts.count { $0 > 0 }
    var cautions: [Caution] = []
    var isListed = true
    if present == 0 {
      if !codes.isEmpty { cautions.append(emptyColumn) }
    } else if distinct == 1, present > 1 {
      cautions.append(constant)
    } else if distinct == present, present > 1 {
      cautions.append(identifier)
      isListed = false
    } else if distinct > mostCategories, distinct > present / 2 {
      cautions.append(manyLevels(distinct, rows: present))
      isListed = false
    }
    let numbers = zip(levels, counts).reduce(0) { $0 + ($1.1 > 0 && looksLikeNumber($1.0) ? $1.1 : 0) }
    if numbers > present / 2, numbers < present { cautions.append(mixed(numbers: numbers, others: present - numbers)) }
    let frequent = counts.indices.filter { counts[$0] > 1 }
      .sorted { (counts[$1], $0) < (counts[$0], $1) }
      .prefix(isListed ? levelLimit : 0)
    return VariableSummary(
      variable: variable, isNumeric: false, missing: codes.count - present, distinct: distinct, spread: nil,
      levels: frequent.map { Level(name: levels[$0], count: counts[$0]) }, cautions: cautions)
  }

  /// Whether a reader would take a text for a number, whatever marks its decimals: `−1 234,5`, but no date.
  static func looksLikeNumber(_ text: String) -> Bool {
    var digits = 0
    var marks: [Unicode.Scalar: Int] = [:]
    for (position, scalar) in text.unicodeScalars.enumerated() {
      switch scalar {
      case "0"..."9": digits += 1
      case "-", "−", "+": guard position == 0 else { return false }
      case ".", ",": marks[scalar, default: 0] += 1
      case " ", "\u{00A0}", "\u{202F}": continue
      default: return false
      }
    }
    return digits > 0 && marks["."] ?? 0 <= 1 && marks[","] ?? 0 <= 1
  }

  // MARK: cautions

  private static let emptyColumn = Caution(
    "empty_column",
    Trilingual(en: "no row has a value", ru: "ни в одной строке нет значения", kk: "бірде-бір жолда мән жоқ"))

  private static let constant = Caution(
    "constant",
    Trilingual(en: "all values are the same", ru: "все значения одинаковы", kk: "барлық мән бірдей"))

  private static let identifier = Caution(
    "identifier",
    Trilingual(
      en: "every value occurs once: it names the rows and is no category",
      ru: "каждое значение встречается один раз: столбец именует строки и не является категорией",
      kk: "әр мән бір рет кездеседі: баған жолдарды атайды, санат емес"))

  private static func manyLevels(_ distinct: Int, rows: Int) -> Caution {
    Caution(
      "many_levels",
      Trilingual(
        en: "names or free answers rather than categories: \(distinct) different texts in \(rows) cells",
        ru: "скорее имена или свободные ответы, чем категории: разных текстов – \(distinct), ячеек – \(rows)",
        kk: "санаттан гөрі аттар немесе еркін жауаптар: әртүрлі мәтін – \(distinct), ұяшық – \(rows)"))
  }

  private static func mixed(numbers: Int, others: Int) -> Caution {
    Caution(
      "mixed",
      Trilingual(
        en: "read as text: cells with a number – \(numbers), with something else – \(others)",
        ru: "прочитано как текст: ячеек с числом – \(numbers), с чем-либо другим – \(others)",
        kk: "мәтін ретінде оқылды: саны бар ұяшық – \(numbers), басқасы бар – \(others)"))
  }

  private static func emptyRows(_ count: Int) -> Caution {
    Caution(
      "empty_rows",
      Trilingual(
        en: "rows without any value: \(count)", ru: "строк без единого значения: \(count)",
        kk: "бірде-бір мәні жоқ жол: \(count)"))
  }
}
