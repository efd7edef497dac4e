import KoshTable
import Testing

@testable import KoshInterviews

@Suite struct SaturationTests {
  /// A series worked out by hand: base 17 + 9 + 7 + 4 = 37.
  private let series = [17, 9, 7, 4, 2, 1, 0, 1, 1, 0, 0, 0]

  @Test func theSeriesByHand() {
    let saturation = Saturation(newCodes: series)
    #expect(saturation.baseCodes == 37)
    #expect(saturation.runs.map(\.newCodes) == [3, 1, 1, 2, 1, 0, 0])
    #expect(saturation.runs.map(\.interviews.upperBound) == [6, 7, 8, 9, 10, 11, 12])
    #expect(saturation.runs[0].interviews == 5...6)
    // 8.1%, 2.7%, … 5.4%: to a tenth of a per cent.
    #expect(
      saturation.runs.map { NumberText.fixed(100 * $0.share, decimals: 1, language: .en) } == [
        "8.1", "2.7", "2.7", "5.4", "2.7", "0.0", "0.0",
      ])
    #expect(saturation.outcome == .reached(at: 7))
    #expect(saturation.cumulative.last == 42)
  }

  @Test func thatItRisesAgainIsSaid() {
    let caution = Saturation(newCodes: series).cautions.first
    #expect(caution?.code == "saturation_rises_again")
    #expect(
      caution?.text.en
        == "After interview 7 the share of new codes rises above 5% again: to 5.4% in the run that ends with interview 9."
    )
    #expect(
      caution?.text.kk
        == "7-сұхбаттан кейін жаңа кодтардың үлесі қайтадан 5%-дан асады: 9-сұхбатпен аяқталатын тізбекте ол 5,4%.")
    #expect(Saturation(newCodes: [4, 0, 0, 0, 0, 0]).cautions == [])
  }

  @Test func aStricterThresholdAndALongerRun() {
    #expect(Saturation(newCodes: series, threshold: 0).outcome == .reached(at: 11))
    #expect(Saturation(newCodes: series, runLength: 3, threshold: 0).outcome == .reached(at: 12))
    #expect(Saturation(newCodes: [5, 1, 1, 1, 1, 1], threshold: 0.05).outcome == .notReached)
    // The threshold itself counts: 1/20 = 5%.
    #expect(Saturation(newCodes: [20, 0, 0, 0, 1, 0]).outcome == .reached(at: 6))
  }

  @Test func undefinedIsUndefined() {
    let few = Saturation(newCodes: [3, 2, 1, 0, 0])
    #expect(few.outcome == .tooFewInterviews)
    #expect(few.runs.isEmpty)
    #expect(few.cautions.first?.text.en == "Saturation is undefined: there are 5 interviews, and base and run need 6.")
    #expect(Saturation(newCodes: []).baseCodes == nil)
    let empty = Saturation(newCodes: [0, 0, 0, 0, 1, 1])
    #expect(empty.outcome == .emptyBase)
    #expect(
      empty.cautions.first?.text.ru
        == "Насыщение не определено: в первых 4 интервью нет кодов, с которыми можно сравнивать.")
  }

  @Test func setsOfCodes() {
    let saturation = Saturation(codes: [["a", "b"], ["b", "c"], [], ["a"]])
    #expect(saturation.newCodes == [2, 1, 0, 0])
    #expect(saturation.cumulative == [2, 3, 3, 3])
  }

  @Test func theExactMeanOfAllOrders() {
    // Three interviews, by hand: a in all, b in one, c in two. After one: 1 + 1/3 + 2/3 = 2. After two: 1 + 2/3 + 1 = 8/3.
    let band = SaturationBand(codes: [["a", "b"], ["a", "c"], ["a", "c"]], orders: 200)
    let means = band.steps.map(\.mean)
    #expect(abs(means[0] - 2) < 1e-12)
    #expect(abs(means[1] - 8.0 / 3) < 1e-12)
    #expect(abs(means[2] - 3) < 1e-12)
    #expect(band.steps.map(\.low) == [2, 2, 3])
    #expect(band.steps.map(\.high) == [2, 3, 3])
    #expect(band.steps.map(\.median)[1] == 3)
    #expect(band.steps.allSatisfy { $0.reached == 0 })
  }

  @Test func theDrawnOrdersAgreeWithTheExactMean() {
    var random = SeededRandom(seed: 2)
    let codes = (0..<15).map { _ in Set((0..<30).filter { _ in random.below(4) == 0 }) }
    let band = SaturationBand(codes: codes, orders: 2_000, seed: 9)
    for step in band.steps { #expect(Double(step.low) <= step.mean && step.mean <= Double(step.high)) }
    #expect(band.steps.last?.mean == Double(Set(codes.joined()).count))
    #expect(band == SaturationBand(codes: codes, orders: 2_000, seed: 9))
    #expect(band != SaturationBand(codes: codes, orders: 2_000, seed: 10))
    #expect(zip(band.steps, band.steps.dropFirst()).allSatisfy { $0.mean <= $1.mean && $0.reached <= $1.reached })
    #expect(SaturationBand(codes: [Set<Int>]()).steps.isEmpty)
  }
}
