extension TableSummary {
  /// The summary as lines for a terminal: a head, one line per variable, and what to look at.
  ///
  /// Columns are aligned by characters, so Cyrillic text stands as straight as Latin.
  ///
  ///     score  number  0  3  min 2 · median 4 · max 10
  ///
  /// - Parameters:
  ///   - title: What is described, such as the path of a file.
  ///   - notes: Further facts of the head, such as the encoding.
  public func text(title: String, notes: [String] = [], in language: Language) -> String {
    let size = Words.size(rows: rows, variables: variables.count)[language]
    var lines = [([title] + [size] + notes).joined(separator: " · "), ""]
    let hasUnits = variables.contains { !$0.variable.unit.isEmpty }
    var cells = [Words.heads(withUnits: hasUnits).map { $0[language] }]
    for summary in variables {
      let kind = summary.isNumeric ? Words.number : Words.text
      cells.append(
        [summary.variable.name, kind[language]] + (hasUnits ? [summary.variable.unit[language]] : [])
          + [
            NumberText.fixed(Double(summary.missing), decimals: 0, language: language),
            NumberText.fixed(Double(summary.distinct), decimals: 0, language: language),
            values(of: summary, in: language),
          ])
    }
    lines += TableSummary.aligned(cells, trailing: hasUnits ? [3, 4] : [2, 3])
    let remarks = remarks(in: language)
    if !remarks.isEmpty { lines += ["", Words.look[language]] + remarks.map { "  " + $0 } }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The cautions of the table, then those of the variables; one that several variables share is told once.
  private func remarks(in language: Language) -> [String] {
    var names: [Caution: [String]] = [:]
    var order: [Caution] = []
    for summary in variables {
      for caution in summary.cautions {
        if names[caution] == nil { order.append(caution) }
        names[caution, default: []].append(summary.variable.name)
      }
    }
    return cautions.map { $0.text[language] }
      + order.map { (names[$0] ?? []).joined(separator: ", ") + ": " + $0.text[language] }
  }

  private func values(of summary: VariableSummary, in language: Language) -> String {
    if let spread = summary.spread {
      let parts = [
        (Words.minimum, spread.minimum), (Words.median, spread.median), (Words.maximum, spread.maximum),
      ]
      return parts.map { "\($0[language]) \(TableSummary.number($1, of: spread, in: language))" }
        .joined(separator: " · ")
    }
    var parts = summary.levels.map { level in
      let label = summary.variable.valueLabels[level.name].map { " (\($0[language]))" } ?? ""
      let count = NumberText.fixed(Double(level.count), decimals: 0, language: language)
      return TableSummary.shortened(level.name + label) + ": " + count
    }
    let others = summary.distinct - summary.levels.count
    if !summary.levels.isEmpty, others > 0 { parts.append(Words.others(others)[language]) }
    return parts.joined(separator: " · ")
  }

  /// A value as the language writes it; years without a thousands separator.
  private static func number(_ value: Double, of spread: Spread, in language: Language) -> String {
    let areYears =
      spread.minimum >= 1800 && spread.maximum <= 2100 && spread.minimum.rounded() == spread.minimum
      && spread.maximum.rounded() == spread.maximum
    guard areYears else { return NumberText.plain(value, language: language) }
    let whole = Int(value.rounded(.down))
    let isBetween = value != value.rounded(.down)
    return "\(whole)" + (isBetween ? NumberText.decimalMark(language) + "5" : "")
  }

  /// At most 32 characters on one line.
  static func shortened(_ text: String) -> String {
    let flat = String(text.map { $0.isNewline ? " " : $0 })
    return flat.count > 32 ? flat.prefix(31) + "…" : flat
  }

  /// Rows of cells as lines whose columns stand below one another; the last column is not padded.
  static func aligned(_ rows: [[String]], trailing: Set<Int>) -> [String] {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0 }
    return rows.map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        let padding = String(repeating: " ", count: widths[column] - cell.count)
        if column > 0 { line += "  " }
        line += trailing.contains(column) ? padding + cell : (column == row.count - 1 ? cell : cell + padding)
      }
      while line.hasSuffix(" ") { line.removeLast() }
      return line
    }
  }

  /// The summary for programs: numbers in full precision, `null` where undefined, cautions in English by their codes.
  ///
  /// - Parameter members: What stands before it in the same object, such as the file's name.
  public func json(after members: [(String, JSONValue)] = []) -> JSONValue {
    .object(
      members + [
        ("rows", .integer(rows)),
        ("variables", .array(variables.map { TableSummary.json($0) })),
        ("cautions", .array(cautions.map { TableSummary.json($0) })),
      ])
  }

  private static func json(_ summary: VariableSummary) -> JSONValue {
    .object([
      ("name", .string(summary.variable.name)),
      ("type", .string(summary.isNumeric ? "number" : "text")),
      ("unit", summary.variable.unit.isEmpty ? .null : .string(summary.variable.unit.en)),
      ("missing", .integer(summary.missing)),
      ("distinct", .integer(summary.distinct)),
      ("min", .optional(summary.spread?.minimum)),
      ("median", .optional(summary.spread?.median)),
      ("max", .optional(summary.spread?.maximum)),
      (
        "levels",
        .array(summary.levels.map { .object([("level", .string($0.name)), ("count", .integer($0.count))]) })
      ),
      ("cautions", .array(summary.cautions.map { json($0) })),
    ])
  }

  private static func json(_ caution: Caution) -> JSONValue {
    .object([("code", .string(caution.code)), ("text", .string(caution.text.en))])
  }

  /// The words around the figures.
  private enum Words {
    static func size(rows: Int, variables: Int) -> Trilingual {
      Trilingual(
        en: "rows: \(rows), variables: \(variables)", ru: "строк: \(rows), переменных: \(variables)",
        kk: "жол: \(rows), айнымалы: \(variables)")
    }

    static func heads(withUnits: Bool) -> [Trilingual] {
      let unit = Trilingual(en: "unit", ru: "единица", kk: "өлшем бірлігі")
      return [
        Trilingual(en: "variable", ru: "переменная", kk: "айнымалы"), Trilingual(en: "type", ru: "тип", kk: "түрі"),
      ] + (withUnits ? [unit] : []) + [
        Trilingual(en: "missing", ru: "пропуски", kk: "бос мәндер"),
        Trilingual(en: "distinct", ru: "разных", kk: "әртүрлі"),
        Trilingual(en: "values", ru: "значения", kk: "мәндері"),
      ]
    }

    static let number = Trilingual(en: "number", ru: "число", kk: "сан")
    static let text = Trilingual(en: "text", ru: "текст", kk: "мәтін")
    static let minimum = Trilingual(en: "min", ru: "мин.", kk: "мин.")
    static let median = Trilingual(en: "median", ru: "медиана", kk: "медиана")
    static let maximum = Trilingual(en: "max", ru: "макс.", kk: "макс.")
    static let look = Trilingual(en: "Worth a look:", ru: "Обратите внимание:", kk: "Назар аударыңыз:")

    static func others(_ count: Int) -> Trilingual {
      Trilingual(en: "others: \(count)", ru: "других: \(count)", kk: "басқалары: \(count)")
    }
  }
}
