/// The number, or `nil` where it is missing: a cell that is not finite is no number to compute with.
func present(_ value: Double?) -> Double? {
  guard let value, value.isFinite else { return nil }
  return value
}

/// A total that does not lose the small terms beside the large ones.
///
/// Source: A. Neumaier (1974), *Zeitschrift für Angewandte Mathematik und Mechanik* 54(1), 39–51.
func compensatedSum(_ values: some Sequence<Double>) -> Double {
  var (total, lost) = (0.0, 0.0)
  for value in values {
    let next = total + value
    lost += total.magnitude >= value.magnitude ? (total - next) + value : (value - next) + total
    total = next
  }
  return total + lost
}

/// The arithmetic mean; `nil` of nothing.
func mean(_ values: [Double]) -> Double? {
  values.isEmpty ? nil : compensatedSum(values) / Double(values.count)
}

/// The values less their mean, whether they are one value up to the rounding of a Double, and the sum of squares.
func centred(_ values: [Double]) -> (deviations: [Double], squares: Double, isConstant: Bool) {
  let middle = mean(values) ?? 0
  let deviations = values.map { $0 - middle }
  let squares = compensatedSum(deviations.lazy.map { $0 * $0 })
  let largest = values.reduce(0) { max($0, $1.magnitude) }
  // What is left of equal numbers after subtracting their rounded mean is noise in the last bits, not variation.
  let noise = 1e-14 * largest * Double(values.count).squareRoot()
  return (deviations, squares, squares.squareRoot() <= noise)
}
