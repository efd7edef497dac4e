extension TableSummary {
  /// The summary for a terminal: a line for each variable in aligned columns, then what is worth a look.
  ///
  /// Of up to five categories all are named that two rows or more have, of more the three most frequent, with the
  /// number of their rows. Alignment counts characters as a reader sees them, so that Cyrillic stays in its column.
  ///
  ///     variable  type      missing  distinct  values
  ///     gender    category        0         2  female (3) · male (2)
  ///     score     number          1         2  min 1 · median 1.5 · max 2
  public func text(language: Language) -> String {
    let heading = [
      Trilingual(en: "variable", ru: "переменная", kk: "айнымалы"), Trilingual(en: "type", ru: "тип", kk: "түрі"),
      Trilingual(en: "missing", ru: "пропусков", kk: "мәні жоқ"),
      Trilingual(en: "distinct", ru: "различных", kk: "әртүрлі"),
      Trilingual(en: "values", ru: "значения", kk: "мәндері"),
    ].map { $0[language] }
    let rows = [heading] + variables.map { cells(of: $0, language) }
    let widths = heading.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    var text = ""
    for row in rows {
      let cells = row.enumerated().map { column, cell -> String in
        let blanks = String(repeating: " ", count: widths[column] - cell.count)
        if column == row.count - 1 { return cell }
        return column == 2 || column == 3 ? blanks + cell : cell + blanks
      }
      let line = cells.joined(separator: "  ")
      text += line[..<(line.lastIndex { $0 != " " }.map(line.index(after:)) ?? line.startIndex)] + "\n"
    }
    let remarks = variables.flatMap { variable in variable.cautions.map { "\(variable.name): \($0.text[language])" } }
    return remarks.isEmpty ? text : text + "\n" + remarks.map { "! \($0)\n" }.joined()
  }

  /// The summary for programs: `rows` and, for each variable, `name`, `type`, `missing`, `distinct`, then `min`,
  /// `median` and `max` or the `levels` with their `count` (the 50 most frequent), and `cautions` in three languages.
  public var json: JSONValue {
    .object([("rows", .integer(rowCount)), ("variables", .array(variables.map(TableSummary.json)))])
  }

  private static func json(_ variable: VariableSummary) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("name", .string(variable.name)), ("type", .string(variable.isNumeric ? "number" : "category")),
      ("missing", .integer(variable.missing)), ("distinct", .integer(variable.distinct)),
    ]
    switch variable.content {
    case .numbers(let minimum, let median, let maximum):
      members += [("min", .number(minimum)), ("median", .number(median)), ("max", .number(maximum))]
    case .categories(let levels):
      let shown = levels.prefix(50).map {
        JSONValue.object([("level", .string($0.level)), ("count", .integer($0.count))])
      }
      members.append(("levels", .array(shown)))
    case .nothing, .names: break
    }
    let cautions = variable.cautions.map { caution in
      JSONValue.object(
        [("code", .string(caution.code))] + Language.allCases.map { ($0.rawValue, .string(caution.text[$0])) })
    }
    members.append(("cautions", .array(cautions)))
    return .object(members)
  }

  private func cells(of variable: VariableSummary, _ language: Language) -> [String] {
    let type =
      variable.isNumeric
      ? Trilingual(en: "number", ru: "число", kk: "сан") : Trilingual(en: "category", ru: "категория", kk: "санат")
    return [
      variable.name, type[language], NumberText.fixed(Double(variable.missing), decimals: 0, language: language),
      NumberText.fixed(Double(variable.distinct), decimals: 0, language: language),
      TableSummary.values(variable, language),
    ]
  }

  private static func values(_ variable: VariableSummary, _ language: Language) -> String {
    switch variable.content {
    case .nothing: return "–"
    case .names:
      return Trilingual(en: "(not listed)", ru: "(не перечисляются)", kk: "(тізілмейді)")[language]
    case .numbers(let minimum, let median, let maximum):
      // Years are not grouped: 2,024 reads as a quantity.
      let areYears = minimum >= 1800 && maximum <= 2200 && [minimum, maximum].allSatisfy { $0 == $0.rounded() }
      let text = [minimum, median, maximum].map { value in
        let text = NumberText.plain(value, language: language)
        return areYears && language == .en ? text.filter { $0 != "," } : text
      }
      return Trilingual(
        en: "min \(text[0]) · median \(text[1]) · max \(text[2])",
        ru: "мин. \(text[0]) · медиана \(text[1]) · макс. \(text[2])",
        kk: "ең азы \(text[0]) · медианасы \(text[1]) · ең көбі \(text[2])")[language]
    case .categories(let levels):
      let shown = levels.prefix(variable.distinct <= 5 ? 5 : 3)
      var parts = shown.map { level in
        "\(clipped(level.level)) (\(NumberText.fixed(Double(level.count), decimals: 0, language: language)))"
      }
      let rest = variable.distinct - shown.count
      if rest > 0, !shown.isEmpty || rest > 1 {
        parts.append(Trilingual(en: "\(rest) more", ru: "ещё \(rest)", kk: "тағы \(rest)")[language])
      }
      return parts.joined(separator: " · ")
    }
  }

  /// A category on one line, at most 30 characters.
  private static func clipped(_ level: String) -> String {
    let line = String(level.map { $0.isNewline || $0 == "\t" ? " " : $0 })
    return line.count <= 30 ? line : line.prefix(29) + "…"
  }
}
