@testable import KoshStudy
import KoshTable
import Testing

@Suite struct CalculateAnalysisTests {
  @Test func quantitiesByFormula() throws {
    let run = try Sample.run(
      "analyses: [{id: q, kind: calculate, quantities: {ratio: {formula: \"regions[KZ-11].income / regions[KZ-10].income\", label: Ratio, unit: times, decimals: 3}, twice: {formula: \"2 * q.ratio\"}, share: {formula: \"regions[KZ-10].share\"}, sum: {formula: \"sum(regions[*].income)\"}, lost: {formula: \"sum(regions[*].balance)\"}, is: {formula: \"q.ratio > 1\"}}}]"
    )
    try expect(run, ["q.ratio": 1.2, "q.twice": 2.4, "q.share": 0.57, "q.sum": 1420])
    let ratio = try #require(run.findings["q.ratio"])
    #expect(ratio.text.en == "1.200")
    #expect(ratio.method.en == "120 ÷ 100")
    #expect(ratio.unit.en == "times")
    #expect(ratio.cells == [CellRange("regions", ["income"], rows: [1]), CellRange("regions", ["income"], rows: [0])])
    #expect(run.findings["q.share"]?.method.isEmpty == true)
    #expect(run.findings["q.share"]?.value.quantity?.interval.isExact == false)
    #expect(run.findings["q.is"]?.value == .truth(.yes))
    #expect(
      run.findings["q.lost"]?.value
        == .undefined(
          Trilingual(
            en: "no value is given for Balance (Almaty Region)",
            ru: "значение не приведено: Сальдо (Алматинская область)", kk: "мәні келтірілмеген: Сальдо (Алматы облысы)")
        ))
  }

  @Test func aQuantityMayUseThoseAboveItOnly() throws {
    let run = try Sample.run(
      "analyses: [{id: q, kind: calculate, quantities: {b: {formula: \"q.a + 1\"}, a: {formula: \"1\"}}}]")
    #expect(run.number("q.b") == nil)
  }
}
