import KoshChart
@testable import KoshReport
@testable import KoshStudy
import KoshTable
import Testing

@Suite struct ExhibitBuilderInterviewsTests {
  private let body = """
    analyses:
      - {id: motives, kind: codes, interviews: talks}
      - {id: gender, kind: codes, interviews: talks, by: gender, codes: [utility, cost]}
      - {id: agree, kind: agreement, interviews: talks, codes: [utility, cost]}
      - {id: sat, kind: saturation, interviews: talks, base: 2, run: 1}
      - {id: near, kind: co_occurrence, interviews: talks, nearness: proximity}
      - {id: joint, kind: joint_display, interviews: talks, data: survey, holds: "plans == 'abroad'", by: gender, codes: [cost, utility]}
      - {id: words, kind: word_search, interviews: talks, words: {money: [saving, fee, гранты]}}
    exhibits:
      - {id: bars, kind: bars, of: motives, title: B}
      - {id: grouped, kind: bars, of: gender, title: B}
      - {id: heat, kind: heatmap, of: gender, title: H}
      - {id: pairs, kind: heatmap, of: near, title: H}
      - {id: lines, kind: lines, of: sat, title: L}
      - {id: counts, kind: table, of: motives, title: T}
      - {id: agreement, kind: table, of: agree, title: T}
      - {id: quotes, kind: quotes, of: gender, code: cost, group: girl, limit: 1, title: Q}
      - {id: lines_of_words, kind: quotes, of: words, title: Q}
      - {id: display, kind: display, of: joint, title: D}
    report:
      - title: Section
        blocks:
          - {exhibit: bars}
          - {exhibit: grouped}
          - {exhibit: heat}
          - {exhibit: pairs}
          - {exhibit: lines}
          - {exhibit: counts}
          - {exhibit: agreement}
          - {exhibit: quotes}
          - {exhibit: lines_of_words}
          - {exhibit: display}
    """

  private func blocks(_ id: String, of run: StudyRun) throws -> [Block] {
    let exhibit = try #require(run.plan.specification.exhibits.first { $0.id == id })
    return ExhibitBuilder(run).blocks(exhibit)
  }
  private func table(_ id: String, of run: StudyRun) throws -> ReportTable {
    let table: ReportTable? = if case .table(let table)? = try blocks(id, of: run).first { table } else { nil }
    return try #require(table)
  }
  private func chart<C: Chart>(_ id: String, of run: StudyRun, _: C.Type) throws -> C {
    let chart: (any Chart)? = if case .figure(let figure)? = try blocks(id, of: run).first { figure.chart } else { nil }
    return try #require(chart as? C)
  }

  @Test func drawsWhatWasCounted() throws {
    let run = try InterviewSample.run(body)
    #expect(try chart("bars", of: run, BarChart.self).bars.map(\.values) == [[4], [2], [3], [2], [0]])
    #expect(try chart("grouped", of: run, BarChart.self).series.map(\.en) == ["Boys", "Girls"])
    #expect(try chart("heat", of: run, HeatMap.self).values == [[50, 100], [0, 100]])
    #expect(try chart("pairs", of: run, HeatMap.self).values[1] == [1, nil, 2, 0])
    let lines = try chart("lines", of: run, LineChart.self)
    #expect(lines.series[0].points.map(\.y) == [3, 3, 3, 3])
    #expect(lines.bands.count == 1)
  }

  @Test func tablesLeadToTheirFindings() throws {
    let run = try InterviewSample.run(body)
    let counts = try table("counts", of: run)
    #expect(counts.rows[2][1] == .value(Trilingual(3, decimals: 0), finding: "motives.utility.n"))
    #expect(counts.rows[2].last?.finding == "motives.utility.share")
    let agreement = try table("agreement", of: run)
    #expect(agreement.rows.map(\.count) == [9, 9, 9])
    #expect(agreement.rows[0][4].finding == "agree.utility.kappa")
  }

  @Test func quotesAreExactAndLeadToTheirNumbers() throws {
    let run = try InterviewSample.run(body)
    let quotes = try table("quotes", of: run)
    #expect(quotes.rows.map { $0[1] } == [.quote("The fees ate my savings", finding: "gender.cost.girl.share")])
    #expect(quotes.rows[0][3] == .text(Trilingual(en: "r1, line 4", ru: "r1, строка 4", kk: "r1, 4-жол")))
    #expect(try table("lines_of_words", of: run).rows.count == 3)
  }

  @Test func aJointDisplayIsTableAndFigure() throws {
    let run = try InterviewSample.run(body)
    let both = try blocks("display", of: run)
    #expect(both.count == 2)
    let table = try table("display", of: run)
    // Under each group's heading the share of the survey, then a row for each code.
    #expect(table.groups.map(\.firstRow) == [0, 3])
    #expect(table.groups.map(\.title.en) == ["Boy", "Girl"])
    #expect(table.rows.count == 6)
    #expect(table.rows[3][1].finding == "joint.girl.survey.share")
    #expect(
      table.rows[4][1] == .value(Trilingual(en: "2 of 2", ru: "2 из 2", kk: "2 ішінен 2"), finding: "joint.girl.cost.n")
    )
    #expect(table.rows[4][2] == .quote("The fees ate my savings", finding: "joint.girl.cost.quote"))
    guard case .figure(let figure)? = both.last, let map = figure.chart as? HeatMap else {
      Issue.record("no figure"); return
    }
    #expect(map.values.map { $0.map { $0.map { $0.rounded() } } } == [[100, 0, 50], [67, 100, 100]])
  }

  @Test func thePageHoldsTogether() throws {
    let run = try InterviewSample.run(body)
    let page = HTMLWriter.page(ReportBuilder(run, version: "0").document(), default: .en)
    #expect(PageAudit.problems(inHTML: page) == [])
    #expect(NumberAudit.differences(page).map(\.description) == [])
    #expect(page.contains("Скучала по дому."))
  }

  @Test func everyFindingHasANameThatCanBeUsed() throws {
    let run = try InterviewSample.run(body)
    for analysis in run.plan.analyses {
      let patterns = analysis.findingPatterns.map { "\(analysis.id).\($0)" }
      let found = run.findings.list.filter { $0.id.hasPrefix(analysis.id + ".") }
      #expect(!found.isEmpty)
      for finding in found {
        #expect(patterns.contains { Findings.matches(finding.id, $0) }, "\(finding.id)")
        #expect(carriesSameNumbers(finding.label), "\(finding.label)")
        #expect(carriesSameNumbers(finding.method), "\(finding.method)")
      }
      for pattern in analysis.findingPatterns where !pattern.contains("*") {
        #expect(run.findings["\(analysis.id).\(pattern)"] != nil, "\(analysis.id).\(pattern)")
      }
    }
  }

  @Test func wordsOfRealPeopleAreNotPrinted() throws {
    let run = try InterviewSample.run(
      body, sources: "sources:\n  survey: {file: survey.csv, key: pupil, title: Survey}\n")
    let page = HTMLWriter.page(ReportBuilder(run, version: "0").document(), default: .en)
    for words in ["The fees ate", "Скучала", "Диплом", "Грант"] { #expect(!page.contains(words), "\(words)") }
    #expect(page.contains("Words of respondents are not printed"))
    #expect(!FindingsJSON.value(run, version: "0").text(indent: false).contains("fees ate"))
  }

  @Test func namesWhatCannotBeDrawn() throws {
    #expect(
      try InterviewSample.problems(
        """
        analyses:
          - {id: motives, kind: codes, interviews: talks}
        exhibits:
          - {id: heat, kind: heatmap, of: motives, title: H}
          - {id: quotes, kind: quotes, of: motives, code: costs, title: Q}
          - {id: bars, kind: bars, data: survey, title: B}
        """) == [
          """
          STUDY/study.yaml:20:5: the exhibit "heat" draws "motives", which has no groups
            why: a heat map has rows and columns
            do:  add by: ATTRIBUTE to "motives", or draw bars
          """,
          """
          STUDY/study.yaml:21:51: the exhibit "quotes" asks for the code "costs", which is not computed
            do:  did you mean "cost"?
          """,
          """
          STUDY/study.yaml:22:5: the exhibit "bars" lacks the key "value"
            do:  add value: VARIABLE
          """,
        ])
  }

  private let newer = """
    analyses:
      - {id: ask, kind: query, interviews: talks, by: gender, queries: {paid: "utility and cost", free: "not cost"}}
      - {id: step, kind: sequence, interviews: talks, codes: [intrinsic, utility, cost]}
      - {id: near, kind: collocations, interviews: talks, words: [грант, fee, door], least: 1}
      - {id: list, kind: word_list, interviews: talks, by: gender, least: 1}
      - {id: plain, kind: word_list, interviews: talks, least: 1}
    exhibits:
      - {id: ask_map, kind: heatmap, of: ask, title: Asked}
      - {id: ask_bars, kind: bars, of: ask, title: Asked}
      - {id: ask_table, kind: table, of: ask, title: Asked}
      - {id: ask_said, kind: quotes, of: ask, title: Asked, group: [girl]}
      - {id: step_map, kind: heatmap, of: step, title: Steps}
      - {id: step_said, kind: quotes, of: step, title: Steps}
      - {id: near_bars, kind: bars, of: near, title: Near}
      - {id: near_table, kind: table, of: near, title: Near, findings: ["*.g2"]}
      - {id: list_map, kind: heatmap, of: list, title: Words}
      - {id: plain_bars, kind: bars, of: plain, title: Words}
      - {id: plain_said, kind: quotes, of: plain, title: Words, limit: 1}
    report:
      - title: All
        blocks:
          - {exhibit: ask_map}
          - {exhibit: ask_bars}
          - {exhibit: ask_table}
          - {exhibit: ask_said}
          - {exhibit: step_map}
          - {exhibit: step_said}
          - {exhibit: near_bars}
          - {exhibit: near_table}
          - {exhibit: list_map}
          - {exhibit: plain_bars}
          - {exhibit: plain_said}

    """

  @Test func queriesStepsAndWordsAreDrawn() throws {
    let run = try InterviewSample.run(newer)
    for exhibit in run.plan.specification.exhibits {
      #expect(!ExhibitBuilder(run).blocks(exhibit).isEmpty, "\(exhibit.id)")
    }
    let page = HTMLWriter.page(ReportBuilder(run, version: "0").document(), default: .en)
    #expect(PageAudit.problems(inHTML: page) == [])
    #expect(NumberAudit.differences(page).map(\.description) == [])
    for analysis in run.plan.analyses {
      let patterns = analysis.findingPatterns.map { "\(analysis.id).\($0)" }
      for finding in run.findings.list where finding.id.hasPrefix(analysis.id + ".") {
        #expect(patterns.contains { Findings.matches(finding.id, $0) }, "\(finding.id)")
        #expect(carriesSameNumbers(finding.label), "\(finding.label)")
        #expect(carriesSameNumbers(finding.method), "\(finding.method)")
      }
    }
  }

  /// What somebody said is marked as such in the ledger, with its language where the text tells it.
  @Test func quotesInTheLedgerAreNoLanguageOfTheReport() throws {
    let head = "---\nlanguage: en\n---\n"
    let text = InterviewSample.texts["interviews/r4.txt"] ?? ""
    let codings = InterviewSample.codings.replacing(
      "r4\t11\t23", with: "r4\t\(11 + head.count)\t\(23 + head.count)")
    let run = try InterviewSample.folder(
      body, changing: ["interviews/r4.txt": head + text, "codings.tsv": codings]
    ).run()
    let page = HTMLWriter.page(ReportBuilder(run, version: "0").document(), default: .en)
    #expect(page.contains("<q translate=\"no\" lang=\"en\">"))
    #expect(page.contains("<q translate=\"no\">"))
  }
}
