/// A stretch that a coder marked on a continuum: from `start` up to, but not including, `end`.
public struct MarkedUnit: Sendable, Hashable {
  /// The first position.
  public let start: Int
  /// The position after the last one.
  public let end: Int

  /// A stretch; ends in the wrong order are put right.
  public init(_ start: Int, _ end: Int) {
    self.start = min(start, end)
    self.end = max(start, end)
  }

  var length: Int { end - start }
}

/// Krippendorff's α for unitising (α_U): do coders mark the same stretches of a continuum with the same category?
///
/// α_U = 1 − ΣD_o/ΣD_e over categories. Where the stretches of two coders overlap, the observed disagreement is the sum
/// of the squared differences of their starts and of their ends; where a stretch lies in a gap of the other coder, its
/// squared length. The expected disagreement is that of all stretches and gaps placed in every possible way.
///
/// - Parameters:
///   - marks: For each category and in it for each coder, the stretches. Stretches of one coder and category that
///     overlap count as one, those that only touch as two; empty ones as none. One list per coder, the same number for every category.
///   - length: The length of the continuum, which begins at 0; what lies outside is cut off.
///   - level: Copied into the result, which has no interval: α_U of one continuum has no units to take it from.
/// - Returns: The coefficient with ΣD_o and ΣD_e as observed and expected; ``AgreementCoefficient/units`` counts the
///   stretches of all coders. Undefined with fewer than two coders, or where nobody marked anything, or everybody
///   everything.
/// - Complexity: O(*s* log *s* · coders) for *s* stretches of a category.
///
///     // Krippendorff's category c of a continuum of 300, from 150 on
///     unitisingAlpha([[[MarkedUnit(75, 145), MarkedUnit(220, 250)],
///                      [MarkedUnit(70, 150), MarkedUnit(205, 225), MarkedUnit(250, 270)]]], length: 300).value
///     // 0.7285989968…
///
/// Source: K. Krippendorff (1995), *Sociological Methodology* 25, 47–76; (2004), *Content Analysis*, 2nd ed., 251–256.
public func unitisingAlpha(_ marks: [[[MarkedUnit]]], length: Int, level: Double = 0.95) -> AgreementCoefficient {
  let parts = marks.map { UnitisingDisagreement($0, length: length) }
  let units = parts.reduce(0) { $0 + $1.units }
  guard length > 0, marks.allSatisfy({ $0.count > 1 }) else {
    return AgreementCoefficient(.unitisingAlpha, undefined: .noPair, level: level, units: units)
  }
  let observed = compensatedSum(parts.lazy.map(\.observed))
  let expected = compensatedSum(parts.lazy.map(\.expected))
  guard expected > 0 else {
    return AgreementCoefficient(.unitisingAlpha, undefined: .oneCategory, level: level, units: units)
  }
  return AgreementCoefficient(
    .unitisingAlpha, value: 1 - observed / expected, observed: observed, expected: expected, level: level, units: units)
}

/// D_o and D_e of one category.
struct UnitisingDisagreement {
  let observed: Double
  let expected: Double
  /// Stretches of all coders.
  let units: Int

  init(_ coders: [[MarkedUnit]], length: Int) {
    let merged = coders.map { UnitisingDisagreement.merged($0, length: length) }
    units = merged.reduce(0) { $0 + $1.count }
    let (m, l) = (Double(merged.count), Double(length))
    // Where everybody marked the whole as one stretch, or nobody anything, nothing could have been marked otherwise.
    let isWhole = merged.allSatisfy { $0 == [MarkedUnit(0, length)] }
    guard merged.count > 1, units > 0, !isWhole else {
      (observed, expected) = (0, 0)
      return
    }
    var pairs = 0.0
    for i in merged.indices {
      for j in merged.indices where j != i { pairs += UnitisingDisagreement.between(merged[i], merged[j]) }
    }
    observed = pairs / (m * (m - 1) * l * l)

    // Gaps by length, with the sums of those at least as long: Σ (gap − l + 1) over gaps that can hold a stretch.
    let gaps = merged.flatMap { UnitisingDisagreement.gaps($0, length: length) }.sorted()
    var tail = Array(repeating: 0.0, count: gaps.count + 1)
    for position in gaps.indices.reversed() { tail[position] = tail[position + 1] + Double(gaps[position]) }
    var (moved, inside) = (0.0, 0.0)
    for unit in merged.joined() {
      let size = Double(unit.length)
      let first = UnitisingDisagreement.firstIndex(in: gaps, atLeast: unit.length)
      let places = tail[first] - Double(gaps.count - first) * (size - 1)
      moved +=
        Double(units - 1) / 3 * (2 * size * size * size - 3 * size * size + size) + size * size * places
      inside += size * (size - 1)
    }
    let possible = m * l * (m * l - 1) - inside
    expected = possible > 0 ? 2 / l * moved / possible : 0
  }

  /// The stretches in order, those that overlap joined.
  static func merged(_ units: [MarkedUnit], length: Int) -> [MarkedUnit] {
    var result: [MarkedUnit] = []
    for unit in units.sorted(by: { ($0.start, $0.end) < ($1.start, $1.end) }) {
      let cut = MarkedUnit(max(0, min(length, unit.start)), max(0, min(length, unit.end)))
      guard cut.length > 0 else { continue }
      if let last = result.last, cut.start < last.end {
        result[result.count - 1] = MarkedUnit(last.start, max(last.end, cut.end))
      } else {
        result.append(cut)
      }
    }
    return result
  }

  private static func gaps(_ units: [MarkedUnit], length: Int) -> [Int] {
    var (result, at): ([Int], Int) = ([], 0)
    for unit in units {
      if unit.start > at { result.append(unit.start - at) }
      at = unit.end
    }
    if at < length { result.append(length - at) }
    return result
  }

  private static func firstIndex(in sorted: [Int], atLeast value: Int) -> Int {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The disagreement of one coder's stretches with the other's stretches, and with the other's gaps. The other's
  /// stretches in the first one's gaps come in when the two change places, so overlaps are counted in both directions
  /// and gaps twice in one.
  private static func between(_ own: [MarkedUnit], _ others: [MarkedUnit]) -> Double {
    var (sum, next) = (0.0, 0)
    for unit in own {
      while next < others.count, others[next].end <= unit.start { next += 1 }
      var at = next
      var overlaps = false
      while at < others.count, others[at].start < unit.end {
        let (a, b) = (Double(unit.start - others[at].start), Double(unit.end - others[at].end))
        sum += a * a + b * b
        overlaps = true
        at += 1
      }
      if !overlaps { sum += 2 * Double(unit.length) * Double(unit.length) }
    }
    return sum
  }
}
