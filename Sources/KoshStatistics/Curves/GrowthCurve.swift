#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A curve of growth, adoption or decline in x (time, distance, dose), with parameters that have a meaning.
///
/// | curve | y | parameters |
/// |---|---|---|
/// | `exponential` | a · e^(b·x) | level at 0, rate |
/// | `power` | a · x^b, for x > 0 | level at 1, elasticity |
/// | `exponentialApproach` | c + a · (1 − e^(−x/tau)) | level at 0, rise still to come, time constant |
/// | `logistic` | K / (1 + e^(−r·(x − m))) | ceiling, rate, midpoint where y = K/2 |
/// | `gompertz` | K · e^(−e^(−r·(x − m))) | ceiling, rate, point of inflexion where y = K/e |
/// | `bass` | M · (1 − e^(−(p+q)·x)) / (1 + (q/p) · e^(−(p+q)·x)) | market, innovation, imitation; y counts all adopters since x = 0 |
///
/// Source: P.-F. Verhulst (1838), *Correspondance mathématique et physique* 10, 113–121; B. Gompertz (1825),
/// *Philosophical Transactions* 115, 513–583; F. M. Bass (1969), *Management Science* 15(5), 215–227.
public enum GrowthCurve: String, Sendable, Hashable, CaseIterable {
  /// Growth or decline at a constant rate.
  case exponential
  /// A constant elasticity.
  case power
  /// A level approached ever more slowly.
  case exponentialApproach = "exponential_approach"
  /// Growth to a ceiling, the same before and after the midpoint.
  case logistic
  /// Growth to a ceiling, the inflexion at 37 % of it.
  case gompertz
  /// Adoption of something new by innovators and imitators.
  case bass

  /// The parameters, in the order of the table above.
  public var parameters: [String] {
    switch self {
    case .exponential, .power: ["a", "b"]
    case .exponentialApproach: ["c", "a", "tau"]
    case .logistic, .gompertz: ["K", "r", "m"]
    case .bass: ["M", "p", "q"]
    }
  }

  /// The curve as an expression of the variable of x, for ``NonlinearModel``.
  ///
  ///     GrowthCurve.logistic.expression(of: "year")   // K / (1 + exp(-r * (year - m)))
  public func expression(of variable: String) -> String {
    let x = FormulaExpression.quoted(variable)
    return switch self {
    case .exponential: "a * exp(b * \(x))"
    case .power: "a * \(x)^b"
    case .exponentialApproach: "c + a * (1 - exp(-\(x) / tau))"
    case .logistic: "K / (1 + exp(-r * (\(x) - m)))"
    case .gompertz: "K * exp(-exp(-r * (\(x) - m)))"
    case .bass: "M * (1 - exp(-(p + q) * \(x))) / (1 + q / p * exp(-(p + q) * \(x)))"
    }
  }

  /// Candidates for the parameters on which the curve does not depend linearly, spread over what x could show; the
  /// others stand at 1.
  func candidates(_ x: [Double]) -> [[Double]] {
    guard let low = x.min(), let high = x.max(), high > low else { return [] }
    let range = high - low
    /// `count` values from one to another, each the same multiple of the one before.
    func logarithmic(_ from: Double, _ to: Double, _ count: Int) -> [Double] {
      (0..<count).map { from * pow(to / from, Double($0) / Double(count - 1)) }
    }
    let rates = logarithmic(0.2, 60, 12).map { $0 / range }
    switch self {
    case .exponential: return (rates + rates.map { -$0 }).map { [1, $0] }
    case .power: return logarithmic(0.05, 12, 24).flatMap { [[1, $0], [1, -$0]] }
    case .exponentialApproach: return logarithmic(0.01, 100, 40).map { [1, 1, $0 * range] }
    case .logistic, .gompertz:
      let midpoints = (0...16).map { low + range * (Double($0) / 8 - 0.5) }
      // The midpoint in units of the range leaves out ceilings that only a far extrapolation would know.
      return midpoints.flatMap { m in rates.flatMap { [[1, $0, m], [1, -$0, m]] } }
    case .bass:
      return logarithmic(1e-5, 3, 12).flatMap { p in logarithmic(1e-3, 60, 16).map { [1, p / range, $0 / range] } }
    }
  }
}
