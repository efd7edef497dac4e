@testable import KoshStudy
import Testing

@Suite struct CorrelationAnalysisTests {
  /// scipy: pearsonr and spearmanr on the six complete rows; numpy: corrcoef without each row, and of the four in the east and west.
  @Test func correlatesWithItsSensitivity() throws {
    let run = try Sample.run(
      "analyses: [{id: c, kind: correlation, data: regions, x: income, y: balance, variants: {lands: {where: \"kind != 'city'\", label: {en: without cities, ru: без городов, kk: қалаларсыз}}, shares: {x: share}}}]"
    )
    try expect(
      run,
      [
        "c.r": 0.9165950807824362, "c.p_value": 0.010144472645635786, "c.conf_low": 0.410084970698115,
        "c.conf_high": 0.9909874654509055, "c.n": 6, "c.lost": 1,
        "c.spearman": 0.942857142857143, "c.spearman_p": 0.004804664723032055,
        "c.leave_one_out.min": 0.8872756228727838, "c.leave_one_out.max": 0.9672303713154217,
        "c.lands.r": 0.970725343394151, "c.lands.n": 3, "c.shares.r": 0.8785899958972514, "c.shares.n": 6,
      ], within: 1e-8)
    #expect(run.findings["c.leave_one_out.min_at"]?.value == .text("KZ-10"))
    #expect(run.findings["c.leave_one_out.max_at"]?.value == .text("KZ-15"))
    #expect(run.context.text(of: try #require(run.findings["c.leave_one_out.min_at"])).ru == "область Абай")
    #expect(run.findings["c.lands.r"]?.label.ru == "Корреляция Пирсона: Доход × Сальдо (без городов)")
    #expect(run.findings["c.r"]?.method.en == "Pearson's r; 6 of 7 rows have both values")
    #expect(run.findings["c.r"]?.traits.contains(.correlation) == true)
  }

  @Test func aConstantIsAProblemWithItsPlace() throws {
    let found = try Sample.problems(
      "analyses: [{id: c, kind: correlation, data: regions, x: income, y: balance, where: \"year > 2016\"}]")
    #expect(found.count == 1)
    #expect(found[0].hasPrefix("STUDY/study.yaml:17:57: income and balance have only 1 complete pairs"), "\(found)")
  }
}
