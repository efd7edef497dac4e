@testable import KoshStudy
import Testing

@Suite struct PrintedRegressionAnalysisTests {
  private func run(
    _ keys: String, csv: String = "term,b,e\ngender,0.456,0.085\nscore,1.006,0.001\nlanguage,1.100,0.120\n"
  ) throws -> StudyRun {
    try folder(keys, csv: csv).run()
  }
  private func folder(_ keys: String, csv: String) throws -> StudyFolder {
    try StudyFolder(
      study(
        "sources: {t: {file: t.csv, key: term, variables: {term: {type: category}, b: {type: number, rounded: yes}, e: {type: number, rounded: yes}}}}\nanalyses: [{id: l, kind: printed_regression, data: t, term: term, estimate: b, standard_error: e\(keys)}]\n"
      ),
      ["t.csv": csv])
  }

  /// By hand: |ln 0.456| / 0.085 = 9.24 and ln 0.456 · 0.456 / 0.085 = 4.21, each with the rounding of both; 4 / √1456 = 0.1048.
  @Test func oddsRatiosOnBothScales() throws {
    let run = try run(", scale: odds_ratio, n: \"1456\", alpha: 0.01, binary: [gender]")
    #expect(run.findings["l.gender.significant"]?.value == .truth(.yes))
    #expect(run.findings["l.language.significant"]?.value == .truth(.no))
    #expect(run.findings["l.gender.floor"]?.value == .truth(.no))
    #expect(run.findings["l.score.floor"] == nil)
    try expect(
      run,
      [
        "l.gender.se_floor": 4 / 1456.0.squareRoot(), "l.gender.percent": -54.4, "l.gender.estimate": 0.456,
        "l.gender.std_error": 0.085,
      ])
    let z = 0.7852624694677511 / 0.085
    #expect(try #require(run.number("l.gender.z_low")) < z)
    #expect(try #require(run.number("l.gender.z_high")) > z)
    #expect(run.findings["l.gender.percent"]?.text.en == "−54.4")
    #expect(run.findings["l.gender.significant"]?.traits.contains(.oddsRatio) == true)
  }

  @Test func coefficientsOnTheirOwnScale() throws {
    let run = try run("", csv: "term,b,e\nx,2.0,1.0\ny,1.9,1.0\nz,3.0,1.0\n")
    #expect(run.findings["l.z.significant"]?.value == .truth(.yes))
    // 2.0 ± 0.05 over 1.0 ± 0.05 lies on both sides of 1.96.
    #expect(run.findings["l.x.significant"]?.value == .truth(.undecided))
    #expect(run.findings["l.x.ratio_z_low"] == nil)
    #expect(run.findings["l.x.conf_low"]?.text.en == "0.0")
  }

  @Test(arguments: ["0", "1", "5", "-0.01"])
  func theLevelOfTheStarsIsAProbability(alpha: String) throws {
    let found = try folder(", alpha: \(alpha)", csv: "term,b,e\nx,2.0,1.0\n").problems()
    #expect(found.count == 1)
    #expect(
      found.first?.hasSuffix(
        "of \"l\" is no probability\n  do:  write the level of the stars between 0 and 1, as in alpha: 0.01") == true,
      "\(found)")
  }

  @Test func aRowWithoutAnErrorIsAProblemWithItsTerm() throws {
    let found = try folder("", csv: "term,b,e\nx,2.0,\n").problems()
    #expect(
      found == [
        "STUDY/study.yaml:5:61: a printed number is needed and there is none (variable x)\n  do:  give the number as printed, or leave the check out"
      ], "\(found)")
  }
}
