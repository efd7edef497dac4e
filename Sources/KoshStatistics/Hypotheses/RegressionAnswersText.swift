package import KoshTable

/// Answers to questions about a fit, for a terminal. English only.
package struct RegressionAnswersText: Sendable {
  private let fit: any RegressionFit
  private let answers: RegressionAnswers
  private let showsRatios: Bool

  /// - Parameter showsRatios: Whether contrasts are shown as ratios of odds or rates, where the family has them.
  package init(_ answers: RegressionAnswers, of fit: any RegressionFit, ratios showsRatios: Bool = false) {
    self.fit = fit
    self.answers = answers
    self.showsRatios = showsRatios && fit.ratioName != nil
  }

  /// The whole text, with a line end; empty if nothing was asked.
  package var text: String {
    var lines: [String] = []
    func section(_ heading: String, _ tests: [String]) {
      if !tests.isEmpty { lines += ["", heading] + tests.map { "  " + $0 } }
    }
    section("Tests", answers.tests.indices.map(wald))
    section("Wild cluster bootstrap, restriction imposed", answers.wildTests.map(\.text))
    section(
      "Score tests of terms to add",
      zip(answers.added, answers.addedRows).map { "\($0.text), n = \(whole($1))" })
    for asked in answers.contrasts { lines += contrasts(asked) }
    section(
      "Nested models" + (answers.comparedRows.map { ", n = \(whole($0))" } ?? ""),
      answers.comparison.map { [$0.text] } ?? [])
    if !answers.cautions.isEmpty {
      lines += ["", "  Keep in mind:"] + answers.cautions.flatMap { RegressionText.wrapped($0.text.en) }
    }
    return lines.isEmpty ? "" : lines.joined(separator: "\n") + "\n"
  }

  private func whole(_ count: Int) -> String { NumberText.fixed(Double(count), decimals: 0, language: .en) }

  private func wald(_ position: Int) -> String {
    let text = answers.tests[position].text
    guard let method = answers.adjustment, let adjusted = answers.adjusted?[position] else { return text }
    return text + ", by \(method.label.en) \(NumberText.pValue(adjusted).en)"
  }

  private func contrasts(_ asked: RegressionAnswers.Contrasts) -> [String] {
    let values = asked.list.map { contrast in
      let ratio = showsRatios ? fit.ratio(of: contrast) : nil
      return (
        ratio?.ratio ?? contrast.estimate, ratio.map(\.standardError) ?? contrast.standardError,
        ratio.map(\.confLow) ?? contrast.confLow, ratio.map(\.confHigh) ?? contrast.confHigh
      )
    }
    let decimals = RegressionText.decimals(for: values.compactMap(\.1))
    func number(_ value: Double?) -> String { value.map { RegressionText.fixed($0, decimals) } ?? "–" }
    func p(_ value: Double?) -> String { value.map { NumberText.pValue($0).en } ?? "–" }
    let name = showsRatios ? fit.ratioName?.en : fit.family == .logit ? "log odds ratio" : nil
    var columns = [
      TextColumn("", asked.list.map { "\($0.level) \(showsRatios ? "/" : "−") \($0.base)" }, isText: true),
      TextColumn(name ?? "difference", values.map { number($0.0) }),
      TextColumn("std. error", values.map { number($0.1) }),
      TextColumn(
        fit.testDegreesOfFreedom == nil ? "z" : "t",
        asked.list.map { $0.statistic.map { RegressionText.fixed($0, 2) } ?? "–" }),
      TextColumn("p", asked.list.map { p($0.pValue) }),
    ]
    if let method = asked.question.adjustment {
      columns.append(TextColumn("p, \(method.label.en)", asked.list.map { p($0.adjustedPValue) }))
    }
    columns += [
      TextColumn(
        "\(NumberText.plain(fit.confidenceLevel * 100, language: .en)) % from", values.map { number($0.2) }),
      TextColumn("to", values.map { number($0.3) }),
    ]
    let note =
      asked.question.adjustment == nil
      ? "p and intervals are not adjusted for \(asked.list.count) comparisons."
      : "p is adjusted for \(asked.list.count) comparisons, intervals are not."
    return ["", "Contrasts of \(asked.question.variable)"] + TextColumn.lines(columns) + ["  " + note]
  }
}

extension RegressionAnswers {
  /// The answers as members of a fit's data, in full precision; only what was asked.
  package var json: [(String, JSONValue)] {
    func adjustedTest(_ position: Int) -> JSONValue {
      guard let adjustment, let adjusted, case .object(let members) = tests[position].json else {
        return tests[position].json
      }
      return .object(
        members + [
          ("adjusted_p_value", .optional(adjusted[position])), ("adjustment", .string(adjustment.rawValue)),
        ])
    }
    func withRows(_ test: HypothesisTest, _ rows: Int?) -> JSONValue {
      guard let rows, case .object(let members) = test.json else { return test.json }
      return .object(members + [("nobs", .integer(rows))])
    }
    var members: [(String, JSONValue)] = []
    func add(_ name: String, _ list: [JSONValue]) { if !list.isEmpty { members.append((name, .array(list))) } }
    add("tests", tests.indices.map(adjustedTest))
    add("wild_tests", wildTests.map(\.json))
    add("score_tests", zip(added, addedRows).map { withRows($0, $1) })
    add(
      "contrasts",
      contrasts.map { asked in
        .object([
          ("variable", .string(asked.question.variable)),
          ("adjustment", asked.question.adjustment.map { .string($0.rawValue) } ?? .null),
          ("contrasts", .array(asked.list.map(\.json))),
        ])
      })
    if let comparison { members.append(("comparison", withRows(comparison, comparedRows))) }
    return members
  }
}
