internal import KoshNumerics
public import KoshTable

/// A fitted nonlinear regression; statistics are *t* with n − k degrees of freedom.
///
/// Intervals are those of the plane that touches the curve at the estimates (Wald): good where the model is nearly linear
/// within a few standard errors, else only roughly right.
public struct NonlinearFit: Sendable, Hashable {
  /// The model that was fitted, with the start values from which the search began.
  public let model: NonlinearModel
  /// One entry for each parameter, in the order in which the expression names them.
  public let terms: [TermEstimate]
  /// The covariance of the estimates, σ² (*J*ᵀ*WJ*)⁻¹, one row for each.
  public let covariance: [[Double]]
  /// Rows used.
  public let observationCount: Int
  /// Rows used − parameters.
  public let residualDegreesOfFreedom: Int
  /// Σ wᵢ eᵢ², in the outcome's unit squared.
  public let residualSumOfSquares: Double
  /// The residual standard error √(Σ wᵢ eᵢ² / (n − k)), in the outcome's unit.
  public let sigma: Double
  /// The log likelihood of normal errors, ½ (Σ log wᵢ − n (log 2π + 1 − log n + log Σ wᵢ eᵢ²)); `nil` where every row is
  /// met exactly.
  public let logLikelihood: Double?
  /// 1 − Σ wᵢ eᵢ² / Σ wᵢ (yᵢ − ȳ)²: the share of the variation about the mean that the curve accounts for. It may be
  /// negative, since a nonlinear model need not contain a constant; `nil` where the outcome does not vary.
  public let rSquared: Double?
  /// The curve at each row used.
  public let fittedValues: [Double]
  /// Outcome − curve, for each row used.
  public let residuals: [Double]
  /// The rows of the table that were used, counted from 0.
  public let rowsUsed: [Int]
  /// By which rule how many rows were left out.
  public let rowLosses: [RowLoss]
  /// Rows of the table that were left out.
  public let rowsLost: Int
  /// Steps of the search.
  public let steps: Int
  /// Bates and Watts' relative offset at the end, 0 at the minimum; `nil` where every row is met exactly.
  public let relativeOffset: Double?
  /// What to keep in mind when reading.
  public let cautions: [Caution]

  /// The entry of a parameter.
  public subscript(parameter: String) -> TermEstimate? { terms.first { $0.term == parameter } }

  /// Parameters that ``aic`` and ``bic`` count: those of the curve, and σ.
  public var parameterCount: Int { terms.count + 1 }

  /// Akaike's criterion, 2 · parameters − 2 · log likelihood, σ counted as in R.
  public var aic: Double? { logLikelihood.map { 2 * Double(parameterCount) - 2 * $0 } }

  /// Schwarz's criterion, log(rows used) · parameters − 2 · log likelihood.
  public var bic: Double? {
    logLikelihood.map { naturalLogarithm(Double(observationCount)) * Double(parameterCount) - 2 * $0 }
  }

  init(_ model: NonlinearModel, data: NonlinearData, search: NonlinearSearch) {
    let (n, k) = (data.outcome.count, search.parameters.count)
    let df = n - k
    let rss = compensatedSum(search.residuals.lazy.map { $0 * $0 })
    let variance = rss / Double(df)
    let bread = search.triangle.map(inverseGram) ?? Matrix(rows: k, columns: k)
    let covariance = Matrix(rows: k, columns: k, values: bread.values.map { $0 * variance })
    let weightSum = data.weights.map { compensatedSum($0) } ?? Double(n)
    let w = data.weights ?? [Double](repeating: 1, count: n)
    let mean = compensatedSum(zip(data.outcome, w).lazy.map { $0 * $1 }) / weightSum
    let total = compensatedSum(zip(data.outcome, w).lazy.map { $1 * ($0 - mean) * ($0 - mean) })
    let size = compensatedSum(zip(data.outcome, w).lazy.map { $1 * $0 * $0 })
    let isPerfect = rss <= 1e-28 * size
    self.model = model
    terms = RegressionEstimation.terms(
      names: data.parameters, estimates: search.parameters, covariance: covariance,
      confidenceLevel: model.confidenceLevel, df: df)
    self.covariance = covariance.rows
    observationCount = n
    residualDegreesOfFreedom = df
    residualSumOfSquares = rss
    sigma = variance.squareRoot()
    if rss > 0 {
      let logWeights = data.weights.map { compensatedSum($0.lazy.map(naturalLogarithm)) } ?? 0
      let spread = naturalLogarithm(2 * .pi) + 1 - naturalLogarithm(Double(n)) + naturalLogarithm(rss)
      logLikelihood = 0.5 * (logWeights - Double(n) * spread)
    } else {
      logLikelihood = nil
    }
    rSquared = total > 1e-28 * size ? 1 - rss / total : nil
    fittedValues = data.context.values(model.mean, at: search.parameters)
    residuals = zip(data.outcome, fittedValues).map { $0 - $1 }
    rowsUsed = data.rowsUsed
    rowLosses = data.losses
    rowsLost = data.tableRowCount - n
    steps = search.steps
    relativeOffset = isPerfect ? nil : search.offset
    cautions =
      (isPerfect ? [Self.perfectFit] : []) + Self.correlated(covariance, names: data.parameters)
      + Self.beyondTheData(model, data: data, parameters: search.parameters)
  }

  private static var perfectFit: Caution {
    Caution(
      "perfect_fit",
      Trilingual(
        en: "The fit is essentially perfect: standard errors and statistics are made of rounding only.",
        ru: "Подгонка практически точная: стандартные ошибки и статистики отражают лишь округление.",
        kk: "Сәйкестік іс жүзінде дәл: стандартты қателер мен статистикалар тек дөңгелектеуден тұрады."))
  }

  /// From this correlation on, one of two parameters can make up for nearly any change of the other.
  private static let correlationLimit = 0.999

  private static func correlated(_ covariance: Matrix, names: [String]) -> [Caution] {
    names.indices.flatMap { j in
      (0..<j).compactMap { i -> Caution? in
        let scale = (covariance[i, i] * covariance[j, j]).squareRoot()
        guard scale > 0 else { return nil }
        let correlation = covariance[i, j] / scale
        guard correlation.magnitude > correlationLimit else { return nil }
        let pair = "\(names[i]), \(names[j])"
        return Caution(
          "correlated_parameters",
          Trilingual(
            en:
              "The estimates of \(pair) go together (correlation \(correlation, decimals: 4)): the data hardly tell the two apart, and each depends on the other.",
            ru:
              "Оценки \(pair) меняются вместе (корреляция \(correlation, decimals: 4)): данные почти не различают эти параметры, и каждый зависит от другого.",
            kk:
              "\(pair) бағалары бірге өзгереді (корреляция \(correlation, decimals: 4)): деректер бұл параметрлерді дерлік ажыратпайды, әрқайсысы екіншісіне тәуелді."
          ))
      }
    }
  }

  /// A ceiling is seen only where growth has begun to slow down.
  private static func beyondTheData(
    _ model: NonlinearModel, data: NonlinearData, parameters: [Double]
  ) -> [Caution] {
    guard let curve = model.curve, curve == .logistic || curve == .gompertz, let variable = model.variable,
      let x = data.context.columns[variable], let low = x.min(), let high = x.max(),
      let m = data.context.positions["m"], let r = data.context.positions["r"],
      parameters[r] > 0 ? parameters[m] > high : parameters[m] < low
    else { return [] }
    let (midpoint, ceiling) = (parameters[m], data.context.positions["K"].map { parameters[$0] } ?? 0)
    return [
      Caution(
        "extrapolated_ceiling",
        Trilingual(
          en:
            "The inflexion of the curve, at \(midpoint, decimals: 1), lies outside the data: the ceiling of \(ceiling, decimals: 1) is extrapolated, not observed.",
          ru:
            "Точка перегиба кривой (\(midpoint, decimals: 1)) лежит за пределами данных: потолок \(ceiling, decimals: 1) экстраполирован, а не наблюдался.",
          kk:
            "Қисықтың иілу нүктесі (\(midpoint, decimals: 1)) деректерден тыс жатыр: \(ceiling, decimals: 1) шегі бақыланған емес, экстраполяцияланған."
        ))
    ]
  }
}

/// A value of a fitted curve with its uncertainty.
public struct CurvePrediction: Sendable, Hashable {
  /// The curve there, in the outcome's unit.
  public let estimate: Double
  /// The standard error of the curve there (delta method), that of single outcomes not included.
  public let standardError: Double
  /// The lower end of the confidence interval of the curve.
  public let confLow: Double
  /// The upper end of the confidence interval of the curve.
  public let confHigh: Double
}

extension NonlinearFit {
  /// The curve at the rows of a table, such as years to come.
  ///
  /// - Returns: One entry for each row; `nil` where a variable is missing or the curve has no value.
  /// - Throws: ``Problems`` where the table lacks a numeric variable of the expression; the outcome is not needed.
  /// - Complexity: O(*n* · *k*²).
  public func predict(_ table: Table) throws(Problems) -> [CurvePrediction?] {
    let names = terms.map(\.term)
    let parameters = terms.map(\.estimate)
    var columns: [String: [Double]] = [:]
    var problems: [Problem] = []
    for name in Set(model.mean.variables).sorted() where !names.contains(name) {
      if let numbers = table[name]?.numbers {
        columns[name] = numbers
      } else if name != "pi" {
        problems.append(
          Problem(
            .specification, "there is no numeric variable \"\(name)\" in \(table.name) to predict from", at: model.place,
            remedy: Spelling.advice(for: name, among: table.names)))
      }
    }
    if !problems.isEmpty { throw Problems(problems) }
    let context = ExpressionContext(
      columns: columns, positions: Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) }),
      rowCount: table.rowCount)
    let values = context.values(model.mean, at: parameters)
    let gradient = context.gradient(model.mean, at: parameters)
    let quantile = StudentT.quantile((1 + model.confidenceLevel) / 2, df: Double(residualDegreesOfFreedom))
    return values.indices.map { row in
      guard values[row].isFinite, gradient.allSatisfy({ $0[row].isFinite }) else { return nil }
      var variance = 0.0
      for i in names.indices { for j in names.indices { variance += gradient[i][row] * covariance[i][j] * gradient[j][row] } }
      let error = max(0, variance).squareRoot()
      return CurvePrediction(
        estimate: values[row], standardError: error, confLow: values[row] - quantile * error,
        confHigh: values[row] + quantile * error)
    }
  }
}
