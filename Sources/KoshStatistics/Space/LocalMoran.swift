public import KoshTable

/// How a place and its neighbours stand to the mean.
public enum SpatialQuadrant: String, Sendable, Hashable, CaseIterable {
  /// High among high neighbours.
  case highHigh = "high_high"
  /// Low among low neighbours.
  case lowLow = "low_low"
  /// High among low neighbours.
  case highLow = "high_low"
  /// Low among high neighbours.
  case lowHigh = "low_high"

  /// The quadrant in words.
  public var text: Trilingual {
    switch self {
    case .highHigh:
      Trilingual(en: "high among high", ru: "высокое среди высоких", kk: "жоғарылар арасындағы жоғары")
    case .lowLow: Trilingual(en: "low among low", ru: "низкое среди низких", kk: "төмендер арасындағы төмен")
    case .highLow: Trilingual(en: "high among low", ru: "высокое среди низких", kk: "төмендер арасындағы жоғары")
    case .lowHigh: Trilingual(en: "low among high", ru: "низкое среди высоких", kk: "жоғарылар арасындағы төмен")
    }
  }
}

/// Moran's I of one place.
public struct LocalMoran: Sendable, Hashable {
  /// The place.
  public let place: String
  /// zᵢ Σⱼ wᵢⱼ zⱼ / (Σ z²/n): positive where the place is like its neighbours.
  public let statistic: Double
  /// How the place and its neighbours stand to the mean; a value or lag exactly at the mean counts as low.
  public let quadrant: SpatialQuadrant
  /// Two-sided, from orders of the **other** places drawn at random.
  public let pValue: Double
  /// The p-value adjusted for the number of places.
  public let adjustedPValue: Double
}

/// Moran's I place by place (LISA).
public struct LocalMoranTest: Sendable, Hashable {
  /// One entry for each place used, in the order of the weights.
  public let places: [LocalMoran]
  /// Orders drawn for each place.
  public let permutations: Int
  /// How the p-values were adjusted.
  public let adjustment: PValueAdjustment
  /// Places left out since their value is missing.
  public let missing: [String]
  /// Places left out since they have no neighbour with a value.
  public let islands: [String]
  /// What a reader should know: `islands`, `few_places`.
  public let cautions: [Caution]

  /// The places whose adjusted p-value is below `alpha`.
  public func found(alpha: Double = 0.05) -> [LocalMoran] { places.filter { $0.adjustedPValue < alpha } }
}

extension SpatialAutocorrelation {
  /// Moran's I of each place, with p-values from orders of the other places and their adjustment for being many.
  ///
  /// For each place its own value stays and the others are put in random order. With weights that add up to 1 in each
  /// row the local statistics add up to n times Moran's I. Twenty places make twenty tests: read the adjusted p-values.
  ///
  /// - Parameters:
  ///   - values: One for each place of the weights, in their order; `nil` is missing.
  ///   - weights: Who is whose neighbour.
  ///   - permutations: Random orders for each place, at least 99. The smallest p-value that they can give is
  ///     2/(permutations + 1).
  ///   - seed: Where the random orders start.
  ///   - adjustment: How p-values are adjusted; Benjamini and Hochberg's way unless told.
  ///   - name: The variable's name, for messages.
  /// - Throws: What ``moran(_:_:alternative:permutations:seed:name:)`` throws; ``Problem`` for fewer than 99 orders.
  /// - Complexity: O(permutations · links).
  ///
  /// Source: L. Anselin (1995), *Geographical Analysis* 27(2), 93–115. Same statistics as `localmoran` of the R package
  /// spdep.
  public static func localMoran(
    _ values: [Double?], _ weights: SpatialWeights, permutations: Int = 9999, seed: UInt64 = 1,
    adjustment: PValueAdjustment = .benjaminiHochberg, name: String = "values"
  ) throws(Problem) -> LocalMoranTest {
    guard permutations >= 99 else {
      throw Problem(
        .specification, "\(permutations) random orders are asked for", at: Place(variable: name),
        why: "p-values could not be small enough to tell anything", remedy: "ask for at least 99")
    }
    let sample = try SpatialSample(values, weights, name: name)
    let (z, w) = (sample.deviations, sample.weights)
    let variance = sample.squares / Double(z.count)
    let lags = w.lag(z)
    var random = RandomOrder(seed: seed)
    var pValues: [Double] = []
    for i in z.indices {
      var others = z
      others.remove(at: i)
      let row = w.rows[i].map(\.weight)
      let slack = 1e-12 * (lags[i].magnitude + variance.squareRoot())
      var (high, low) = (0, 0)
      for _ in 0..<permutations {
        random.draw(row.count, from: &others)
        var lag = 0.0
        for (j, weight) in row.enumerated() { lag += weight * others[j] }
        if lag >= lags[i] - slack { high += 1 }
        if lag <= lags[i] + slack { low += 1 }
      }
      pValues.append(SpatialAlternative.twoSided.pValue(atLeast: high, atMost: low, of: permutations))
    }
    let adjusted = adjustedPValues(pValues.map { $0 }, adjustment)
    let places = z.indices.map { i in
      LocalMoran(
        place: w.places[i], statistic: z[i] * lags[i] / variance,
        quadrant: z[i] > 0 ? (lags[i] > 0 ? .highHigh : .highLow) : (lags[i] > 0 ? .lowHigh : .lowLow),
        pValue: pValues[i], adjustedPValue: adjusted[i] ?? 1)
    }
    return LocalMoranTest(
      places: places, permutations: permutations, adjustment: adjustment, missing: sample.missing,
      islands: sample.islands, cautions: sample.cautions)
  }
}
