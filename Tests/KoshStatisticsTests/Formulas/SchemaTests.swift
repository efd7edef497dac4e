import KoshTable
import Testing

@testable import KoshStatistics

/// Sixteen rows with one missing score and one missing region.
func surveyTable() -> Table {
  Table(
    name: "survey.csv",
    columns: [
      Column(Variable("y"), numbers: [0, 1, 0, 1, 1, 0, 1, 0, 1, 1, 0, 0, 1, 0, 1, 1]),
      Column(Variable("score"), numbers: [3, 5, 2, .nan, 6, 7, 8, 1, 4, 9, 6, 5, 3, 8, 7, 2]),
      Column(Variable("gender"), numbers: [0, 1, 0, 1, 0, 1, 1, 0, 1, 0, 0, 1, 0, 1, 1, 0]),
      Column(
        Variable("region"),
        categories: ["b", "a", "c", "a", "b", "c", nil, "a", "b", "c", "a", "b", "c", "a", "b", "a"]),
      Column(Variable("one"), categories: [String?](repeating: "same", count: 16)),
      Column(Variable("flag"), categories: (0..<16).map { $0 % 2 == 0 ? "yes" : "no" }),
      Column(Variable("w"), numbers: [1, 2, 1, 2, 0, 1, 1, 1, 1, 1, 3, 1, 1, 1, 1, 1]),
      Column(Variable("minus"), numbers: [1, 2, -1, 2, 0, 1, 1, 1, 1, 1, 3, 1, 1, 1, 1, 1]),
      Column(Variable("nothing"), numbers: [Double](repeating: .nan, count: 16)),
      Column(Variable("huge"), numbers: [.infinity] + [Double](repeating: 1, count: 15)),
    ], lines: RowLines(from: 2, count: 16))
}

@Suite struct SchemaTests {
  private func message(_ formula: String, weights: RegressionWeights? = nil, logit: Bool = false) -> String {
    do {
      if logit {
        _ = try GeneralizedLinearModel(.logit, formula, weights: weights).fit(surveyTable())
      } else {
        _ = try LinearModel(formula, weights: weights).fit(surveyTable())
      }
      return ""
    } catch { return "\(error)" }
  }

  @Test func countsTheRowsThatCannotBeUsed() throws {
    let fit = try LinearModel("y ~ score + i(region)", weights: "w").fit(surveyTable())
    #expect(fit.rowsUsed == [0, 1, 2, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15])
    #expect(fit.rowsLost == 3)
    #expect(
      fit.rowLosses == [
        RowLoss(variable: "score", rule: .missing, count: 1), RowLoss(variable: "region", rule: .missing, count: 1),
        RowLoss(variable: "w", rule: .zeroWeight, count: 1),
      ])
    #expect(
      fit.rowLosses.map(\.text.en) == [
        "score is missing: 1", "region is missing: 1", "the weight w is 0: 1",
      ])
    #expect(fit.observationCount == 13 && fit.residualDegreesOfFreedom == 9)
  }

  @Test func termsOfTooManyCoefficientsAreRefused() throws {
    let rows = 12_000
    let table = Table(
      name: "flows.csv",
      columns: [
        Column(Variable("y"), numbers: (0..<rows).map { Double($0 % 7) }),
        Column(Variable("x"), numbers: (0..<rows).map { Double($0 % 11) }),
        Column(Variable("id"), numbers: (0..<rows).map { Double($0 / 2) }),
        Column(Variable("village"), numbers: (0..<rows).map { Double($0 % 3000) }),
      ])
    func message(_ formula: String) -> String {
      do {
        _ = try LinearModel(formula).fit(table)
        return ""
      } catch { return "\(error)" }
    }
    #expect(
      message("y ~ x + i(id)") == """
        formula "y ~ x + i(id)", column 11: i(id) asks for more than 5000 coefficients
          why: each category has one, and there are 5999
          do:  absorb its effects: | id; or merge categories
        """)
    #expect(
      message("y ~ i(id):i(village):i(x)") == """
        formula "y ~ i(id):i(village):i(x)", column 7: i(id):i(village):i(x) asks for more than 5000 coefficients
          why: each category has one, and there are 198000000
          do:  merge categories, or leave the product out
        """)
    #expect(try FixedEffectsLinearModel("y ~ x | id").fit(table).terms.count == 1)
  }

  @Test func levelsThatNoUsedRowHasAreGone() throws {
    let table = surveyTable()
    let fit = try LinearModel("y ~ i(region)").fit(table.selecting([0, 1, 3, 4, 7, 8, 10]))
    #expect(fit.design.columnNames == ["(Intercept)", "region::b"])
    #expect(fit.design.terms == [DesignMatrix.Term(name: "i(region)", columns: 1..<2, reference: "a")])
  }

  @Test func aBareCategoryIsReadAsFactor() throws {
    let table = surveyTable()
    let bare = try LinearModel("score ~ region").fit(table)
    let written = try LinearModel("score ~ i(region)").fit(table)
    #expect(bare.terms == written.terms)
    let numeric = try LinearModel("score ~ i(gender)").fit(table)
    #expect(numeric.terms.map(\.term) == ["(Intercept)", "gender::1"])
  }

  @Test func referencesCanBeNamed() throws {
    let fit = try LinearModel("score ~ i(region, ref=c) + i(region, ref=c):gender + gender").fit(surveyTable())
    #expect(
      fit.terms.map(\.term) == [
        "(Intercept)", "region::a", "region::b", "gender", "region::a:gender", "region::b:gender",
      ])
  }

  @Test(arguments: [
    (
      "y ~ scoer + gendr",
      "formula \"y ~ scoer + gendr\", column 5: there is no variable \"scoer\" in survey.csv\n"
        + "  do:  did you mean \"score\"?\n\n"
        + "formula \"y ~ scoer + gendr\", column 13: there is no variable \"gendr\" in survey.csv\n"
        + "  do:  did you mean \"gender\"?"
    ),
    (
      "y ~ log(region)",
      "formula \"y ~ log(region)\", column 9: log(region) needs numbers, and region holds categories\n"
        + "  do:  use i(region) as a predictor, or recode region to numbers"
    ),
    (
      "y ~ i(one)",
      "formula \"y ~ i(one)\", column 7: one is \"same\" in every row used\n"
        + "  why: a predictor that does not vary explains nothing\n  do:  leave one out"
    ),
    (
      "y ~ i(region, ref=d)",
      "formula \"y ~ i(region, ref=d)\", column 7: the reference \"d\" is no level of region in the rows used\n"
        + "  do:  there is: a, b, c"
    ),
    (
      "region ~ score",
      "formula \"region ~ score\", column 1: the outcome region holds categories\n"
        + "  why: least squares explains numbers\n  do:  recode region to numbers"
    ),
    (
      "flag ~ score",
      "formula \"flag ~ score\", column 1: the outcome flag holds categories\n"
        + "  why: least squares explains numbers\n  do:  fit a logit instead"
    ),
    (
      "y ~ log(gender)",
      "formula \"y ~ log(gender)\", column 9: log(gender) has no value in line 2, where gender = 0\n"
        + "  why: 8 rows are so\n  do:  leave these rows out, or choose another form of gender"
    ),
    (
      "y ~ huge",
      "formula \"y ~ huge\", column 5: huge is infinite in line 2\n  do:  correct the value or mark it missing"
    ),
    (
      "y ~ 0",
      "formula \"y ~ 0\": there is neither a predictor nor an intercept\n"
        + "  do:  add a predictor, or + 1 for the intercept"
    ),
    (
      "y ~ nothing",
      "formula \"y ~ nothing\", column 5: nothing has no value in any row of survey.csv\n"
        + "  why: rows that lack a value are left out, and none remains\n  do:  leave nothing out, or correct the column"
    ),
    (
      "nothing ~ score",
      "formula \"nothing ~ score\", column 1: the outcome nothing has no value in any row of survey.csv\n"
        + "  why: rows that lack a value are left out, and none remains\n"
        + "  do:  explain another outcome, or correct the column"
    ),
    (
      "y ~ score + I(2 * score)",
      "the predictor I(2 * score) is a linear combination of score\n  why: its coefficient cannot be told from theirs\n"
        + "  do:  leave it out of \"y ~ score + I(2 * score)\", or have it dropped: --drop-collinear, in a study drop_collinear: yes"
    ),
    (
      "y ~ score + I(score - score + 7)",
      "the predictor I(score - score + 7) has the same value in every row used\n"
        + "  why: what never varies explains nothing, and cannot be told from the intercept\n"
        + "  do:  leave it out of \"y ~ score + I(score - score + 7)\", or have it dropped: --drop-collinear, in a study drop_collinear: yes"
    ),
    (
      "y ~ I(0 * score)",
      "the predictor I(0 * score) is 0 in every row used\n  why: what never varies explains nothing\n"
        + "  do:  leave it out of \"y ~ I(0 * score)\", or have it dropped: --drop-collinear, in a study drop_collinear: yes"
    ),
  ])
  func saysWhatIsWrong(formula: String, expected: String) { #expect(message(formula) == expected) }

  @Test func weightsAreChecked() {
    #expect(
      message("y ~ score", weights: "minus")
        == "the weight minus is negative in line 4\n  why: an analytic weight is how much a row counts, at least 0\n"
        + "  do:  correct the weight, or set it to 0 to leave the row out")
    #expect(
      message("y ~ score", weights: "huge")
        == "the weight huge is infinite in line 2\n  why: an analytic weight is how much a row counts, at least 0\n"
        + "  do:  correct the weight, or set it to 0 to leave the row out")
    #expect(
      message("y ~ score", weights: "wt")
        == "there is no variable \"wt\" in survey.csv to weight by\n"
        + "  do:  there is: y, score, gender, region, one, flag, w, minus, nothing, huge")
    #expect(
      message("y ~ score", weights: "region")
        == "the weights region are categories (variable region)\n  why: a weight is a number\n"
        + "  do:  name a numeric variable as weights")
    #expect(
      message("y ~ score", weights: "nothing")
        == "nothing has no value in any row of survey.csv\n"
        + "  why: rows that lack a value are left out, and none remains\n"
        + "  do:  name another variable of weights, or correct the column")
    let zeros = surveyTable().setting(
      Column(Variable("w"), numbers: [Double](repeating: 0, count: surveyTable().rowCount)))
    #expect { try LinearModel("y ~ score", weights: "w").fit(zeros) } throws: { error in
      "\(error)" == "the weight w is 0 in every row of survey.csv\n"
        + "  why: a row that weighs nothing is left out, and none remains\n"
        + "  do:  name another variable of weights, or leave the weights out"
    }
  }

  @Test func fewerRowsThanParametersAreRefused() {
    let few = surveyTable().selecting([0, 1, 3])
    #expect { try LinearModel("y ~ score + gender").fit(few) } throws: { error in
      #expect(
        "\(error)"
          == "2 rows for 3 coefficients of \"y ~ score + gender\"\n"
          + "  why: there are fewer rows than parameters (left out: score is missing: 1)\n"
          + "  do:  take predictors away, or use more rows")
      return true
    }
    #expect { try GeneralizedLinearModel(.logit, "y ~ score + gender").fit(surveyTable().selecting([0, 1])) } throws: {
      error in
      #expect(
        "\(error)"
          == "2 rows for 3 coefficients of \"y ~ score + gender\"\n  why: there are fewer rows than parameters\n"
          + "  do:  take predictors away, or use more rows")
      return true
    }
  }

  @Test func outcomesOfALogitAreChecked() {
    #expect(
      message("score ~ gender", logit: true)
        == "formula \"score ~ gender\", column 1: the outcome score is 3 in line 2\n"
        + "  why: a logit explains an outcome of 0 and 1\n  do:  recode score to 0 and 1, or fit least squares")
    #expect(
      message("region ~ score", logit: true)
        == "formula \"region ~ score\", column 1: the outcome region has 3 categories in the rows used: \"a\", \"b\", \"c\"\n"
        + "  why: a logit explains an outcome of two\n  do:  recode region to two categories or to 0 and 1")
    #expect { try GeneralizedLinearModel(.logit, "y ~ score").fit(surveyTable().selecting([0, 2, 5, 7])) } throws: {
      error in
      #expect(
        "\(error)"
          == "formula \"y ~ score\", column 1: the outcome y is 0 in every row used\n"
          + "  why: nothing varies that could be explained\n  do:  use rows with both outcomes")
      return true
    }
  }

  @Test func theSecondOfTwoCategoriesIsOne() throws {
    let fit = try GeneralizedLinearModel(.logit, "flag ~ score").fit(surveyTable())
    #expect(fit.outcomeValues.first == 1)
    #expect(fit.cautions.map(\.code) == ["outcome_levels"])
    #expect(
      fit.cautions[0].text.en == "The outcome flag has two categories: \"yes\" was taken as 1 and \"no\" as 0.")
  }

  // Two columns that are missing in every row are two problems; columns that are missing in turn leave no row either.
  @Test func columnsWithoutAnyValueAreAllNamed() {
    let names = ["y", "a", "b"]
    let table = Table(
      name: "t.csv",
      columns: [
        Column(Variable("y"), numbers: [1, 2, 3, 4]), Column(Variable("a"), numbers: [.nan, .nan, .nan, .nan]),
        Column(Variable("b"), categories: [nil, nil, nil, nil]),
      ])
    #expect(names == table.names)
    #expect { try LinearModel("y ~ a + b").fit(table) } throws: { error in
      (error as? Problems)?.list.map(\.what) == [
        "formula \"y ~ a + b\", column 5: a has no value in any row of t.csv",
        "formula \"y ~ a + b\", column 9: b has no value in any row of t.csv",
      ]
    }
    let inTurn = Table(
      name: "t.csv",
      columns: [
        Column(Variable("y"), numbers: [1, 2, 3, 4]), Column(Variable("a"), numbers: [1, .nan, 3, .nan]),
        Column(Variable("b"), numbers: [.nan, 2, .nan, 4]),
      ])
    #expect { try LinearModel("y ~ a + b").fit(inTurn) } throws: { error in
      "\(error)" == "no row of t.csv can be used for \"y ~ a + b\"\n"
        + "  why: rows left out of 4: a is missing: 2; b is missing: 2\n"
        + "  do:  leave out the predictor that is missing most"
    }
  }

  // An interaction whose cell no row is in.
  @Test func anEmptyCellOfAnInteractionIsNamed() {
    let table = Table(
      name: "t.csv",
      columns: [
        Column(Variable("y"), numbers: [1, 2, 3, 5, 4, 6, 2, 7]),
        Column(Variable("a"), categories: ["p", "p", "q", "q", "p", "p", "q", "p"]),
        Column(Variable("b"), categories: ["u", "v", "u", "u", "u", "v", "u", "v"]),
      ])
    #expect { try LinearModel("y ~ a * b").fit(table) } throws: { error in
      "\(error)" == "the predictor a::q:b::v is 0 in every row used\n"
        + "  why: no row used has this combination of categories\n"
        + "  do:  leave it out of \"y ~ a * b\", or have it dropped: --drop-collinear, in a study drop_collinear: yes"
    }
  }

  @Test func anEmptyTableSaysSo() {
    let empty = Table(
      name: "empty.csv", columns: [Column(Variable("y"), numbers: []), Column(Variable("x"), numbers: [])])
    #expect { try LinearModel("y ~ x").fit(empty) } throws: { error in
      "\(error)" == "no row of empty.csv can be used for \"y ~ x\"\n  why: the table has no rows"
    }
  }
}
