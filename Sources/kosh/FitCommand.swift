internal import ArgumentParser
internal import KoshFiles
internal import KoshStatistics
internal import KoshTable

/// `kosh fit`: one model, one table.
struct FitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit",
    abstract: "Fit one regression and print its table.",
    usage: "kosh fit FORMULA FILE [--family NAME] [--vcov TYPE] [--weights VAR] [--ratios] [--margins] [--json] …",
    discussion: """
      EXAMPLES
        kosh fit 'migration ~ gdp + unemployment' years.csv --vcov HC3
        kosh fit 'intends ~ gender + i(region)' survey.csv --family logit \\
            --vcov cluster:school --ratios --margins
        kosh fit 'intends ~ gender' survey.csv --family logit \\
            --strata region --psu school --weights weight
        kosh fit 'score ~ gender + i(region)' survey.csv --contrasts region \\
            --test 'i(region)' --against 'score ~ gender' --add language

      THE FORMULA is R's and fixest's; quote it, since a shell reads ~ and ( ):
        y ~ x + z          predictors; - 1 leaves the intercept out
        i(region)          one coefficient for each category but the reference,
                           the first in code-point order; ref=NAME names another
        a:b    a*b         the product; a + b + a:b
        log(x)    I(x^2)   values computed from columns
        poly(x, 3)         orthogonal polynomials; raw=TRUE for plain powers
        scale(x)           less its mean, over its standard deviation
        i(region, x)       a slope of x for each category
        offset(log(pop))   a term with the coefficient 1
        y ~ x | a + b      effects of a and b absorbed: constants that are not printed
      Coefficients of categories are named region::NAME. Rows that lack a value \
      are left out, and counted.

      THE FAMILY is ols (least squares), logit or probit (an outcome of 0 and 1, \
      or of two categories, the second being 1), poisson or negbin (counts), ordered \
      or multinomial (several categories), conditional or nested (choices among \
      alternatives, a row each). With effects absorbed behind | there are ols, \
      poisson and logit. A predictor that is a linear combination of others, or that tells the outcomes \
      apart without error, is named and refused.

      CURVES are fitted by nonlinear least squares. --curve names one of growth over \
      one variable, which finds its own start values; with --start the formula is \
      an expression whose names are columns or parameters:
        kosh fit 'users ~ year' adoption.csv --curve logistic
        kosh fit 'y ~ b1*(1-exp(-b2*x))' data.csv --start b1=500,b2=0.0001

      STANDARD ERRORS (--vcov) are
        iid                     model-based
        HC0 HC1 HC2 HC3         robust to unequal variances
        cluster:VAR             clustered; cluster:VAR+VAR by two variables
        NW:LAG  NW:LAG:TIME     Newey–West, rows in order of time
        jackknife  jackknife:VAR
        bootstrap:TIMES  bootstrap:TIMES:VAR  wild:TIMES:VAR
      or those of a survey design: --strata, --psu, --fpc. A bootstrap prints \
      percentile intervals beside those by the standard error.

      QUESTIONS to the fit, all but --against and --add by its standard errors:
        --test 'gender = lang'  Wald's test of a hypothesis; 'i(region)' for all of its
                                coefficients; several parted by commas are one test
        --contrasts region      the categories compared, all pairs; --compared-to reference
                                or a category: each other one with it
        --adjust holm           p adjusted for the number of contrasts, or of --test:
                                holm, bh (Benjamini–Hochberg) or none; holm for
                                contrasts and none for tests unless given
        --wild-test gender      the wild cluster bootstrap, for few clusters; needs
                                --vcov cluster:VAR (9999 samples) or wild:TIMES:VAR
        --against 'y ~ x'       a smaller or larger model on the same rows: F for
                                least squares, else the likelihood ratio
        --add 'z + i(region)'   the score test: would these terms add something?

      WEIGHTS are analytic (how precise a row is), frequency (how many equal rows \
      it stands for) or sampling (how many units of the population).

      JSON is in full precision and on the scale of the coefficients (log odds for \
      a logit), whatever is printed otherwise; what is undefined is null.

      EXIT STATUS is 0, or 2 if the formula or the model is wrong, or 3 if the data \
      cannot be read or used.
      """)

  @Argument(help: "The model, such as 'y ~ x + i(region)'.")
  var formula: String

  @Argument(help: "A CSV file with a header line.", completion: .file(extensions: ["csv", "tsv", "txt"]))
  var file: String

  @Option(
    help: ArgumentHelp("The kind of model.", valueName: "name"),
    completion: .list(RegressionRequest.families.map(\.name)))
  var family = "ols"

  @Option(
    help: ArgumentHelp(
      "A curve of growth over one variable: \(GrowthCurve.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "name"),
    completion: .list(GrowthCurve.allCases.map(\.rawValue)))
  var curve: String?

  @Option(help: ArgumentHelp("Start values of a nonlinear model: b1=500,b2=0.0001.", valueName: "list"))
  var start: String?

  @Option(
    help: ArgumentHelp("The covariance of the coefficients; see above. iid unless given.", valueName: "type"),
    completion: .list(CovarianceType.plain.map(\.name)))
  var vcov: String?

  @Option(help: ArgumentHelp("The variable with weights.", valueName: "var"))
  var weights: String?

  @Option(help: ArgumentHelp("What weights mean: analytic, frequency or sampling.", valueName: "meaning"))
  var weightMeaning: String?

  @Option(help: ArgumentHelp("The variable of the survey's strata.", valueName: "var"))
  var strata: String?

  @Option(help: ArgumentHelp("The variable of its primary sampling units.", valueName: "var"))
  var psu: String?

  @Option(help: ArgumentHelp("The variable of the number of units in each stratum.", valueName: "var"))
  var fpc: String?

  @Option(help: ArgumentHelp("A stratum of one unit: fail, certainty, adjust or average.", valueName: "rule"))
  var lonelyPsu: String?

  @Option(help: ArgumentHelp("For clusters: stata, fixest or none.", valueName: "name"))
  var correction: String?

  @Option(help: ArgumentHelp("For conditional and nested logits: the variable of who chooses.", valueName: "var"))
  var chooser: String?

  @Option(help: ArgumentHelp("The variable of the alternatives.", valueName: "var"))
  var alternative: String?

  @Option(help: ArgumentHelp("Which alternatives go together: 'ground=train,bus; sky=air'.", valueName: "nests"))
  var nests: String?

  @Option(
    help: ArgumentHelp("For an ordered outcome: its categories from the lowest, 'low,middle,high'.", valueName: "list"))
  var order: String?

  @Option(help: ArgumentHelp("For a multinomial logit: the category that others are compared to.", valueName: "name"))
  var reference: String?

  @Option(
    help: ArgumentHelp("Test a hypothesis (Wald): 'gender = lang', 'i(region)'; may be repeated.", valueName: "what"))
  var test: [String] = []

  @Option(
    help: ArgumentHelp("Compare the categories of this variable; may be repeated.", valueName: "var"))
  var contrasts: [String] = []

  @Option(
    help: ArgumentHelp(
      "Which contrasts: all pairs, or each category with the reference or a named one; all unless given.",
      valueName: "category"))
  var comparedTo = "all"

  @Option(
    help: ArgumentHelp(
      "How p-values of --contrasts and --test are adjusted for being many: holm, bh or none.", valueName: "method"),
    completion: .list(RegressionQuestions.adjustments))
  var adjust: String?

  @Option(
    help: ArgumentHelp(
      "Test one restriction by the wild cluster bootstrap, such as 'gender'; may be repeated.", valueName: "what"))
  var wildTest: [String] = []

  @Option(help: ArgumentHelp("Compare with a smaller or larger model: 'y ~ x'.", valueName: "formula"))
  var against: String?

  @Option(
    help: ArgumentHelp("Ask whether these terms would add something (score test); may be repeated.", valueName: "terms")
  )
  var add: [String] = []

  @Option(help: ArgumentHelp("Where a bootstrap begins.", valueName: "number"))
  var seed: Int?

  @Option(help: ArgumentHelp("The probability of intervals.", valueName: "share"))
  var level: Double?

  @Flag(
    name: [.long, .customLong("odds-ratios")],
    help: "Print odds ratios (logit) or incidence-rate ratios (poisson, negbin).")
  var ratios = false

  @Flag(help: "Print average marginal effects of all predictors.")
  var margins = false

  @Option(
    help: ArgumentHelp(
      "Print mean predictions for each value of a variable, 'region', or for some, 'score=20,40,60'; may be repeated.",
      valueName: "what"))
  var predict: [String] = []

  @Option(
    help: ArgumentHelp(
      "Print how much the prediction changes from the first value to each other one, 'score=20,60', or 'region'; may be repeated.",
      valueName: "what"))
  var compare: [String] = []

  @Flag(help: "Marginal effects, predictions and changes at means instead of averaged over rows.")
  var atMeans = false

  @Option(help: ArgumentHelp("Average them within groups of this variable.", valueName: "var"))
  var by: String?

  @Flag(help: "Print how well the model describes its rows, and which rows it hangs on.")
  var quality = false

  @Flag(help: "Drop predictors that are linear combinations of earlier ones instead of refusing them.")
  var dropCollinear = false

  @Flag(help: "Write JSON in full precision instead of a table.")
  var json = false

  @Flag(help: "Say on standard error how long reading and fitting took.")
  var time = false

  func run() throws {
    do throws(Problems) {
      let model = try model(formula)
      let other = try against.map { other throws(Problems) in try self.model(other) }
      let questions = try questions()
      let wanted =
        model.formula.variables + model.options.variables + [by, chooser, alternative].compactMap { $0 }
        + (other?.formula.variables ?? [])
        + add.flatMap { (try? RegressionQuestions.variables(ofTerms: $0)) ?? [] }
      let clock = ContinuousClock()
      let start = clock.now
      let table = try CSV.read(path: file, columns: wanted)
      let read = clock.now
      let fit = try model.fitAny(table)
      if time { Terminal.complain("read \(start.duration(to: read)), fit \(read.duration(to: clock.now))") }
      let margins = try margins(fit, table)
      var answers = try questions.answers(of: fit, table, refitting: model)
      if let other {
        let compared = try compareNested(model, fit, with: other, in: table)
        (answers.comparison, answers.comparedRows) = (compared.test, compared.rows)
      }
      if json {
        var value = fit.json
        if case .object(let members) = value {
          value = .object(
            members + margins.json + answers.json
              + (quality ? [("quality", RegressionQuality(fit).json)] : []) + Self.reading(fit))
        }
        print(value.text(indent: true))
        return
      }
      print(RegressionText(fit, ratios: ratios, source: file).text, terminator: "")
      let manner = (atMeans ? "at means" : "averaged over rows") + (by.map { ", by \($0)" } ?? "")
      for (heading, estimates) in [
        ("Marginal effects", margins.effects), ("Predictions", margins.predictions), ("Changes", margins.comparisons),
      ] where !estimates.isEmpty {
        print(
          MarginalEffectsText(
            estimates, heading: "\(heading) \(manner)", level: fit.confidenceLevel,
            arePredictions: heading == "Predictions"
          ).text, terminator: "")
      }
      print(RegressionAnswersText(answers, of: fit, ratios: ratios).text, terminator: "")
      if quality { print(RegressionQualityText(fit, lines: table.lines).text, terminator: "") }
    } catch {
      Terminal.complain(error)
      throw ExitStatus.of(error)
    }
  }

  /// What a reader of the numbers has to know besides them: rows left out, predictors dropped, cautions.
  private static func reading(_ fit: any RegressionFit) -> [(String, JSONValue)] {
    [
      ("rows_left_out", .integer(fit.rowsLost)), ("dropped", .array(fit.droppedTerms.map { .string($0) })),
      (
        "cautions",
        .array(fit.cautions.map { .object([("code", .string($0.code)), ("text", .string($0.text.en))]) })
      ),
    ]
  }

  private func model(_ formula: String) throws(Problems) -> any RegressionModel {
    var words = RegressionRequest.Words()
    words.vcov = vcov
    words.weights = weights
    words.weightMeaning = weightMeaning
    words.strata = strata
    words.psu = psu
    words.populationSize = fpc
    words.lonelyUnit = lonelyPsu
    words.correction = correction
    words.seed = seed
    words.confidenceLevel = level
    words.dropCollinear = dropCollinear
    words.chooser = chooser
    words.alternative = alternative
    words.nests = nests
    words.order = order.map { $0.split(separator: ",").map { String($0) } }
    words.reference = reference
    if ratios, !RegressionRequest.hasRatios(family: family) {
      throw Problems(
        Problem(
          .specification, "--ratios goes with a logit or with counts only",
          why: "the coefficients of other models are no logarithms of ratios",
          remedy: "add --family logit, or leave --ratios out"))
    }
    guard start != nil || curve != nil else {
      return try RegressionRequest(formula: try parsed(formula), family: family, words: words).model
    }
    guard family == "ols" else {
      throw Problems(
        Problem(
          .specification, "\(start != nil ? "--start" : "--curve") does not go with --family \(family)",
          why: "curves are fitted by least squares", remedy: "leave --family out"))
    }
    return try NonlinearRequest(formula: formula, start: start, curve: curve, words: words).model()
  }

  private func parsed(_ formula: String) throws(Problems) -> Formula {
    do throws(Problem) {
      return try Formula(formula)
    } catch {
      throw Problems(error)
    }
  }

  private func questions() throws(Problems) -> RegressionQuestions {
    var questions = RegressionQuestions()
    questions.tests = test
    questions.wildTests = wildTest
    questions.added = add
    questions.seed = seed
    do throws(Problem) {
      if let adjust { questions.adjustment = try RegressionQuestions.adjustment(adjust) }
      let adjustment = adjust == nil ? .holm : questions.adjustment
      questions.contrasts = contrasts.map {
        RegressionQuestions.Contrasts($0, against: ContrastScheme(comparedTo), adjusting: adjustment)
      }
    } catch {
      throw Problems(error)
    }
    return questions
  }

  /// Marginal effects, predictions and comparisons, as far as they were asked for.
  private struct Margins {
    var effects: [MarginalEstimate] = []
    var predictions: [MarginalEstimate] = []
    var comparisons: [MarginalEstimate] = []

    var json: [(String, JSONValue)] {
      [("margins", effects), ("predictions", predictions), ("changes", comparisons)].filter { !$0.1.isEmpty }
        .map { ($0.0, .array($0.1.map(\.json))) }
    }
  }

  private func margins(_ fit: any RegressionFit, _ table: Table) throws(Problems) -> Margins {
    var result = Margins()
    guard margins || atMeans || by != nil || !predict.isEmpty || !compare.isEmpty else { return result }
    do throws(Problem) {
      let group = by.flatMap { table[$0] }
      if let by, group == nil {
        throw Problem(
          .specification, "there is no variable \"\(by)\" in \(table.name) to group by",
          remedy: Spelling.advice(for: by, among: table.names))
      }
      let point: MarginPoint = atMeans ? .means : .rows
      let effects = try MarginalEffects(fit, table)
      for text in predict {
        result.predictions += try effects.predictions(at: try effects.values(text), point: point, by: group)
      }
      for text in compare { result.comparisons += try effects.comparisons(text, at: point, by: group) }
      if margins || (predict.isEmpty && compare.isEmpty) { result.effects = try effects.slopes(at: point, by: group) }
      return result
    } catch {
      throw Problems(error)
    }
  }
}
