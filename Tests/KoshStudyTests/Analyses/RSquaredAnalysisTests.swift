@testable import KoshStudy
import Testing

@Suite struct RSquaredAnalysisTests {
  private func run(r: String, squared: String, adjusted: String) throws -> StudyRun {
    try StudyFolder(
      study(
        "sources: {}\nanalyses: [{id: a, kind: r_squared, r: \"printed('\(r)')\", r_squared: \"printed('\(squared)')\", adjusted: \"printed('\(adjusted)')\", n: \"21\", predictors: \"2\"}]\n"
      )
    ).run()
  }

  /// By hand: 0.853460149² = 0.728394226; 1 − (1 − 0.728394227) · 20 / 18 = 0.698215808.
  @Test func threeNumbersThatFit() throws {
    let run = try run(r: "0.853460149", squared: "0.728394227", adjusted: "0.698215807")
    #expect(run.findings["a.agree"]?.value == .truth(.yes))
    try expect(run, ["a.r_squared_from_r": 0.728394225930, "a.adjusted_from_r_squared": 0.69821580777])
  }

  @Test(arguments: [("0.863460149", "0.728394227", "0.698215807"), ("0.853460149", "0.728394227", "0.698225807")])
  func aPlantedErrorIsFound(r: String, squared: String, adjusted: String) throws {
    #expect(try run(r: r, squared: squared, adjusted: adjusted).findings["a.agree"]?.value == .truth(.no))
  }
}
