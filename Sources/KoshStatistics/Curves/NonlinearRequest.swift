public import KoshTable

/// A nonlinear model in the words of a command line: either an expression with start values, or a curve of growth by its
/// name.
///
///     try NonlinearRequest(formula: "users ~ year", curve: "logistic").model()
///     try NonlinearRequest(formula: "y ~ b1 * (1 - exp(-b2 * x))", start: "b1=500, b2=0.0001").model()
public struct NonlinearRequest: Sendable, Hashable {
  /// `outcome ~ expression`, or `outcome ~ variable` for a curve.
  public var formula: String
  /// Where parameters begin: `b1=500, b2=0.0001`.
  public var start: String?
  /// Where parameters begin, by name; what ``start`` says comes first.
  public var values: [String: Double]
  /// The name of a curve, see ``GrowthCurve``.
  public var curve: String?
  /// Covariance, weights, level.
  public var words: RegressionRequest.Words
  /// Where the formula begins in a file.
  public var place: Place

  /// A request from its parts.
  public init(
    formula: String, start: String? = nil, values: [String: Double] = [:], curve: String? = nil,
    words: RegressionRequest.Words = RegressionRequest.Words(), at place: Place = Place()
  ) {
    self.formula = formula
    self.start = start
    self.values = values
    self.curve = curve
    self.words = words
    self.place = place
  }

  /// The model that was asked for.
  ///
  /// - Throws: ``Problems``: what is not understood of the formula, the start values, the curve's name or the words.
  public func model() throws(Problems) -> NonlinearModel {
    var model: NonlinearModel
    do throws(Problem) {
      if let curve {
        model = try named(curve)
      } else {
        model = try NonlinearModel(formula, start: try startValues(), at: place)
      }
    } catch {
      throw Problems(error)
    }
    model.options = try RegressionRequest(formula: model.formula, words: words, at: place).options
    return model
  }

  private func named(_ name: String) throws(Problem) -> NonlinearModel {
    guard let shape = GrowthCurve(rawValue: name) else {
      throw Problem(
        .specification, "there is no curve \"\(name)\"", at: place,
        remedy: Spelling.advice(for: name, among: GrowthCurve.allCases.map(\.rawValue)))
    }
    let parsed = try Formula(formula, at: place)
    guard let outcome = parsed.outcome.bareVariable, parsed.terms.count == 1,
      case .value(.variable(let variable))? = parsed.terms.first?.first, parsed.terms.first?.count == 1,
      parsed.absorbed.isEmpty, parsed.offset.isEmpty
    else {
      throw Problem(
        .specification, "a curve is one of one variable over one other, and \"\(formula)\" is something else",
        at: place, why: "the \(name) curve is \(shape.expression(of: "x"))", remedy: "write: outcome ~ variable")
    }
    var model = try NonlinearModel(shape, of: outcome, over: variable, at: place)
    model.start = try startValues()
    return model
  }

  private func startValues() throws(Problem) -> [String: Double] {
    guard let start else { return values }
    var values: [String: Double] = [:]
    for part in start.split(separator: ",") {
      let sides = part.split(separator: "=", omittingEmptySubsequences: false).map { side in
        String(side.filter { !$0.isWhitespace })
      }
      guard sides.count == 2, !sides[0].isEmpty, let value = Double(sides[1]), value.isFinite else {
        throw Problem(
          .specification, "\"\(part)\" is no start value", why: "it is a parameter and a number",
          remedy: "write: b1=500,b2=0.0001")
      }
      guard values[sides[0]] == nil else {
        throw Problem(
          .specification, "\(sides[0]) has two start values", remedy: "take one of them away")
      }
      values[sides[0]] = value
    }
    return values
  }
}
