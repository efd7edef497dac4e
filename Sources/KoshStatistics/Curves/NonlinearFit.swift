internal import KoshNumerics
public import KoshTable

/// A fitted nonlinear regression; statistics are *t* with n − k degrees of freedom.
///
/// Intervals are those of the plane that touches the curve at the estimates (Wald): good where the model is nearly linear
/// within a few standard errors, else only roughly right.
///
/// Of ``result``, ``RegressionResult/design`` holds the gradient at the estimates, one column for each parameter: what
/// stands for the predictors in covariances, leverage and condition numbers.
public struct NonlinearFit: RegressionFit, Hashable {
  /// The model that was fitted.
  public let model: NonlinearModel
  /// What came out; its R² is the share of the variation about the mean that the curve accounts for, which may be
  /// negative since a nonlinear model need not contain a constant.
  public let result: RegressionResult
  /// Σ wᵢ eᵢ², in the outcome's unit squared.
  public let residualSumOfSquares: Double
  /// Steps of the search.
  public let steps: Int
  /// Bates and Watts' relative offset at the end, 0 at the minimum; `nil` where every row is met exactly.
  public let relativeOffset: Double?

  init(_ model: NonlinearModel, data: NonlinearData, search: NonlinearSearch) throws(Problems) {
    let (schema, k) = (data.schema, search.parameters.count)
    let (y, w) = (schema.outcome, schema.weights)
    let frequencies = model.options.frequencies(w)
    let count = model.options.observations(rows: y.count, weights: w)
    let df = count - k
    let rss = compensatedSum(search.residuals.lazy.map { $0 * $0 })
    let variance = df > 0 ? rss / Double(df) : nil
    let size = weightedSquares(y, w)
    let isPerfect = rss <= 1e-28 * size
    let fitted = data.context.values(model.mean, at: search.parameters)

    var design = DesignMatrix(rowCount: y.count, hasIntercept: false)
    for (name, column) in zip(data.parameters, data.context.gradient(model.mean, at: search.parameters)) {
      design.append(name, columns: [(name, column)])
    }
    let gradient = design
    let roots = w.map { $0.map { $0.squareRoot() } }
    let equations = EstimatingEquations(
      bread: search.triangle.map(inverseGram) ?? Matrix(rows: k, columns: k),
      scores: .index(design, y.indices.map { (w?[$0] ?? 1) * (y[$0] - fitted[$0]) }), dispersion: variance,
      parameterCount: k, observationCount: count, isLikelihood: false, frequencies: frequencies, groups: schema.groups,
      populationSizes: schema.populationSizes,
      leverage: {
        let leverage = gradient.leverage(rootWeights: roots, triangle: gradient.triangle(rootWeights: roots))
        return frequencies.map { zip(leverage, $0).map { $0 / $1 } } ?? leverage
      },
      refit: { counts in
        let again = model.search(data.counting(counts), from: search.parameters)
        return again?.ending == .converged ? again?.parameters : nil
      }, estimates: search.parameters)
    let (type, typeCautions) = RegressionEstimation.appliedCovariance(model.options)
    let covariance = try Covariance.estimate(type, equations, formula: model.formula)
    let cautions =
      (isPerfect ? [Self.perfectFit] : []) + typeCautions + Self.correlated(covariance.matrix, names: data.parameters)
      + Self.beyondTheData(model, data: data, parameters: search.parameters)

    var result = RegressionResult(
      model, schema: schema, design: design, estimates: search.parameters, covariance: covariance,
      observationCount: count, parameterCount: k, dropped: [], cautions: cautions)
    result.modelLabel = Trilingual(
      en: "Nonlinear least squares", ru: "Нелинейный метод наименьших квадратов",
      kk: "Сызықтық емес ең кіші квадраттар әдісі")
    result.parameterCount = k + 1
    result.givenFittedValues = fitted
    result.sigma = variance.map { $0.squareRoot() }
    if rss > 0 {
      let logWeights = frequencies == nil ? w.map { compensatedSum($0.lazy.map(naturalLogarithm)) } ?? 0 : 0
      let spread = naturalLogarithm(2 * .pi) + 1 - naturalLogarithm(Double(count)) + naturalLogarithm(rss)
      result.logLikelihood = 0.5 * (logWeights - Double(count) * spread)
    }
    let weightSum = w.map { compensatedSum($0) } ?? Double(y.count)
    let mean = compensatedSum(y.indices.lazy.map { (w?[$0] ?? 1) * y[$0] }) / weightSum
    let total = weightedSquares(y.map { $0 - mean }, w)
    result.rSquared = total > 1e-28 * size ? 1 - rss / total : nil
    self.model = model
    self.result = result
    residualSumOfSquares = rss
    steps = search.steps
    relativeOffset = isPerfect ? nil : search.offset
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

  private static func correlated(_ covariance: Matrix?, names: [String]) -> [Caution] {
    guard let covariance else { return [] }
    return names.indices.flatMap { j in
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
  /// The standard error of the curve there (delta method), that of single outcomes not included; `nil` where it is
  /// undefined.
  public let standardError: Double?
  /// The lower end of the confidence interval of the curve.
  public let confLow: Double?
  /// The upper end of the confidence interval of the curve.
  public let confHigh: Double?
}

extension NonlinearFit {
  /// The curve at the rows of a table, such as years to come.
  ///
  /// - Returns: One entry for each row; `nil` where a variable is missing or the curve has no value.
  /// - Throws: ``Problems`` where the table lacks a numeric variable of the expression; the outcome is not needed.
  /// - Complexity: O(*n* · *k*²).
  public func predict(_ table: Table) throws(Problems) -> [CurvePrediction?] {
    let names = result.terms.map(\.term)
    let parameters = result.terms.map(\.estimate)
    let covariance = result.covariance
    var columns: [String: [Double]] = [:]
    var problems: [Problem] = []
    for name in Set(model.mean.variables).sorted() where !names.contains(name) {
      if let numbers = table[name]?.numbers {
        columns[name] = numbers
      } else if name != "pi" {
        problems.append(
          Problem(
            .specification, "there is no numeric variable \"\(name)\" in \(table.name) to predict from",
            at: model.formula.place,
            remedy: Spelling.advice(for: name, among: table.names)))
      }
    }
    if !problems.isEmpty { throw Problems(problems) }
    let context = ExpressionContext(
      columns: columns, positions: Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) }),
      rowCount: table.rowCount)
    let values = context.values(model.mean, at: parameters)
    let gradient = context.gradient(model.mean, at: parameters)
    let level = (1 + result.confidenceLevel) / 2
    let quantile =
      result.testDegreesOfFreedom.map { StudentT.quantile(level, df: Double($0)) } ?? Normal.quantile(level)
    return values.indices.map { row in
      guard values[row].isFinite, gradient.allSatisfy({ $0[row].isFinite }) else { return nil }
      let error = covariance.map { covariance in
        var variance = 0.0
        for i in names.indices {
          for j in names.indices { variance += gradient[i][row] * covariance[i][j] * gradient[j][row] }
        }
        return max(0, variance).squareRoot()
      }
      return CurvePrediction(
        estimate: values[row], standardError: error, confLow: error.map { values[row] - quantile * $0 },
        confHigh: error.map { values[row] + quantile * $0 })
    }
  }
}
