internal import KoshStatistics
internal import KoshTable

// The keys of the kind.
extension RegressionAnalysis {
  static let schema = ObjectSchema(
    "regression",
    "Regressions side by side: least squares, yes or no, counts, categories, choices, effects absorbed; marginal effects, tests, contrasts of categories and nested models as asked. With a variable of time, serial correlation is tested unasked.",
    AnalysisHead.fields([
      Field(
        "models",
        .map(
          .object(
            ObjectSchema(
              "model", "One regression.",
              [
                Field("formula", .formula, required: true, "outcome ~ predictor + i(category)"),
                Field(
                  "family", .choice(RegressionRequest.families.map(\.name)),
                  "Least squares, a likelihood, or a model of choices; ols unless given. With effects behind | in the formula: ols, poisson or logit."
                ),
                Field(
                  "vcov", .text,
                  "The standard errors: iid, HC0–HC3, cluster:VAR, cluster:VAR+VAR, NW:LAG, jackknife, bootstrap:TIMES, wild:TIMES:VAR; iid unless given."
                ),
                Field("weights", .name, "The variable of weights."),
                Field(
                  "weight_meaning", .choice(RegressionWeights.Meaning.allCases.map(\.rawValue)),
                  "How precise a row is, how many equal rows it stands for, or how many units of the population; analytic unless given, sampling with a survey design."
                ),
                Field("strata", .name, "The variable of a survey's strata."),
                Field("psu", .name, "The variable of its primary sampling units."),
                Field("fpc", .name, "The variable of the number of units in the population of each stratum."),
                Field(
                  "lonely_psu", .choice(SurveyDesign.LonelyUnit.allCases.map(\.rawValue)),
                  "What is done with a stratum of one unit; fail unless given."),
                Field(
                  "correction", .choice(SmallSampleCorrection.allCases.map(\.rawValue)),
                  "How clustered standard errors are enlarged because clusters are few; stata unless given."),
                Field("seed", .integer, "Where a bootstrap begins."),
                Field("chooser", .name, "For conditional and nested logits: the variable of who chooses."),
                Field("alternative", .name, "For them: the variable of the alternatives."),
                Field(
                  "nests", .text, "For nested logits: which alternatives go together, `ground=train,bus; sky=air`."),
                Field("order", .list(.text), "For an ordered outcome: its categories from the lowest."),
                Field("reference", .text, "For a multinomial logit: the category that others are compared to."),
                Field(
                  "tests", .map(.text),
                  "Hypotheses by name, tested by Wald: `gender = lang`, `i(region)`; findings `MODEL.test.NAME`."),
                Field(
                  "adjust", .choice(RegressionQuestions.adjustments),
                  "How the p-values of `tests` are adjusted for being many: by Holm, by Benjamini and Hochberg, or not; none unless given. Findings `MODEL.test.NAME.adjusted_p`."
                ),
                Field(
                  "wild_tests", .map(.text),
                  "Hypotheses of one restriction by name, tested by the wild cluster bootstrap for few clusters; with `vcov: cluster:VAR` (9999 samples) or `wild:TIMES:VAR`. Findings `MODEL.wild_test.NAME`."
                ),
                Field(
                  "add", .map(.text),
                  "Terms by name of which the score test asks whether they would add something; findings `MODEL.add.NAME`."
                ),
                Field(
                  "contrasts", .list(.object(contrasts)),
                  "Categories compared: findings `MODEL.contrast.VARIABLE.B__A`."),
                Field("level", .number, "The probability of intervals; 0.95 unless given."),
                Field(
                  "margins",
                  .object(
                    ObjectSchema(
                      "margins", "Marginal effects, with standard errors by the delta method.",
                      [
                        Field("variables", .list(.name), "Of which predictors; of all unless given."),
                        Field(
                          "at", .choice(MarginPoint.allCases.map(\.rawValue)),
                          "Averaged over rows, or for a row of means; rows unless given."),
                        Field("by", .name, "Averaged within the groups of this variable."),
                        Field(
                          "predict", .list(.text),
                          "Mean predictions for each value of a variable, `region`, or for some, `score=20,40,60`: findings `MODEL.predicted.VARIABLE_VALUE`."
                        ),
                        Field(
                          "compare", .list(.text),
                          "How much the prediction changes from the first value to each other one, `score=20,60`, or `region`: findings `MODEL.change.VARIABLE_VALUE__FIRST`."
                        ),
                      ])), "Marginal effects beside the coefficients: findings `MODEL.ame.VARIABLE`."),
                Field("where", .rowExpression, "Which rows."),
                Field("difference", .truth, "Whether numbers are replaced by their change from the row before."),
                Field(
                  "drop_collinear", .truth, "Whether a predictor that others determine is left out rather than refused."
                ),
                Field("label", .trilingual(placeholders: false), "The model's name in tables."),
              ]))), required: true, "The models by name."),
      Field("time", .name, "The variable of time, rows in its order: then Durbin–Watson is computed."),
      Field(
        "compare", .map(.list(.name)),
        "Nested models by name, `[SMALL, LARGE]`: F for least squares, else the likelihood ratio; findings `compare.NAME`."
      ),
    ]))

  static let contrasts = ObjectSchema(
    "contrasts", "The categories of one variable compared, as emmeans and multcomp do.",
    [
      Field("variable", .name, required: true, "A predictor of categories."),
      Field(
        "against", .text,
        "`all` pairs, each with the `reference` of the model, or each with the category named here; all unless given."),
      Field(
        "adjust", .choice(RegressionQuestions.adjustments),
        "How p-values are adjusted for the number of contrasts: by Holm, by Benjamini and Hochberg, or not; holm unless given."
      ),
    ])
}
