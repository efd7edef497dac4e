internal import KoshTable

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A curve of least squares, as the fit of a trend needs it.
struct FittedCurve {
  var coefficients: [Double]
  var degeneracy: TrendDegeneracy?
  var cautions: [Caution] = []
  var value: (Double) -> Double
}

/// A curve of growth, as ``NonlinearModel`` fits it.
func growth(_ shape: TrendShape, _ t: [Double], _ y: [Double], name: String) throws(Problem) -> FittedCurve? {
  guard let growth = shape.growthCurve else { return nil }
  let model = try NonlinearModel(growth, of: "y", over: "t")
  let series = Table(
    name: name, columns: [Column(Variable("t"), numbers: t), Column(Variable("y"), numbers: y)])
  do throws(Problems) {
    let fit = try model.fit(series)
    let estimates = fit.terms.map(\.estimate)
    let positions = Dictionary(uniqueKeysWithValues: fit.terms.enumerated().map { ($1.term, $0) })
    return FittedCurve(
      coefficients: growth.parameters.compactMap { fit[$0]?.estimate }, degeneracy: nil,
      cautions: fit.cautions.filter { $0.code == "extrapolated_ceiling" },
      value: { time in
        ExpressionContext(columns: ["t": [time]], positions: positions, rowCount: 1).values(model.mean, at: estimates)[
          0]
      })
  } catch {
    guard let first = error.list.first else { return nil }
    throw first
  }
}

/// A polynomial in time; `nil` where its powers cannot be told apart at these times.
func polynomial(_ degree: Int, _ t: [Double], _ y: [Double], total: Double) -> FittedCurve? {
  guard let low = t.first, let high = t.last else { return nil }
  let (middle, scale) = ((low + high) / 2, (high - low) / 2)
  let u = t.map { ($0 - middle) / scale }
  let powers = (0...degree).map { power in u.map { value in (0..<power).reduce(1) { result, _ in result * value } } }
  guard let inner = smallLeastSquares(powers, y), let lower = smallLeastSquares(Array(powers.dropLast()), y) else {
    return nil
  }
  func at(_ coefficients: [Double], _ u: Double) -> Double { coefficients.reversed().reduce(0) { $0 * u + $1 } }
  func residual(_ coefficients: [Double]) -> Double {
    compensatedSum(zip(u, y).lazy.map { u, y in (y - at(coefficients, u)) * (y - at(coefficients, u)) })
  }
  // The highest term is zero when leaving it out costs nothing beyond rounding.
  let isLower = residual(lower) - residual(inner) <= 1e-20 * total
  // Σ cₚ((t − m)/s)ᵖ written out in powers of t.
  var outer = [Double](repeating: 0, count: degree + 1)
  for coefficient in inner.reversed() {
    var next = outer.map { -$0 * middle / scale }
    for power in 0..<degree { next[power + 1] += outer[power] / scale }
    next[0] += coefficient
    outer = next
  }
  return FittedCurve(
    coefficients: outer, degeneracy: isLower ? (degree == 1 ? .constant : .lowerDegree) : nil,
    value: { at(inner, ($0 - middle) / scale) })
}

/// A straight line in the logarithm of time.
func logarithmic(_ t: [Double], _ y: [Double], total: Double) -> FittedCurve? {
  guard let (level, slope) = line(t.map { log($0) }, y) else { return nil }
  let explained = slope * slope * centred(t.map { log($0) }).squares
  return FittedCurve(
    coefficients: [level, slope], degeneracy: explained <= 1e-20 * total ? .constant : nil,
    value: { level + slope * log($0) })
}

/// Level and slope of y on x; `nil` where x does not vary.
private func line(_ x: [Double], _ y: [Double]) -> (level: Double, slope: Double)? {
  let (deviations, squares, isConstant) = centred(x)
  guard !isConstant, squares > 0, let meanX = mean(x), let meanY = mean(y) else { return nil }
  let slope = compensatedSum(zip(deviations, y).lazy.map { $0 * ($1 - meanY) }) / squares
  return (meanY - slope * meanX, slope)
}

/// The exponential approach with the best time constant within the bounds of the search.
func exponentialApproach(_ t: [Double], _ y: [Double]) -> FittedCurve? {
  guard let start = t.first, let end = t.last,
    let step = zip(t, t.dropFirst()).map({ $1 - $0 }).min()
  else { return nil }
  // 1 − e^(−(t − t₁)/τ) spans the same curves as 1 − e^(−t/τ) and loses no digits for a short or a long τ.
  func rise(_ t: Double, _ tau: Double) -> Double { -expm1(-(t - start) / tau) }
  func residual(_ logTau: Double) -> Double {
    let tau = exp(logTau)
    let x = t.map { rise($0, tau) }
    guard let (level, slope) = line(x, y) else { return .infinity }
    return compensatedSum(zip(x, y).lazy.map { x, y in (y - level - slope * x) * (y - level - slope * x) })
  }
  let length = (end - start) * Double(t.count) / Double(t.count - 1)
  let (low, high) = (log(step / 20), log(4000 * length))
  let last = 480
  let grid = (0...last).map { low + (high - low) * Double($0) / Double(last) }
  let heights = grid.map(residual)
  var best = (logTau: low, residual: Double.infinity)
  for i in 0...last {
    guard heights[i] <= heights[max(0, i - 1)], heights[i] <= heights[min(last, i + 1)] else { continue }
    if heights[i] < best.residual { best = (grid[i], heights[i]) }
    let refined = goldenSection(residual, grid[max(0, i - 1)], grid[min(last, i + 1)])
    if refined.residual < best.residual { best = (refined.at, refined.residual) }
  }
  guard best.residual.isFinite else { return nil }
  let tau = exp(best.logTau)
  guard let (level, slope) = line(t.map { rise($0, tau) }, y) else { return nil }
  var degeneracy: TrendDegeneracy?
  let edge = grid[1] - grid[0]
  if best.logTau > high - edge {
    degeneracy = .straightLine
  } else if best.logTau < low + edge || exp(-step / tau) < 1e-6 {
    degeneracy = .step
  }
  // Counted from a step before the start: a·e^(−step/τ) is the slope above.
  let a = slope * exp(step / tau)
  let c = level - a * -expm1(-step / tau)
  return FittedCurve(coefficients: [c, a, tau], degeneracy: degeneracy, value: { level + slope * rise($0, tau) })
}

/// The minimum of a function with one valley between two points, to 1e−10 of them.
///
/// Source: J. Kiefer (1953), *Proceedings of the American Mathematical Society* 4(3), 502–506.
private func goldenSection(_ f: (Double) -> Double, _ from: Double, _ to: Double) -> (at: Double, residual: Double) {
  let ratio = (Double(5).squareRoot() - 1) / 2
  var (a, b) = (from, to)
  var (left, right) = (b - ratio * (b - a), a + ratio * (b - a))
  var (leftValue, rightValue) = (f(left), f(right))
  for _ in 0..<60 where b - a > 1e-10 {
    if leftValue <= rightValue {
      (b, right, rightValue) = (right, left, leftValue)
      left = b - ratio * (b - a)
      leftValue = f(left)
    } else {
      (a, left, leftValue) = (left, right, rightValue)
      right = a + ratio * (b - a)
      rightValue = f(right)
    }
  }
  return leftValue <= rightValue ? (left, leftValue) : (right, rightValue)
}
