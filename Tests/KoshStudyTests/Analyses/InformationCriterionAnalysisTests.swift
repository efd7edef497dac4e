@testable import KoshStudy
import Testing

@Suite struct InformationCriterionAnalysisTests {
  private func run(_ logLikelihood: String, _ aic: String) throws -> StudyRun {
    try StudyFolder(
      study(
        "sources: {}\nanalyses: [{id: a, kind: information_criterion, log_likelihood: \"printed('\(logLikelihood)')\", aic: \"printed('\(aic)')\"}]\n"
      )
    ).run()
  }

  /// By hand: (1720.647 − 2 · 852.324) / 2 = 7.9995, and rounding leaves 7.99875 … 8.00025.
  @Test func aWholeNumberOfParameters() throws {
    let run = try run("-852.324", "1,720.647")
    try expect(run, ["a.parameters": 7.9995, "a.count": 8])
    #expect(run.findings["a.whole"]?.value == .truth(.yes))
    let interval = try #require(run.findings["a.parameters"]?.value.quantity?.interval)
    #expect(interval.contains(8) && !interval.contains(8.001) && !interval.contains(7.998))
  }

  @Test func aPlantedErrorIsFound() throws {
    let run = try run("-852.324", "1,721.647")
    #expect(run.findings["a.whole"]?.value == .truth(.no))
    #expect(run.number("a.count") == nil)
  }
}
