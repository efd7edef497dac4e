import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct RegressionOptionsTests {
  private func data() throws -> Table {
    try References.json("regression_reference").object("data").table("reference.csv")
  }

  @Test func whatIsNeededBesidesTheFormulaIsNamed() {
    let options = RegressionOptions(
      vcov: .survey(SurveyDesign(strata: "region", psu: "school", populationSize: "schools")), weights: "w")
    #expect(options.variables == ["w", "region", "school", "schools"])
    #expect(RegressionOptions().variables.isEmpty)
    #expect(RegressionOptions(vcov: .cluster("a", "b")).variables == ["a", "b"])
  }

  /// Every weight twice as large: the same coefficients and robust errors; a frequency is another matter.
  @Test func samplingWeightsHaveNoScale() throws {
    let table = try data()
    let twice = table.setting(Column(Variable("count"), numbers: try #require(table["count"]?.numbers).map { $0 * 2 }))
    for meaning in [RegressionWeights.Meaning.sampling, .frequency] {
      let weights = RegressionWeights("count", meaning)
      let (once, again) = (
        try LinearModel("balance ~ score", vcov: .hc1, weights: weights).fit(table),
        try LinearModel("balance ~ score", vcov: .hc1, weights: weights).fit(twice)
      )
      #expect(agree(once.terms[1].estimate, again.terms[1].estimate, relative: 1e-12))
      #expect(
        agree(once.terms[1].standardError, again.terms[1].standardError, relative: 1e-12) == (meaning == .sampling))
    }
  }

  /// A frequency of 2 is the row twice, whatever the covariance.
  @Test(arguments: CovarianceType.plain) func aFrequencyIsSoManyRows(type: CovarianceType) throws {
    let table = try data()
    let counts = try #require(table["count"]?.numbers)
    let repeated = table.selecting(counts.indices.flatMap { row in [Int](repeating: row, count: Int(counts[row])) })
    let weights = RegressionWeights("count", .frequency)
    let pairs: [(any RegressionFit, any RegressionFit)] = [
      (
        try LinearModel("balance ~ score + i(region)", vcov: type, weights: weights).fit(table),
        try LinearModel("balance ~ score + i(region)", vcov: type).fit(repeated)
      ),
      (
        try GeneralizedLinearModel(.probit, "intends ~ score + gender", vcov: type, weights: weights).fit(table),
        try GeneralizedLinearModel(.probit, "intends ~ score + gender", vcov: type).fit(repeated)
      ),
    ]
    for (weighted, rows) in pairs {
      #expect(weighted.observationCount == rows.observationCount)
      #expect(agree(weighted.logLikelihood, rows.logLikelihood, relative: 1e-11))
      #expect(agree(weighted.rSquared, rows.rSquared, relative: 1e-11))
      for (a, b) in zip(weighted.terms, rows.terms) {
        #expect(agree(a.estimate, b.estimate, relative: 1e-9))
        #expect(agree(a.standardError, b.standardError, relative: 1e-9), "\(type.name) \(a.term)")
        #expect(agree(a.pValue, b.pValue, relative: 1e-6))
      }
    }
  }

  @Test func modelBasedErrorsDoNotGoWithSamplingWeights() throws {
    let fit = try GeneralizedLinearModel(.logit, "intends ~ score", weights: RegressionWeights("count", .sampling))
      .fit(data())
    #expect(fit.covarianceType == .hc1)
    #expect(fit.cautions.map(\.code) == ["sampling_weights_robust"])
  }

  @Test(arguments: [1e18, 1e300]) func frequenciesCanBeCounted(weight: Double) throws {
    let table = try data().setting(Column(Variable("count"), numbers: [Double](repeating: weight, count: 160)))
    let weights = RegressionWeights("count", .frequency)
    let models: [any RegressionModel] = [
      try LinearModel("balance ~ score", weights: weights),
      try GeneralizedLinearModel(.logit, "intends ~ score", weights: weights),
      try FixedEffectsPoissonModel("intends ~ score | region", weights: weights),
      try OrderedLogitModel("intends ~ score", weights: weights),
    ]
    for model in models {
      #expect {
        try model.fitAny(table)
      } throws: { error in
        "\(error)" == """
          the frequency weights count add up to more than 9,007,199,254,740,992 rows (variable count)
            why: beyond 2^53 rows cannot be counted
            do:  correct the weights, or name them analytic or sampling, whichever they are
          """
      }
    }
  }

  @Test func aFrequencyIsWhole() throws {
    let table = try data().setting(Column(Variable("count"), numbers: [1.5] + [Double](repeating: 1, count: 159)))
    #expect {
      try LinearModel("balance ~ score", weights: RegressionWeights("count", .frequency)).fit(table)
    } throws: { error in
      "\(error)" == """
        the weight count is 1.5 in row 1
          why: a frequency weight is the number of equal rows, a whole number
          do:  name the weights analytic or sampling, whichever they are
        """
    }
  }
}
