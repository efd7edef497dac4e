internal import KoshNumerics
public import KoshTable

/// Nonlinear least squares, asked for: an outcome, an expression of columns and parameters, and start values.
///
/// A name of the expression that is no column is a parameter (but `pi`). Expressions have `+ - * / ^` and the functions
/// log log2 log10 log1p exp expm1 sqrt abs sin cos tan asin acos atan sinh cosh tanh; both sides of `~` may be computed.
///
///     let model = try NonlinearModel("y ~ b1 * (1 - exp(-b2 * x))", start: ["b1": 500, "b2": 0.0001])
///     let fit = try model.fit(table)
///     fit["b2"]?.standardError
///
/// A growth curve finds its start values itself:
///
///     let adoption = try NonlinearModel(.logistic, of: "users", over: "year").fit(table)
///     adoption["K"]?.estimate
public struct NonlinearModel: RegressionModel, Hashable {
  /// The model; its text is `outcome ~ expression`, its terms are all names of the expression.
  public let formula: Formula
  /// Covariance, weights, confidence level.
  public var options: RegressionOptions
  /// The curve that finds its own start values, if that is how the model was given.
  public let curve: GrowthCurve?
  /// The value of each parameter from which the search begins; a growth curve finds those that are not given.
  public var start: [String: Double]
  /// The most gradients that the search may compute.
  public var stepLimit = 500
  let mean: FormulaExpression
  /// What a growth curve is drawn over.
  let variable: String?

  /// A model from its text and start values.
  ///
  /// - Parameter place: Where the text begins in a file; a problem's column is counted from there.
  /// - Throws: A ``Problem`` that shows the text and the column of the fault, counted from 1.
  public init(
    _ text: String, start: [String: Double], options: RegressionOptions = RegressionOptions(), at place: Place = Place()
  ) throws(Problem) {
    try self.init(text, curve: nil, variable: nil, start: start, options: options, at: place)
  }

  /// A growth curve of one variable over another, which finds its start values itself.
  ///
  /// Start values are sought on a grid of the parameters on which the curve does not depend linearly, the others at
  /// their best values for each of them.
  ///
  /// - Throws: A ``Problem`` where a variable has the name of a parameter of the curve.
  public init(
    _ curve: GrowthCurve, of outcome: String, over variable: String, options: RegressionOptions = RegressionOptions(),
    at place: Place = Place()
  ) throws(Problem) {
    for name in [outcome, variable] where curve.parameters.contains(name) {
      throw Problem(
        .specification, "the variable \(name) has the name of a parameter of the \(curve.rawValue) curve", at: place,
        why: "the curve is \(curve.expression(of: "x"))", remedy: "give the variable another name")
    }
    try self.init(
      FormulaExpression.quoted(outcome) + " ~ " + curve.expression(of: variable), curve: curve, variable: variable,
      start: [:], options: options, at: place)
  }

  private init(
    _ text: String, curve: GrowthCurve?, variable: String?, start: [String: Double], options: RegressionOptions,
    at place: Place
  ) throws(Problem) {
    var parser = FormulaParser(text, at: place)
    let (outcome, mean) = try parser.parseNonlinear()
    var names: [String] = []
    for name in mean.variables where !names.contains(name) { names.append(name) }
    formula = Formula(nonlinear: text, outcome: outcome, columns: names, positions: parser.firstOffsets, at: place)
    self.mean = mean
    self.curve = curve
    self.variable = variable
    self.start = start
    self.options = options
  }

  /// What is wrong with the names of the model where it meets a table: a name that is neither a column nor a parameter
  /// with a start value, a parameter that is a column as well, a start value that nothing takes. Empty where all is well;
  /// values are not looked at.
  public func problems(in table: Table) -> [Problem] {
    do throws(Problems) {
      _ = try NonlinearData.parameters(of: self, table: table)
      return []
    } catch {
      return error.list
    }
  }

  /// Fits the model: the parameters minimise Σ wᵢ (yᵢ − f(xᵢ, b))².
  ///
  /// The search is that of Levenberg and Marquardt with exact derivatives. Where it does not arrive from the start
  /// values, it begins again with the parameters on which the model depends linearly put at their best values after each
  /// step. Rows that lack a value of any variable, or whose weight is 0, are left out and counted.
  ///
  /// Standard errors are those of the linear model that touches at the estimates, σ² (*J*ᵀ*WJ*)⁻¹ with σ² =
  /// Σ wᵢ eᵢ² / (n − k), as in R's `nls`.
  ///
  /// - Throws: ``Problems``: unknown variables, parameters without a start value, no usable rows, no more rows than
  ///   parameters, no value of the model at the start (with the row and the reason), a search that does not converge, a
  ///   singular gradient (with the parameters that cannot be told apart).
  /// - Complexity: O(*n* · *k*²) for each step.
  ///
  /// Source: D. M. Bates, D. G. Watts (1988), *Nonlinear Regression Analysis and Its Applications*, chapter 2. Agrees with
  /// all 27 certified sets of NIST from both of their starts; see docs/accuracy.md.
  public func fit(_ table: Table) throws(Problems) -> NonlinearFit {
    try RegressionEstimation.checkLevel(options.confidenceLevel, place: formula.place)
    let data = try NonlinearData(self, table: table)
    let names = data.parameters
    let rows = data.schema.outcome.count
    guard rows > names.count else {
      throw Problems(
        Problem(
          .specification, "\(rows) \(rows == 1 ? "row" : "rows") for \(names.count) parameters of \"\(formula.text)\"",
          at: formula.place, why: "a curve with as many parameters as rows meets them all and tells nothing",
          remedy: "use more rows or a simpler curve"))
    }
    let begin = try startValues(data)
    if let problem = data.undefined(at: begin, in: mean) { throw Problems(problem) }
    guard let found = search(data, from: begin) else { throw Problems(data.noGradient(at: begin)) }
    if let problem = data.problem(with: found, limit: stepLimit) { throw Problems(problem) }
    return try NonlinearFit(self, data: data, search: found)
  }

  /// The best end of the search with all parameters alike and, if that does not arrive, with the linear ones projected
  /// out; `nil` where the model has no gradient at the start.
  func search(_ data: NonlinearData, from start: [Double]) -> NonlinearSearch? {
    let linear = data.linear
    var best: NonlinearSearch?
    // All alike first: start values choose among several minima.
    for projectedOut in linear.isEmpty ? [[]] : [[], linear] {
      guard let found = nonlinearLeastSquares(data, start: start, linear: projectedOut, limit: stepLimit) else {
        continue
      }
      if found.ending == .converged { return found }
      if found.sumOfSquares < best?.sumOfSquares ?? .infinity { best = found }
    }
    return best
  }

  private func startValues(_ data: NonlinearData) throws(Problems) -> [Double] {
    guard let curve, let variable, let x = data.context.columns[variable],
      !curve.parameters.allSatisfy({ start[$0] != nil })
    else { return data.parameters.map { start[$0] ?? 1 } }
    let linear = data.linear.filter { start[data.parameters[$0]] == nil }
    // A thousand rows say as much about where to begin as a million do.
    let thinned = data.thinned(to: 1000)
    var best: (parameters: [Double], sum: Double)?
    for candidate in curve.candidates(x) {
      // Candidates come in the curve's order, parameters in that of the expression.
      let begin = data.parameters.map { name in
        start[name] ?? curve.parameters.firstIndex(of: name).map { candidate[$0] } ?? 1
      }
      guard let parameters = projected(thinned, parameters: begin, linear: linear),
        let residuals = thinned.residuals(at: parameters)
      else { continue }
      let sum = residuals.reduce(0) { $0 + $1 * $1 }
      if sum < best?.sum ?? .infinity { best = (parameters, sum) }
    }
    guard let best else {
      throw Problems(
        Problem(
          .data, "no start values can be found for the \(curve.rawValue) curve",
          at: Place(file: formula.place.file, variable: variable),
          why: curve == .power
            ? "x^b needs positive \(variable)" : "\(variable) has to vary, and the curve to have values for it",
          remedy: "look at the values of \(variable), or choose another curve"))
    }
    return best.parameters
  }
}
