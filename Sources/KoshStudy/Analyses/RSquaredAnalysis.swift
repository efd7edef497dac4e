internal import KoshStatistics
internal import KoshTable

/// Whether printed R, R² and adjusted R² fit together.
struct RSquaredAnalysis: Analysis {
  static let schema = ObjectSchema(
    "r_squared", "Whether a printed multiple R, R² and adjusted R² fit together, given rows and predictors.",
    AnalysisHead.fields(
      data: false,
      [
        Field("r", .expression, "The printed multiple R."),
        Field("r_squared", .expression, required: true, "The printed R²."),
        Field("adjusted", .expression, "The printed adjusted R²."),
        Field("n", .expression, required: true, "Rows."),
        Field("predictors", .expression, required: true, "Predictors, the constant not counted."),
      ]))

  let head: AnalysisHead
  private let formulas: [String: Expression]
  private let place: Place

  init(_ node: SpecNode) {
    head = AnalysisHead(node)
    formulas = Dictionary(
      ["r", "r_squared", "adjusted", "n", "predictors"].compactMap { key in node.expression(key).map { (key, $0) } }
    ) { $1 }
    place = node["r_squared"]?.place ?? node.place
  }

  var findingPatterns: [String] { ["r_squared_from_r", "adjusted_from_r_squared", "agree"] }
  var expressions: [(Expression, Place)] { formulas.sorted { $0.key < $1.key }.map { ($0.value, place) } }

  func run(_ context: RunContext) throws(Problems) -> AnalysisOutcome {
    func whole(_ key: String) -> Int {
      formulas[key].flatMap { context.evaluate($0).quantity }.flatMap { Printed.whole($0) } ?? 0
    }
    let result: RSquaredCheck
    do {
      func printed(_ key: String) throws(Problem) -> PrintedNumber? {
        guard let formula = formulas[key] else { return nil }
        return try Printed.number(context.evaluate(formula))
      }
      guard let rSquared = try printed("r_squared") else { return AnalysisOutcome(findings: []) }
      result = try rSquaredCheck(
        multipleR: try printed("r"), rSquared: rSquared, adjusted: try printed("adjusted"), n: whole("n"),
        predictors: whole("predictors"))
    } catch {
      var problem = error
      problem.place = place
      throw Problems(problem)
    }
    let cells = context.cells(of: expressions.map(\.0))
    func implied(_ part: String, _ label: Trilingual, _ implication: Implication?) -> Finding {
      Finding(
        "\(id).\(part)", label: label,
        value: implication.map { .number(Quantity($0.implied.middle, decimals: 6, interval: $0.implied)) }
          ?? .undefined(Evaluator.nothing), cells: cells)
    }
    return AnalysisOutcome(findings: [
      implied(
        "r_squared_from_r",
        Trilingual(
          en: "R² that the printed R implies", ru: "R², следующий из напечатанного R", kk: "басылған R-ден шығатын R²"),
        result.fromMultipleR),
      implied(
        "adjusted_from_r_squared",
        Trilingual(
          en: "adjusted R² that the printed R² implies", ru: "скорректированный R², следующий из напечатанного R²",
          kk: "басылған R²-ден шығатын түзетілген R²"), result.adjusted),
      Finding(
        "\(id).agree",
        label: Trilingual(
          en: "R, R² and adjusted R² fit together", ru: "R, R² и скорректированный R² согласованы",
          kk: "R, R² және түзетілген R² үйлеседі"),
        value: .truth(result.outcome == .consistent ? .yes : (result.outcome == .inconsistent ? .no : .undecided)),
        cells: cells),
    ])
  }
}
