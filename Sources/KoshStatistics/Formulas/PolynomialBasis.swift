/// Polynomials of a variable that are orthogonal over the rows that it was made from, each of length 1 there.
///
/// The polynomial of degree j is monic but for its length, so that its leading coefficient is positive; all of them are
/// orthogonal to the constant as well. Same columns as R's `poly`.
///
///     PolynomialBasis([1, 2, 3], degree: 1)?.columns([1, 2, 3])   // [[−0.7071…, 0, 0.7071…]]
///
/// Source: the recurrence of three terms, G. E. Forsythe (1957), *Journal of the Society for Industrial and Applied
/// Mathematics* 5(2), 74–88.
struct PolynomialBasis: Sendable, Hashable {
  /// The mean, and the largest distance from it: the polynomials are ones of (x − center) / spread.
  private let center: Double
  private let spread: Double
  /// pⱼ₊₁ = (u − shift[j]) pⱼ − ratio[j] pⱼ₋₁.
  private let shift: [Double]
  private let ratio: [Double]
  /// The length of each polynomial over the rows.
  private let lengths: [Double]

  /// `nil` where there are no more distinct values than the degree.
  ///
  /// - Complexity: O(*n* log *n* + *n* · degree).
  init?(_ values: [Double], degree: Int) {
    guard Set(values).count > degree, degree > 0 else { return nil }
    let center = accurateMean(values)
    let spread = values.reduce(0) { max($0, ($1 - center).magnitude) }
    let u = values.map { ($0 - center) / spread }
    var before = [Double](repeating: 0, count: u.count)
    var polynomial = [Double](repeating: 1, count: u.count)
    // Σ p² of each polynomial, the constant first.
    var squares = [Double(u.count)]
    var (shift, ratio): ([Double], [Double]) = ([], [])
    for j in 0..<degree {
      let a = compensatedSum(zip(u, polynomial).lazy.map { $0 * $1 * $1 }) / squares[j]
      let b = j == 0 ? 0 : squares[j] / squares[j - 1]
      let next = u.indices.map { (u[$0] - a) * polynomial[$0] - b * before[$0] }
      (before, polynomial) = (polynomial, next)
      squares.append(compensatedSum(next.lazy.map { $0 * $0 }))
      shift.append(a)
      ratio.append(b)
    }
    guard squares.allSatisfy({ $0 > 0 }) else { return nil }
    self.center = center
    self.spread = spread
    self.shift = shift
    self.ratio = ratio
    lengths = squares.dropFirst().map { $0.squareRoot() }
  }

  /// The derivatives of the polynomials of degree 1, 2, … at values, each as one column.
  func slopes(_ values: [Double]) -> [[Double]] {
    let u = values.map { ($0 - center) / spread }
    let zeros = [Double](repeating: 0, count: u.count)
    var (before, polynomial) = (zeros, [Double](repeating: 1, count: u.count))
    var (slopeBefore, slope) = (zeros, zeros)
    return shift.indices.map { j in
      let next = u.indices.map { (u[$0] - shift[j]) * polynomial[$0] - ratio[j] * before[$0] }
      let nextSlope = u.indices.map {
        polynomial[$0] + (u[$0] - shift[j]) * slope[$0] - ratio[j] * slopeBefore[$0]
      }
      (before, polynomial) = (polynomial, next)
      (slopeBefore, slope) = (slope, nextSlope)
      return nextSlope.map { $0 / lengths[j] / spread }
    }
  }

  /// The polynomials of degree 1, 2, … at values, each as one column.
  func columns(_ values: [Double]) -> [[Double]] {
    let u = values.map { ($0 - center) / spread }
    var before = [Double](repeating: 0, count: u.count)
    var polynomial = [Double](repeating: 1, count: u.count)
    return shift.indices.map { j in
      let next = u.indices.map { (u[$0] - shift[j]) * polynomial[$0] - ratio[j] * before[$0] }
      (before, polynomial) = (polynomial, next)
      return next.map { $0 / lengths[j] }
    }
  }
}
