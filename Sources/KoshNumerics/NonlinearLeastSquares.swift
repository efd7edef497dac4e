internal import CKernels

/// A model whose sum of squares is to be made least, as the search sees it.
package protocol NonlinearProblem {
  /// Outcome − model for each row, times the root of the row's weight; `nil` where the model has no finite value.
  func residuals(at parameters: [Double]) -> [Double]?
  /// ∂ model / ∂ parameter, one column for each parameter, times the root of the row's weight; `nil` where not finite.
  func gradient(at parameters: [Double]) -> [[Double]]?
  /// The length of the outcome, weighted as the residuals are: what they are differences of, and so their rounding.
  var outcomeLength: Double { get }
}

/// How a search for the least sum of squares ended.
package struct NonlinearSearch: Sendable {
  /// Why the search stopped.
  package enum Ending: Sendable, Hashable {
    /// The residuals have no part left along the gradient.
    case converged
    /// The limit of steps was reached.
    case tooManySteps
    /// No step makes the sum of squares smaller, though the residuals still have a part along the gradient.
    case stuck
    /// Columns of the gradient depend on earlier ones, or are 0.
    case singular([Dependence])
  }

  /// A parameter that cannot be told from others.
  package struct Dependence: Sendable, Hashable {
    /// The parameter's position.
    package var parameter: Int
    /// The positions of earlier parameters whose columns its own is a combination of; empty where its column is 0.
    package var partners: [Int]
  }

  /// Why it stopped.
  package var ending: Ending
  /// The parameters at the end.
  package var parameters: [Double]
  /// Residuals there.
  package var residuals: [Double]
  /// The gradient there, one column for each parameter.
  package var gradient: [[Double]]
  /// Σ residual².
  package var sumOfSquares: Double
  /// Gradients that were computed.
  package var steps: Int
  /// Bates and Watts' relative offset: the residuals' length along the gradient over that of the rest, each per degree
  /// of freedom; 0 at the minimum. `nil` where nothing is left over.
  package var offset: Double?
  /// The last change of each parameter as a share of it.
  package var lastChange: [Double]
  /// The triangle *T* of the gradient's QR decomposition, so that *T*ᵀ*T* = *J*ᵀ*J*; `nil` where it is singular.
  package var triangle: Matrix?
}

/// Finds the parameters that make a sum of squares least, by the method of Levenberg and Marquardt in Moré's form.
///
/// Each step minimises |*r* − *Jδ*| within an ellipsoid whose axes are scaled by the largest length that each column of
/// *J* has had, so that the units of parameters do not matter; linear problems are solved by Householder reflections. A
/// step to where the model has no value is shortened. Parameters of `linear` are put at their best values after each
/// step, given the others: variable projection with Kaufman's gradient. In the end undamped Gauss–Newton steps go on as
/// long as they get shorter, down to the last digits.
///
/// - Parameters:
///   - start: The first parameters.
///   - linear: The parameters on which the model depends linearly, given all others, that are to be projected out.
///   - limit: The most gradients that may be computed before the last steps.
/// - Returns: `nil` if the model or its gradient has no value at the start.
///
/// Source: J. J. Moré (1978), *Lecture Notes in Mathematics* 630, 105–116; G. H. Golub, V. Pereyra (1973), *SIAM Journal
/// on Numerical Analysis* 10(2), 413–432; D. M. Bates, D. G. Watts (1981), *Technometrics* 23(2), 179–183.
package func nonlinearLeastSquares(
  _ problem: some NonlinearProblem, start: [Double], linear: [Int] = [], limit: Int = 500
) -> NonlinearSearch? {
  var search = LevenbergMarquardt(problem: problem, linear: linear, limit: limit)
  return search.run(from: start)
}

/// Puts the parameters of `linear` at the values that make the sum of squares least, given all others; `nil` where these
/// cannot be told apart or the model has no value.
package func projected(
  _ problem: some NonlinearProblem, parameters: [Double], linear: [Int]
) -> [Double]? {
  guard !linear.isEmpty else { return parameters }
  guard let residuals = problem.residuals(at: parameters), let gradient = problem.gradient(at: parameters) else {
    return nil
  }
  let columns = linear.map { gradient[$0] }
  let scale = columns.map { powerOfTwoScale($0.reduce(0) { max($0, $1.magnitude) }) }
  let ranked = RankedTriangle(
    triangle(of: columns, right: residuals, scale: scale), candidates: linear.count, tolerance: 1e-13)
  guard ranked.dependent.isEmpty else { return nil }
  let step = zip(solveUpper(ranked.triangle, ranked.carried[0]), scale).map { $0 * $1 }
  var result = parameters
  for (position, change) in zip(linear, step) { result[position] += change }
  return result.allSatisfy(\.isFinite) && problem.residuals(at: result) != nil ? result : nil
}

private func triangle(of columns: [[Double]], right: [Double], scale: [Double]) -> Matrix {
  withPointers(to: columns) { pointers in
    pointers.withUnsafeBufferPointer { table in
      var design = kosh_design()
      design.rows = right.count
      design.dense = columns.count
      design.columns = table.baseAddress
      let width = columns.count + 1
      var work = [Double](repeating: 0, count: kosh_qr_work_length(&design))
      var values = [Double](repeating: 0, count: width * width)
      kosh_qr_triangle(&design, nil, right, scale, &values, &work)
      return Matrix(rows: width, columns: width, values: values)
    }
  }
}

private func squares(_ values: [Double]) -> Double { values.reduce(0) { $0 + $1 * $1 } }
private func length(_ values: [Double]) -> Double { squares(values).squareRoot() }

private struct LevenbergMarquardt<Problem: NonlinearProblem> {
  let problem: Problem
  let linear: [Int]
  let limit: Int

  private var parameters: [Double] = []
  private var residuals: [Double] = []
  private var sum = 0.0
  private var steps = 0
  private var lastChange: [Double] = []

  init(problem: Problem, linear: [Int], limit: Int) {
    self.problem = problem
    self.linear = linear
    self.limit = limit
  }

  mutating func run(from start: [Double]) -> NonlinearSearch? {
    parameters = projected(problem, parameters: start, linear: linear) ?? start
    guard let first = problem.residuals(at: parameters), squares(first).isFinite else { return nil }
    (residuals, sum) = (first, squares(first))
    lastChange = start.map { _ in 0 }
    guard var gradient = problem.gradient(at: parameters) else { return nil }
    var scale = gradient.map { column in length(column) > 0 ? length(column) : 1 }
    var radius = length(zip(scale, parameters).map { $0 * $1 })
    if radius == 0 { radius = 1 }
    var isDone = false
    while steps < limit, !isDone {
      steps += 1
      scale = zip(scale, gradient).map { max($0, length($1)) }
      let whole = triangle(of: gradient, right: residuals, scale: scale.map { 1 / $0 })
      guard whole.values.allSatisfy(\.isFinite) else { break }
      guard let reduction = advance(whole, scale: scale, radius: &radius), let next = problem.gradient(at: parameters)
      else { break }
      gradient = next
      isDone = max(reduction.actual, reduction.predicted) <= 1e-15 * sum
    }
    let ranOut = steps >= limit && !isDone
    if !ranOut { finish() }
    return conclusion(ranOut: ranOut)
  }

  /// One step, shortened until the sum of squares gets smaller; `nil` where no step does.
  private mutating func advance(
    _ whole: Matrix, scale: [Double], radius: inout Double
  ) -> (actual: Double, predicted: Double)? {
    let count = parameters.count
    let size = length(zip(scale, parameters).map { $0 * $1 })
    for _ in 0..<60 {
      let (step, damping) = Self.step(whole, count: count, radius: radius)
      let stepLength = length(step)
      guard stepLength > 0 else { return nil }
      var trial = zip(parameters, zip(step, scale)).map { $0 + $1.0 / $1.1 }
      if !linear.isEmpty, let better = projected(problem, parameters: trial, linear: linear) { trial = better }
      guard let found = problem.residuals(at: trial), squares(found).isFinite else {
        radius = min(radius, stepLength) / 4
        guard radius > 1e-16 * size else { return nil }
        continue
      }
      let along = (0..<count).map { i in (i..<count).reduce(0) { $0 + whole[i, $1] * step[$1] } }
      let predicted = squares(along) + 2 * damping * stepLength * stepLength
      let actual = sum - squares(found)
      let ratio = predicted > 0 ? actual / predicted : 0
      if ratio <= 0.25 {
        radius = min(radius, 10 * stepLength) * (ratio < 0 ? 0.25 : 0.5)
      } else if ratio >= 0.75 || damping == 0 {
        radius = 2 * stepLength
      }
      if ratio > 1e-4 {
        take(trial, found)
        return (actual, predicted)
      }
      guard predicted > 1e-15 * sum, stepLength > 1e-15 * size else { return nil }
    }
    return nil
  }

  private mutating func take(_ trial: [Double], _ found: [Double]) {
    lastChange = zip(trial, parameters).map { $1 == 0 ? ($0 == 0 ? 0 : 1) : (($0 - $1) / $1).magnitude }
    (parameters, residuals, sum) = (trial, found, squares(found))
  }

  /// The scaled step of length `radius` or, if that is shorter, the Gauss–Newton step; and its damping.
  private static func step(_ whole: Matrix, count: Int, radius: Double) -> (step: [Double], damping: Double) {
    /// Least squares with √damping times the unit matrix below the triangle.
    func solve(_ damping: Double) -> (step: [Double], triangle: Matrix)? {
      var stacked = Matrix(rows: 2 * count, columns: count + 1)
      for i in 0..<count {
        for j in i...count { stacked[i, j] = whole[i, j] }
        stacked[count + i, i] = damping.squareRoot()
      }
      let ranked = RankedTriangle(stacked, candidates: count, tolerance: damping > 0 ? 0 : 1e-14)
      guard ranked.dependent.isEmpty else { return nil }
      let step = solveUpper(ranked.triangle, ranked.carried[0])
      return step.allSatisfy(\.isFinite) ? (step, ranked.triangle) : nil
    }
    if let full = solve(0), length(full.step) <= 1.1 * radius { return (full.step, 0) }
    let downhill = (0..<count).map { j in (0...j).reduce(0) { $0 + whole[$1, j] * whole[$1, count] } }
    var (low, high) = (0.0, length(downhill) / radius)
    var damping = 1e-3 * high
    var best = [Double](repeating: 0, count: count)
    for _ in 0..<60 {
      guard damping > 0, let (step, triangle) = solve(damping) else { break }
      let stepLength = length(step)
      best = step
      if (stepLength - radius).magnitude <= 0.1 * radius { break }
      if stepLength > radius { low = damping } else { high = damping }
      // Newton's step for 1/|δ(damping)| − 1/radius, which is nearly straight.
      let slope = squares(solveUpperTransposed(triangle, step)) / stepLength
      let next = damping + stepLength / radius * (stepLength - radius) / slope
      damping = next > low && next < high ? next : low > 0 ? (low * high).squareRoot() : 1e-3 * high
    }
    return (best, damping)
  }

  /// Gauss–Newton steps as long as they get shorter and the sum of squares does not grow.
  private mutating func finish() {
    var before = Double.infinity
    for _ in 0..<200 {
      guard let gradient = problem.gradient(at: parameters) else { return }
      let scale = gradient.map { column in length(column) > 0 ? 1 / length(column) : 1 }
      let ranked = RankedTriangle(
        triangle(of: gradient, right: residuals, scale: scale), candidates: parameters.count, tolerance: 1e-13)
      guard ranked.dependent.isEmpty else { return }
      let step = solveUpper(ranked.triangle, ranked.carried[0])
      let trial = zip(parameters, zip(step, scale)).map { $0 + $1.0 * $1.1 }
      guard length(step) < 0.9 * before, length(step) > 0, let found = problem.residuals(at: trial),
        squares(found) <= sum * (1 + 1e-11) + 1e-15 * problem.outcomeLength * sum.squareRoot()
      else { return }
      before = length(step)
      take(trial, found)
    }
  }

  private func conclusion(ranOut: Bool) -> NonlinearSearch? {
    guard let gradient = problem.gradient(at: parameters) else { return nil }
    let count = parameters.count
    let scale = gradient.map { column in length(column) > 0 ? 1 / length(column) : 1 }
    let whole = triangle(of: gradient, right: residuals, scale: scale)
    let ranked = RankedTriangle(whole, candidates: count, tolerance: 1e-11)
    var result = NonlinearSearch(
      ending: ranOut ? .tooManySteps : .converged, parameters: parameters, residuals: residuals, gradient: gradient,
      sumOfSquares: sum, steps: steps, offset: nil, lastChange: lastChange, triangle: nil)
    guard ranked.dependent.isEmpty else {
      result.ending = .singular(
        zip(ranked.dependent, ranked.combinations).map { column, combination in
          let weights = solveUpper(ranked.triangle, combination)
          let size = weights.reduce(0) { max($0, $1.magnitude) }
          return NonlinearSearch.Dependence(
            parameter: column,
            partners: zip(ranked.kept, weights).filter { size > 0 && $0.1.magnitude > 1e-6 * size }.map(\.0))
        })
      return result
    }
    var unscaled = ranked.triangle
    for j in 0..<count { for i in 0...j { unscaled[i, j] /= scale[j] } }
    result.triangle = unscaled
    let rest = residuals.count - count
    let beyond = whole[count, count].magnitude
    if rest > 0, beyond > 0 {
      result.offset = (length(ranked.carried[0]) / Double(count).squareRoot()) / (beyond / Double(rest).squareRoot())
    }
    // Where residuals are all rounding the offset says nothing, but what a further step would change does.
    let step = solveUpper(ranked.triangle, ranked.carried[0])
    let size = length(zip(parameters, scale).map { $0 / $1 })
    if !ranOut, result.offset.map({ $0 > 1e-5 }) ?? true, length(step) > 1e-8 * size { result.ending = .stuck }
    return result
  }
}
