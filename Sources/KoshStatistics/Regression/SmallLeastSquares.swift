/// Least squares on a few columns, by Householder reflections.
///
/// - Parameters:
///   - columns: The regressors, each with as many values as `y`.
///   - y: What is fitted.
/// - Returns: One coefficient per column; `nil` where there are fewer rows than columns or a column depends on those
///   before it (its part orthogonal to them is under 1e−11 of its length).
/// - Complexity: O(*n* · *k*²) time, O(*n* · *k*) memory.
///
/// Source: G. H. Golub (1965), *Numerische Mathematik* 7(3), 206–216.
func smallLeastSquares(_ columns: [[Double]], _ y: [Double]) -> [Double]? {
  let (n, k) = (y.count, columns.count)
  guard n >= k, k > 0 else { return nil }
  var (a, b) = (columns, y)
  var diagonal = [Double](repeating: 0, count: k)
  for j in 0..<k {
    let whole = compensatedSum(columns[j].lazy.map { $0 * $0 }).squareRoot()
    let norm = compensatedSum(a[j][j...].lazy.map { $0 * $0 }).squareRoot()
    guard norm > 1e-11 * whole else { return nil }
    diagonal[j] = a[j][j] > 0 ? -norm : norm
    a[j][j] -= diagonal[j]
    let reflector = a[j]
    let squared = compensatedSum(reflector[j...].lazy.map { $0 * $0 })
    func reflected(_ v: [Double]) -> [Double] {
      let factor = 2 * compensatedSum((j..<n).lazy.map { reflector[$0] * v[$0] }) / squared
      return v.indices.map { $0 < j ? v[$0] : v[$0] - factor * reflector[$0] }
    }
    for other in (j + 1)..<k { a[other] = reflected(a[other]) }
    b = reflected(b)
  }
  var solution = [Double](repeating: 0, count: k)
  for j in (0..<k).reversed() {
    var rest = b[j]
    for other in (j + 1)..<k { rest -= a[other][j] * solution[other] }
    solution[j] = rest / diagonal[j]
  }
  return solution
}
