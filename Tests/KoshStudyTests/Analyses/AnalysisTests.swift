import Foundation
@testable import KoshStudy
import KoshTable
import Testing

/// Relative closeness to a number from outside.
let fromOutside = 1e-9

/// The run's findings against numbers from outside.
func expect(
  _ run: StudyRun, _ numbers: [String: Double], within tolerance: Double = fromOutside,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  for (id, expected) in numbers.sorted(by: { $0.key < $1.key }) {
    guard let found = run.number(id) else {
      Issue.record(
        "there is no number \(id): \(String(describing: run.findings[id]?.value))", sourceLocation: sourceLocation)
      continue
    }
    #expect(
      abs(found - expected) <= tolerance * max(1, abs(expected)), "\(id): \(found), not \(expected)",
      sourceLocation: sourceLocation)
  }
}

@Suite struct AnalysisTests {
  /// One of each kind, on the sample.
  static let all = """
    analyses:
      - {id: d, kind: describe, data: regions, variables: [income, share]}
      - {id: x, kind: crosstab, data: regions, rows: kind}
      - {id: c, kind: correlation, data: regions, x: income, y: balance, variants: {lands: {where: "kind != 'city'"}}}
      - {id: m, kind: regression, data: regions, time: year, models: {a: {formula: balance ~ income}, b: {formula: balance ~ income + share}}}
      - {id: t, kind: trend, data: regions, time: year, value: income}
      - {id: g, kind: change, data: regions, time: year, value: balance}
      - {id: k, kind: cluster, data: regions, variables: [income, share], methods: [ward, single], sign: balance}
      - {id: s, kind: sign_groups, data: regions, value: balance}
      - {id: i, kind: index, data: regions, indicators: [{variable: income, weight: 2}, {variable: share, direction: lower}]}
      - {id: w, kind: two_way, data: regions, columns: [income, balance]}
      - {id: v, kind: compare_columns, data: regions, a: income, b: balance}
      - {id: p, kind: percentages, data: regions, percent: share, n: "100"}
      - {id: l, kind: printed_regression, data: regions, where: "year < 2014", term: kind, estimate: income, standard_error: share}
      - {id: n, kind: information_criterion, log_likelihood: "-852.324", aic: "1720.647"}
      - {id: r, kind: r_squared, r: "0.853", r_squared: "0.728", n: "21", predictors: "2"}
      - {id: q, kind: calculate, quantities: {a: {formula: "2 * c.r"}}}

    """

  @Test func everyKindRunsAndFindsWhatItSays() throws {
    let run = try Sample.run(Self.all)
    // Kinds that need sources of another sort than tables have tests of their own.
    #expect(run.plan.analyses.count == 16)
    for analysis in run.plan.analyses {
      let found = run.findings.list.filter { $0.id.hasPrefix(analysis.id + ".") }
      #expect(!found.isEmpty, "\(analysis.id)")
      let patterns = analysis.findingPatterns.map { "\(analysis.id).\($0)" }
      for finding in found {
        // Claims and texts can name what the patterns cover; nothing is found that they cannot name.
        #expect(patterns.contains { Findings.matches(finding.id, $0) }, "\(finding.id)")
        #expect(!finding.label.isEmpty, "\(finding.id)")
        #expect(carriesSameNumbers(finding.label), "\(finding.label)")
        #expect(carriesSameNumbers(finding.method), "\(finding.method)")
        #expect(carriesSameNumbers(run.context.text(of: finding)), "\(finding.id)")
      }
      // A pattern without a star that names nothing would be accepted by the plan and missing after it.
      for pattern in analysis.findingPatterns where !pattern.contains("*") {
        let isOptional = [
          "chi_squared", "p_value", "cramers_v", "durbin_watson", "clusters", "agreement", "agreement_n",
        ].contains {
          pattern.hasSuffix($0)
        }
        #expect(isOptional || run.findings["\(analysis.id).\(pattern)"] != nil, "\(analysis.id).\(pattern)")
      }
    }
  }

  @Test func cautionsCarryTheSameNumbersInAllLanguages() throws {
    let run = try Sample.run(Self.all)
    #expect(!run.cautions.isEmpty)
    for (_, caution) in run.cautions { #expect(carriesSameNumbers(caution.text), "\(caution.code): \(caution.text)") }
  }

  @Test func conditionsChooseRowsForEveryKindThatHasThem() throws {
    let fewer = Self.all.split(separator: "\n").map { line -> String in
      guard line.contains("data: regions"), !line.contains("where: \"year") else { return String(line) }
      return String(line).replacingOccurrences(of: "data: regions", with: "data: regions, where: \"year < 2017\"")
    }.joined(separator: "\n")
    let run = try Sample.run(fewer)
    let (all, some) = (try Sample.run(Self.all), run)
    for id in ["d.income.n", "x.n", "c.n", "m.a.n", "t.annual.n", "k.n", "i.n", "v.n"] {
      #expect(some.number(id) == all.number(id).map { $0 - 1 }, "\(id)")
    }
    #expect(some.number("g.rises") != nil)
    #expect(some.findings["i.score[KZ-79]"] == nil)
  }

  @Test func contextGivesTheCellsThatAFormulaRestsOn() throws {
    let run = try Sample.run(Self.all)
    let expression = try Expression.parse("s.donors.n + regions[KZ-11].income + sum(regions[*].share)")
    #expect(
      run.context.cells(of: [expression]) == [
        CellRange("regions", ["balance"], rows: [0, 1]), CellRange("regions", ["income"], rows: [1]),
        CellRange("regions", ["share"], rows: nil),
      ])
  }
}
