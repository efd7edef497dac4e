import Testing

@testable import KoshStatistics

@Suite struct MacKinnonTests {
  // J. G. MacKinnon (2010), table 2: critical values of long series at 5 %, constant, one to six series.
  @Test func printedCriticalValues() {
    for (i, value) in [-2.86154, -3.33613, -3.74066, -4.09600, -4.41519, -4.70693].enumerated() {
      let critical = MacKinnon.critical(.constant, series: i + 1, observations: 1_000_000_000)
      #expect(agree(critical?.five, value, relative: 1e-6))
    }
    #expect(MacKinnon.critical(.none, series: 2, observations: 100) == nil)
  }

  @Test func pValuesRiseWithTheStatistic() {
    for part in DeterministicPart.allCases {
      for series in 1...6 {
        // The two polynomials of the published surfaces meet to about a third of a percentage point.
        let values = stride(from: -30.0, through: 6, by: 0.05).map { MacKinnon.pValue($0, part, series: series) }
        #expect(zip(values, values.dropFirst()).allSatisfy { $0 <= $1 + 0.004 }, "\(part) \(series)")
        #expect(values.first == 0 && (values.last ?? 0) > 0.999)
      }
    }
  }

  // The 5 % point of long series is where the p-value is 0.05, to the digits of the approximation.
  @Test func pValuesAgreeWithCriticalValues() {
    for part in [DeterministicPart.constant, .trend] {
      for series in 1...6 {
        let five = MacKinnon.critical(part, series: series, observations: 1_000_000_000)?.five ?? 0
        #expect(abs(MacKinnon.pValue(five, part, series: series) - 0.05) < 0.001)
      }
    }
  }
}
