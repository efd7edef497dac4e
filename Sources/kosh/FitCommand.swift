internal import ArgumentParser
internal import KoshFiles
internal import KoshStatistics
internal import KoshTable

/// `kosh fit`: one model, one table.
struct FitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit",
    abstract: "Fit one regression and print its table.",
    usage: "kosh fit FORMULA FILE [--family ols|logit] [--vcov TYPE] [--weights VAR] [--odds-ratios] [--json]",
    discussion: """
      EXAMPLES
        kosh fit 'migration ~ gdp + unemployment' years.csv --vcov HC3
        kosh fit 'intends ~ gender + i(region)' survey.csv --family logit

      THE FORMULA is R's and fixest's; quote it, since a shell reads ~ and ( ):
        y ~ x + z          predictors; - 1 leaves the intercept out
        i(region)          one coefficient for each category but the reference,
                           the first in code-point order; ref=NAME names another
        a:b    a*b         the product; a + b + a:b
        log(x)    I(x^2)   values computed from columns
      Coefficients of categories are named region::NAME. Rows that lack a value \
      are left out, and counted.

      THE FAMILY is ols (least squares; t statistics) or logit (an outcome of 0 \
      and 1, or of two categories, the second being 1; z statistics). A predictor \
      that is a linear combination of others, or that tells the outcomes of a \
      logit apart without error, is named and refused.

      STANDARD ERRORS are model-based (iid) unless --vcov asks for robust ones.

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
    help: ArgumentHelp("ols (least squares) or logit.", valueName: "family"), completion: .list(["ols", "logit"]))
  var family = "ols"

  @Option(
    help: ArgumentHelp("Covariance of the coefficients: iid, HC0, HC1, HC2 or HC3.", valueName: "type"),
    completion: .list(CovarianceType.plain.map(\.name)))
  var vcov = "iid"

  @Option(help: ArgumentHelp("The variable with analytic weights.", valueName: "var"))
  var weights: String?

  @Flag(help: "Print odds ratios (logit only).")
  var oddsRatios = false

  @Flag(help: "Drop predictors that are linear combinations of earlier ones instead of refusing them.")
  var dropCollinear = false

  @Flag(help: "Write JSON in full precision instead of a table.")
  var json = false

  @Flag(help: "Say on standard error how long reading and fitting took.")
  var time = false

  func run() throws {
    do throws(Problems) {
      let fit = try fitted()
      if json {
        print(fit.json.text(indent: true))
      } else {
        print(RegressionText(fit, oddsRatios: oddsRatios, source: file).text, terminator: "")
      }
    } catch {
      Terminal.complain(error)
      throw ExitStatus.of(error)
    }
  }

  private func fitted() throws(Problems) -> any RegressionFit {
    let model: any RegressionModel
    do throws(Problem) {
      let formula = try Formula(formula)
      let options = RegressionOptions(
        vcov: try CovarianceType(named: vcov), weights: weights.map { RegressionWeights($0) },
        dropCollinear: dropCollinear)
      switch family {
      case "ols":
        guard !oddsRatios else {
          throw Problem(
            .specification, "--odds-ratios goes with a logit only", why: "least squares has no odds",
            remedy: "add --family logit, or leave --odds-ratios out")
        }
        model = LinearModel(formula: formula, options: options)
      case "logit":
        model = GeneralizedLinearModel(.logit, formula: formula, options: options)
      default:
        throw Problem(
          .specification, "there is no family \"\(family)\"",
          remedy: Spelling.advice(for: family, among: ["ols", "logit"]))
      }
    } catch {
      throw Problems(error)
    }
    let clock = ContinuousClock()
    let start = clock.now
    let table = try CSV.read(path: file)
    let read = clock.now
    let fit = try model.fitAny(table)
    if time { Terminal.complain("read \(start.duration(to: read)), fit \(read.duration(to: clock.now))") }
    return fit
  }
}
