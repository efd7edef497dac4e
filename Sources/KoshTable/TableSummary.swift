/// What a table holds, variable by variable, before anything is computed from it.
///
/// It says nothing of a single row: a category that only one row has is counted among the distinct ones but not listed,
/// and of names, free answers and long codes nothing is listed at all.
///
///     let table = Table(name: "t", columns: [Column(Variable("score"), numbers: [3, 1, .nan, 2])])
///     let score = TableSummary(table).variables[0]
///     score.missing   // 1
///     score.content   // .numbers(minimum: 1, median: 2, maximum: 3)
public struct TableSummary: Sendable, Hashable {
  /// A category and how many rows have it.
  public struct LevelCount: Sendable, Hashable {
    /// The category as it stands in the data.
    public var level: String
    /// Rows that have it.
    public var count: Int
  }

  /// What the values of a variable are.
  public enum Content: Sendable, Hashable {
    /// Numbers: the least, the middle (of an even count the mean of the two middle ones) and the greatest.
    case numbers(minimum: Double, median: Double, maximum: Double)
    /// Categories that two rows or more have, the most frequent first; of equally frequent ones the first in
    /// code-point order.
    case categories([LevelCount])
    /// Names of the rows, free answers or codes of persons, none of which is listed.
    case names
    /// No row has a value.
    case nothing
  }

  /// One variable.
  public struct VariableSummary: Sendable, Hashable {
    /// Its name.
    public var name: String
    /// Whether its cells are numbers.
    public var isNumeric: Bool
    /// Rows without a value.
    public var missing: Int
    /// Different values; missing is none.
    public var distinct: Int
    /// Its values.
    public var content: Content
    /// What is worth a look: `no_values`, `constant`, `identifier`, `nearly_numbers`,
    /// `lost_letters`.
    public var cautions: [Caution]
  }

  /// The table's name.
  public var name: String
  /// Rows.
  public var rowCount: Int
  /// The variables in the order of the table.
  public var variables: [VariableSummary]

  /// The summary of a table.
  ///
  /// - Complexity: O(*n* log *n*) for each column of numbers, O(*n*) for one of categories.
  public init(_ table: Table) {
    name = table.name
    rowCount = table.rowCount
    variables = table.columns.map { column in
      switch column.values {
      case .numbers(let numbers): TableSummary.summary(of: column, numbers)
      case .categories(let codes, let levels): TableSummary.summary(of: column, codes, levels)
      }
    }
  }

  // MARK: numbers

  private static func summary(of column: Column, _ numbers: [Double]) -> VariableSummary {
    let sorted = numbers.filter { !$0.isNaN }.sorted()
    let missing = numbers.count - sorted.count
    guard let least = sorted.first, let greatest = sorted.last else {
      return nothing(column, missing: missing)
    }
    let distinct = 1 + zip(sorted, sorted.dropFirst()).count { $0 != $1 }
    let middle = sorted.count / 2
    // Halves are added, since the sum of two great numbers may have no Double.
    let median = sorted.count % 2 == 1 ? sorted[middle] : sorted[middle - 1] / 2 + sorted[middle] / 2
    var cautions: [Caution] = []
    if distinct == 1, rowCountIsTelling(sorted.count) {
      cautions.append(constant("\(least)", sorted.count))
    }
    // Whole numbers without a gap, each once, number the rows; years do so too, but they measure time.
    let isYears = least >= 1800 && greatest <= 2200
    if missing == 0, distinct == sorted.count, distinct >= 10, greatest - least == Double(distinct - 1),
      least == least.rounded(), !isYears
    {
      cautions.append(
        Caution(
          "identifier",
          Trilingual(
            en: "every whole number from \(least) to \(greatest) occurs once: it looks like a row number",
            ru: "каждое целое число от \(least) до \(greatest) встречается один раз: похоже на номер строки",
            kk: "\(least)–\(greatest) аралығындағы әр бүтін сан бір рет кездеседі: жол нөміріне ұқсайды")))
    }
    let content: Content =
      isCodes(sorted, distinct: distinct) ? .names : .numbers(minimum: least, median: median, maximum: greatest)
    return VariableSummary(
      name: column.name, isNumeric: true, missing: missing, distinct: distinct, content: content, cautions: cautions)
  }

  /// Whether numbers are codes such as personal numbers or telephones: whole, of nine digits or more, all equally long,
  /// and hardly one of them twice.
  private static func isCodes(_ sorted: [Double], distinct: Int) -> Bool {
    guard let least = sorted.first, let greatest = sorted.last, least >= 1e8, greatest < 1e15,
      distinct > 1, distinct * 2 > sorted.count, sorted.allSatisfy({ $0 == $0.rounded() })
    else { return false }
    return String(Int(least)).count == String(Int(greatest)).count
  }

  // MARK: categories

  /// More different texts than this, in more than half of the rows, are names or free answers.
  private static let mostCategories = 50

  private static func summary(of column: Column, _ codes: [Int32], _ levels: [String]) -> VariableSummary {
    var counts = [Int](repeating: 0, count: levels.count)
    var missing = 0
    for code in codes {
      if code < 0 { missing += 1 } else { counts[Int(code)] += 1 }
    }
    // The order of the levels decides between equal counts, so the sort must keep it.
    let present = counts.indices.filter { counts[$0] > 0 }
      .sorted { (counts[$1], $0) < (counts[$0], $1) }
      .map { LevelCount(level: levels[$0], count: counts[$0]) }
    guard let first = present.first else { return nothing(column, missing: missing) }
    let values = codes.count - missing
    var cautions: [Caution] = []
    if present.count == 1, rowCountIsTelling(values) { cautions.append(constant("\"\(first.level)\"", values)) }
    if present.count == values, values >= 10 {
      cautions.append(
        Caution(
          "identifier",
          Trilingual(
            en: "none of the \(values) values occurs twice: it looks like a name of the rows, not a category",
            ru: "значения не повторяются (всего \(values)): похоже на имя строки, а не на категорию",
            kk: "\(values) мәннің ешқайсысы қайталанбайды: санатқа емес, жолдың атауына ұқсайды")))
    }
    if let lost = present.first(where: { hasLostLetters($0.level) }) { cautions.append(lostLetters(lost.level)) }
    if let others = others(among: present) { cautions.append(others) }
    let isNames =
      present.count > 1
      && (present.count == values || present.count > mostCategories && present.count * 2 > values)
    return VariableSummary(
      name: column.name, isNumeric: false, missing: missing, distinct: present.count,
      content: isNames ? .names : .categories(present.filter { $0.count > 1 }), cautions: cautions)
  }

  /// A remark where most values are numbers and only a few keep the column from being numbers.
  private static func others(among levels: [LevelCount]) -> Caution? {
    let others = levels.filter { !isNumber($0.level) }
    let (rows, otherRows) = (levels.reduce(0) { $0 + $1.count }, others.reduce(0) { $0 + $1.count })
    guard !others.isEmpty, others.count <= 5, levels.count > 2 * others.count, rows > 2 * otherRows else { return nil }
    let shown = others.map { "\"\($0.level)\"" }.joined(separator: ", ")
    return Caution(
      "nearly_numbers",
      Trilingual(
        en: "numbers but for \(otherRows) of \(rows) cells: \(shown)",
        ru: "числа, кроме \(otherRows) из \(rows) ячеек: \(shown)",
        kk: "\(rows) ұяшықтың \(otherRows) ұяшығынан басқасы – сандар: \(shown)"))
  }

  /// Whether a question mark stands right before a Cyrillic letter: what remains of a letter that a code page lacks.
  private static func hasLostLetters(_ text: String) -> Bool {
    zip(text.unicodeScalars, text.unicodeScalars.dropFirst()).contains { mark, letter in
      mark == "?" && (0x0400...0x052F).contains(letter.value)
    }
  }

  private static func lostLetters(_ level: String) -> Caution {
    Caution(
      "lost_letters",
      Trilingual(
        en: """
          question marks stand before letters, as in "\(level)": Kazakh letters may have been lost when the file was \
          saved as windows-1251; save it anew as CSV UTF-8
          """,
        ru: """
          вопросительные знаки стоят перед буквами, например "\(level)": при сохранении в windows-1251 могли пропасть \
          казахские буквы; сохраните файл заново как CSV UTF-8
          """,
        kk: """
          сұрақ белгілері әріптердің алдында тұр, мысалы "\(level)": файл windows-1251 кодтауында сақталғанда қазақ \
          әріптері жоғалған болуы мүмкін; файлды CSV UTF-8 түрінде қайта сақтаңыз
          """))
  }

  private static func isNumber(_ text: String) -> Bool {
    if (try? PrintedNumber(text)) != nil { return true }
    return (try? PrintedNumber(String(text.map { $0 == "," ? "." : $0 }))) != nil
  }

  // MARK: both

  private static func nothing(_ column: Column, missing: Int) -> VariableSummary {
    VariableSummary(
      name: column.name, isNumeric: column.isNumeric, missing: missing, distinct: 0, content: .nothing,
      cautions: [
        Caution(
          "no_values",
          Trilingual(en: "no row has a value", ru: "ни в одной строке нет значения", kk: "бірде-бір жолда мән жоқ"))
      ])
  }

  private static func constant(_ value: Phrase, _ count: Int) -> Caution {
    let value = Trilingual(en: value, ru: value, kk: value)
    return Caution(
      "constant",
      Trilingual(
        en: "the same in all \(count) rows that have a value: \(value)",
        ru: "одно и то же во всех строках со значением (\(count)): \(value)",
        kk: "мәні бар \(count) жолдың бәрінде бірдей: \(value)"))
  }

  /// One row says nothing of whether a variable varies.
  private static func rowCountIsTelling(_ count: Int) -> Bool { count > 1 }
}
