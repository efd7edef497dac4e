internal import CSpecialFunctions

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The standard normal distribution.
package enum Normal {
  /// P(X ≤ x).
  package static func cumulative(_ x: Double) -> Double { kosh_normal_cdf(x) }
  /// The density (2π)^−½ e^(−x²/2).
  package static func density(_ x: Double) -> Double { exp(-0.5 * x * x) * 0.3989422804014327 }
  /// P(X > x), exact far into the tail where 1 − P(X ≤ x) has no digits left.
  package static func upper(_ x: Double) -> Double { kosh_normal_upper(x) }
  /// The x with P(X ≤ x) = p.
  ///
  ///     Normal.quantile(0.975)   // 1.959963984540054
  package static func quantile(_ p: Double) -> Double { kosh_normal_quantile(p) }
  /// P(|X| ≥ |z|).
  package static func twoSided(_ z: Double) -> Double { min(1, 2 * upper(z.magnitude)) }
}

/// Student's t distribution.
package enum StudentT {
  /// P(X ≤ x) with `df` degrees of freedom; NaN unless `df` is positive and finite.
  package static func cumulative(_ x: Double, df: Double) -> Double { kosh_student_t_cdf(x, df) }
  /// P(X > x).
  package static func upper(_ x: Double, df: Double) -> Double { kosh_student_t_upper(x, df) }
  /// The x with P(X ≤ x) = p.
  ///
  ///     StudentT.quantile(0.975, df: 18)   // 2.10092204024…
  package static func quantile(_ p: Double, df: Double) -> Double { kosh_student_t_quantile(p, df) }
  /// P(|X| ≥ |t|).
  package static func twoSided(_ t: Double, df: Double) -> Double { min(1, 2 * upper(t.magnitude, df: df)) }
}

/// The χ² distribution.
package enum ChiSquared {
  /// P(X > x) with `df` degrees of freedom.
  package static func upper(_ x: Double, df: Double) -> Double { kosh_chi_squared_upper(x, df) }
  /// The x with P(X ≤ x) = p.
  package static func quantile(_ p: Double, df: Double) -> Double { kosh_chi_squared_quantile(p, df) }
}

/// Fisher's F distribution.
package enum FisherF {
  /// P(X > x) with `df1` and `df2` degrees of freedom.
  package static func upper(_ x: Double, df1: Double, df2: Double) -> Double { kosh_f_upper(x, df1, df2) }
}

/// The regularised incomplete beta function Iₓ(a, b); NaN outside a, b > 0 and 0 ≤ x ≤ 1.
package func incompleteBeta(_ a: Double, _ b: Double, _ x: Double) -> Double { kosh_incomplete_beta(a, b, x) }

/// log Γ(x) for x > 0.
///
///     logGamma(5)   // log 24 = 3.1780538303479458
package func logGamma(_ x: Double) -> Double { kosh_log_gamma(x) }

/// The derivative of log Γ(x) for x > 0.
///
///     digamma(1)   // −0.5772156649015329
package func digamma(_ x: Double) -> Double { kosh_digamma(x) }

/// The second derivative of log Γ(x) for x > 0.
///
///     trigamma(1)   // π² / 6
package func trigamma(_ x: Double) -> Double { kosh_trigamma(x) }
