internal import KoshStatistics
internal import KoshTable

/// How many parameters a printed AIC and log likelihood imply.
struct InformationCriterionAnalysis: Analysis {
  static let schema = ObjectSchema(
    "information_criterion",
    "The number of parameters that a printed AIC and log likelihood imply, rounding carried: (AIC + 2 log L) / 2.",
    AnalysisHead.fields(
      data: false,
      [
        Field("log_likelihood", .expression, required: true, "The printed log likelihood."),
        Field("aic", .expression, required: true, "The printed AIC."),
      ]))

  let head: AnalysisHead
  let logLikelihood: Expression
  let aic: Expression
  private let place: Place

  init(_ node: SpecNode) {
    head = AnalysisHead(node)
    logLikelihood = node.expression("log_likelihood") ?? .text("")
    aic = node.expression("aic") ?? .text("")
    place = node["aic"]?.place ?? node.place
  }

  var findingPatterns: [String] { ["parameters", "whole", "count"] }
  var expressions: [(Expression, Place)] { [(logLikelihood, place), (aic, place)] }

  func run(_ context: RunContext) throws(Problems) -> AnalysisOutcome {
    let result = try placing(at: place) { () throws(Problem) in
      impliedParameters(
        aic: try Printed.number(context.evaluate(aic)),
        logLikelihood: try Printed.number(context.evaluate(logLikelihood)))
    }
    let cells = context.cells(of: [logLikelihood, aic])
    let parameters = result.parameters
    return AnalysisOutcome(findings: [
      Finding(
        "\(id).parameters",
        label: Trilingual(
          en: "number of parameters implied", ru: "подразумеваемое число параметров", kk: "болжанатын параметрлер саны"),
        value: .number(Quantity(parameters.middle, decimals: 3, interval: parameters)),
        method: Trilingual(
          en: "(AIC + \(2) × log likelihood) ÷ \(2)", ru: "(AIC + \(2) × логарифм правдоподобия) ÷ \(2)",
          kk: "(AIC + \(2) × шындыққа ұқсастық логарифмі) ÷ \(2)"), cells: cells),
      Finding(
        "\(id).whole",
        label: Trilingual(
          en: "a whole number of parameters fits", ru: "целое число параметров возможно",
          kk: "параметрлердің бүтін саны сәйкес келеді"),
        value: .truth(result.outcome == .consistent ? .yes : (result.outcome == .inconsistent ? .no : .undecided)),
        cells: cells),
      finding(
        "count",
        Trilingual(en: "the whole number of parameters", ru: "целое число параметров", kk: "параметрлердің бүтін саны"),
        result.whole.map { Double($0.lowerBound) }, decimals: 0, cells: cells),
    ])
  }
}
