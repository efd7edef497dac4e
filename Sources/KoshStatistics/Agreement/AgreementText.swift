package import KoshTable

/// Agreement as a text for a terminal and as JSON. English only.
package struct AgreementText: Sendable {
  private let ratings: Ratings
  private let agreement: Agreement
  private let categories: [CategoryAgreement]
  private let disagreements: [Disagreement]
  private let source: String

  /// How many disagreements the text lists; JSON has all.
  package static let listed = 20

  /// Computes every measure, over all and by category.
  ///
  /// - Parameter source: Where the ratings come from, for the heading.
  /// - Throws: ``Problem`` where the metric does not fit the values.
  package init(
    _ ratings: Ratings, metric: AgreementMetric, level: Double = 0.95, source: String
  ) throws(Problem) {
    self.ratings = ratings
    self.source = source
    agreement = try KoshStatistics.agreement(ratings, metric: metric, level: level)
    // A metric with an order is about how far values are apart, which one category against the rest does not show.
    categories =
      metric == .nominal && ratings.categories.count > 2 ? try agreementByCategory(ratings, level: level) : []
    disagreements = ratings.disagreements
  }

  /// The whole text, with a line end.
  package var text: String {
    var parts = [heading, measures, prevalence]
    if !categories.isEmpty { parts.append(byCategory) }
    if !disagreements.isEmpty { parts.append(worklist) }
    if !agreement.cautions.isEmpty { parts.append(agreement.cautions.map { "Note: \($0.text.en)" }) }
    return parts.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  private var heading: [String] {
    let a = agreement
    let coders = a.coders.count <= 6 ? ": " + a.coders.joined(separator: ", ") : ""
    return [
      "Agreement of \(whole(a.coders.count)) coders\(coders)",
      "\(source), \(a.metric.rawValue) metric",
      "\(whole(a.unitCount)) units, \(whole(a.comparedUnits)) of them with values of two coders at least; "
        + "\(whole(a.missing)) of \(whole(a.valueCount + a.missing)) values missing",
    ]
  }

  private var measures: [String] {
    var lines = [
      ["", "value", "\(NumberText.plain(agreement.alpha.level * 100, language: .en)) % from", "to", "units"]
    ]
    func add(_ name: String, _ coefficient: AgreementCoefficient) {
      guard coefficient.undefined != .notNominal else { return }
      lines.append([
        name, coefficient.value.map(fixed) ?? "undefined", coefficient.confidenceLow.map(fixed) ?? "–",
        coefficient.confidenceHigh.map(fixed) ?? "–", whole(coefficient.units),
      ])
    }
    add(agreement.perCent.measure.label.en, agreement.perCent)
    let kappa = agreement.metric == .nominal ? "Cohen’s κ" : "Cohen’s weighted κ"
    for pair in agreement.cohen {
      add(agreement.cohen.count > 1 ? "\(kappa), \(pair.first) and \(pair.second)" : kappa, pair.kappa)
    }
    if agreement.cohen.count > 1 {
      lines.append(["\(kappa), mean of pairs", agreement.meanCohen.map(fixed) ?? "undefined", "–", "–", ""])
    }
    for coefficient in [agreement.fleiss, agreement.alpha, agreement.ac1] {
      add(coefficient.measure.label.en, coefficient)
    }
    let undefined = Set(
      ([agreement.perCent, agreement.fleiss, agreement.alpha, agreement.ac1] + agreement.cohen.map(\.kappa))
        .compactMap(\.undefined)
    ).subtracting([.notNominal])
    return AgreementText.aligned(lines)
      + AgreementUndefined.allCases.filter(undefined.contains).map { "  " + $0.text.en }
  }

  private var prevalence: [String] {
    let names = agreement.coders.count <= 6 ? agreement.coders : []
    return AgreementText.aligned(
      [["value", "count", "share"] + names]
        + agreement.prevalence.map { category in
          [category.category, whole(category.count), category.share.map(fixed) ?? "–"]
            + names.indices.map { category.byCoder[$0].map(fixed) ?? "–" }
        })
  }

  private var byCategory: [String] {
    func cell(_ coefficient: AgreementCoefficient) -> String { coefficient.value.map(fixed) ?? "undefined" }
    return ["Each value against all others"]
      + AgreementText.aligned(
        [["value", "agreement", "Fleiss’ κ", "α", "AC1"]]
          + categories.map { entry in
            let a = entry.agreement
            return [entry.category, cell(a.perCent), cell(a.fleiss), cell(a.alpha), cell(a.ac1)]
          })
  }

  private var worklist: [String] {
    var lines = ["Units to talk about: \(whole(disagreements.count))"]
    for entry in disagreements.prefix(AgreementText.listed) {
      lines.append("  \(entry.unit): " + entry.values.map { "\($0.coder) \($0.value)" }.joined(separator: ", "))
    }
    if disagreements.count > AgreementText.listed {
      lines.append("  … and \(whole(disagreements.count - AgreementText.listed)) more, all of them in the JSON")
    }
    return lines
  }

  private func fixed(_ value: Double) -> String { NumberText.fixed(value, decimals: 3, language: .en) }
  private func whole(_ value: Int) -> String { NumberText.fixed(Double(value), decimals: 0, language: .en) }

  /// Rows in columns with a rule under the first: text left, numbers right.
  private static func aligned(_ rows: [[String]]) -> [String] {
    guard let header = rows.first else { return [] }
    let widths = header.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    var lines = rows.map { row in
      var line = " "
      for (column, cell) in row.enumerated() {
        let gap = String(repeating: " ", count: widths[column] - cell.count)
        line += column == 0 ? " " + cell + gap : "  " + gap + cell
      }
      while line.last == " " { line.removeLast() }
      return line
    }
    lines.insert("  " + String(repeating: "─", count: widths.reduce(0, +) + 2 * (widths.count - 1)), at: 1)
    return lines
  }

  // MARK: JSON

  /// Everything in full precision; what is undefined is `null` beside its reason.
  package var json: JSONValue {
    .object(
      [("source", .string(source))] + AgreementText.members(agreement)
        + [
          (
            "by_category",
            .array(
              categories.map {
                .object([("category", .string($0.category))] + AgreementText.members($0.agreement))
              })
          ),
          (
            "disagreements",
            .array(
              disagreements.map { entry in
                .object([
                  ("unit", .string(entry.unit)), ("share", .number(entry.share)),
                  (
                    "values",
                    .array(
                      entry.values.map { .object([("coder", .string($0.coder)), ("value", .string($0.value))]) })
                  ),
                ])
              })
          ),
        ])
  }

  private static func members(_ a: Agreement) -> [(String, JSONValue)] {
    [
      ("metric", .string(a.metric.rawValue)), ("coders", .array(a.coders.map { .string($0) })),
      ("units", .integer(a.unitCount)), ("compared_units", .integer(a.comparedUnits)),
      ("values", .integer(a.valueCount)), ("missing", .integer(a.missing)),
      (
        "prevalence",
        .array(
          a.prevalence.map {
            .object([
              ("category", .string($0.category)), ("count", .integer($0.count)), ("share", .optional($0.share)),
              ("by_coder", .array($0.byCoder.map { .optional($0) })),
            ])
          })
      ),
      ("per_cent", .object(members(a.perCent))),
      (
        "cohen_kappa",
        .array(
          a.cohen.map {
            .object([("first", .string($0.first)), ("second", .string($0.second))] + members($0.kappa))
          })
      ),
      ("mean_cohen_kappa", .optional(a.meanCohen)), ("fleiss_kappa", .object(members(a.fleiss))),
      ("alpha", .object(members(a.alpha))), ("gwet_ac1", .object(members(a.ac1))),
      (
        "cautions",
        .array(a.cautions.map { .object([("code", .string($0.code)), ("text", .string($0.text.en))]) })
      ),
    ]
  }

  private static func members(_ c: AgreementCoefficient) -> [(String, JSONValue)] {
    [
      ("value", .optional(c.value)), ("undefined", c.undefined.map { .string($0.rawValue) } ?? .null),
      ("observed", .optional(c.observed)), ("expected", .optional(c.expected)),
      ("std_error", .optional(c.standardError)), ("conf_low", .optional(c.confidenceLow)),
      ("conf_high", .optional(c.confidenceHigh)), ("units", .integer(c.units)),
    ]
  }
}
