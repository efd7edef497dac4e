internal import KoshNumerics
internal import KoshTable

/// The primary sampling units of a design, by stratum: what design-based variances are made of.
struct SampledUnits: Sendable {
  /// For each row its unit.
  let unitOfRow: [Int32]
  /// For each unit its stratum.
  let stratumOfUnit: [Int]
  /// Units drawn, by stratum.
  let unitCounts: [Int]
  /// 1 − units drawn / units of the population, by stratum; 1 for draws with replacement.
  let remaining: [Double]
  /// What is done with strata of one unit.
  let lonelyUnit: SurveyDesign.LonelyUnit

  /// Units.
  var count: Int { stratumOfUnit.count }
  /// Strata.
  var strataCount: Int { unitCounts.count }
  /// Units − strata.
  var degreesOfFreedom: Int { count - strataCount }

  /// The units of the rows used.
  ///
  /// - Throws: All problems at once: population sizes that cannot be, and strata of one unit if they are refused.
  init(
    _ design: SurveyDesign, groups: [String: RowGroups], populationSizes: [Double]?, rowCount: Int, place: Place
  ) throws(Problems) {
    let strata = design.strata.flatMap { groups[$0] }
    let psu = design.psu.flatMap { groups[$0] }
    let names = strata?.names ?? [""]
    let stratumOfRow = strata?.codes ?? [Int32](repeating: 0, count: rowCount)
    // A unit of the same name in another stratum is another unit.
    let units = psu.map { psu in strata.map { psu.crossed(with: $0) } ?? psu }
    unitOfRow = units?.codes ?? (0..<rowCount).map { Int32($0) }
    var stratumOfUnit = [Int](repeating: 0, count: units?.count ?? rowCount)
    for (row, unit) in unitOfRow.enumerated() { stratumOfUnit[Int(unit)] = Int(stratumOfRow[row]) }
    self.stratumOfUnit = stratumOfUnit
    var unitCounts = [Int](repeating: 0, count: names.count)
    for stratum in stratumOfUnit { unitCounts[stratum] += 1 }
    self.unitCounts = unitCounts
    lonelyUnit = design.lonelyUnit
    var remaining = [Double](repeating: 1, count: names.count)
    var problems: [Problem] = []
    if let populationSizes, let variable = design.populationSize {
      let check = PopulationSizes(
        variable: variable, strataVariable: design.strata, strata: names, stratumOfRow: stratumOfRow,
        sampled: unitCounts, place: place)
      (remaining, problems) = check.remaining(populationSizes)
    }
    self.remaining = remaining
    if problems.isEmpty, design.lonelyUnit == .fail {
      let lonely = names.indices.filter { unitCounts[$0] == 1 && remaining[$0] > 0 }
      if !lonely.isEmpty { problems.append(Self.lonely(lonely.map { names[$0] }, design: design, place: place)) }
    }
    if problems.isEmpty, design.lonelyUnit == .average, !unitCounts.contains(where: { $0 > 1 }) {
      problems.append(
        Problem(
          .data, "every stratum has a single unit: there is no other stratum to take an average of", at: place,
          remedy: "join like strata"))
    }
    if !problems.isEmpty { throw Problems(problems) }
  }

  private static func lonely(_ names: [String], design: SurveyDesign, place: Place) -> Problem {
    let unit = design.psu.map { "primary sampling unit (\($0))" } ?? "row"
    let what =
      design.strata.map { strata in
        names.count == 1
          ? "the stratum \(list(names)) of \(strata) has a single \(unit)"
          : "\(names.count) strata of \(strata) have a single \(unit): \(list(names))"
      } ?? "there is a single \(unit)"
    return Problem(
      .data, what, at: place, why: "the variance within a stratum cannot be estimated from one unit",
      remedy: design.strata == nil
        ? "name another variable of sampling units"
        : "join such a stratum with a like one, or choose what its unit is: certainty, adjust or average")
  }

  /// The sums of each column over the rows of each unit.
  func sums(_ columns: [[Double]]) -> [[Double]] {
    columns.map { column in
      var sums = [Double](repeating: 0, count: count)
      for (row, value) in column.enumerated() { sums[Int(unitOfRow[row])] += value }
      return sums
    }
  }

  /// Σₕ (1 − fₕ) nₕ/(nₕ − 1) Σᵢ (*z*ₕᵢ − *z̄*ₕ)(*z*ₕᵢ − *z̄*ₕ)ᵀ of one value of each column for each unit; `nil` where nothing
  /// can be estimated.
  func variance(of sums: [[Double]]) -> Matrix? {
    guard degreesOfFreedom > 0 || lonelyUnit == .adjust else { return nil }
    var factors = unitCounts.indices.map { h in
      unitCounts[h] > 1 ? remaining[h] * Double(unitCounts[h]) / Double(unitCounts[h] - 1) : 0
    }
    if lonelyUnit == .adjust {
      for h in factors.indices where unitCounts[h] == 1 { factors[h] = remaining[h] }
    }
    let centred = sums.map { sums in
      var means = [Double](repeating: 0, count: unitCounts.count)
      for (unit, sum) in sums.enumerated() { means[stratumOfUnit[unit]] += sum }
      let all = sums.reduce(0, +) / Double(max(1, sums.count))
      for h in means.indices { means[h] = unitCounts[h] == 1 ? all : means[h] / Double(unitCounts[h]) }
      return sums.enumerated().map { unit, sum in
        (sum - means[stratumOfUnit[unit]]) * factors[stratumOfUnit[unit]].squareRoot()
      }
    }
    let meat = crossOfSums(centred)
    guard lonelyUnit == .average else { return meat }
    let lonely = unitCounts.indices.count { unitCounts[$0] == 1 && remaining[$0] > 0 }
    return meat.scaled(by: Double(strataCount) / Double(strataCount - lonely))
  }
}

/// The numbers of units that the population has, by stratum.
private struct PopulationSizes {
  let variable: String
  let strataVariable: String?
  let strata: [String]
  let stratumOfRow: [Int32]
  let sampled: [Int]
  let place: Place

  private func inStratum(_ h: Int) -> String {
    strataVariable.map { " in the stratum \"\(strata[h])\" of \($0)" } ?? ""
  }

  private func text(_ value: Double) -> String { NumberText.plain(value, language: .en) }

  /// 1 − sampled / population, by stratum.
  func remaining(_ sizes: [Double]) -> ([Double], [Problem]) {
    var found = [Double?](repeating: nil, count: strata.count)
    var other = found
    for (row, size) in sizes.enumerated() {
      let h = Int(stratumOfRow[row])
      if let first = found[h] {
        if first != size, other[h] == nil { other[h] = size }
      } else {
        found[h] = size
      }
    }
    var problems: [Problem] = []
    let result = strata.indices.map { h -> Double in
      let size = found[h] ?? 0
      if let different = other[h] {
        problems.append(
          Problem(
            .data, "the population size \(variable) is both \(text(size)) and \(text(different))\(inStratum(h))",
            at: place, why: "it is the number of units that the stratum has in the population",
            remedy: "give all rows of a stratum the same number"))
      } else if size <= 0 || size.isInfinite {
        problems.append(
          Problem(
            .data, "the population size \(variable) is \(text(size))\(inStratum(h))", at: place,
            why: "it is the number of units that the stratum has in the population, above 0",
            remedy: "correct the number, or leave the population size out"))
      } else if size < Double(sampled[h]) {
        problems.append(
          Problem(
            .data,
            "the population size \(variable) is \(text(size))\(inStratum(h)), and the sample has \(sampled[h]) units there",
            at: place, why: "a sample drawn without replacement cannot be larger than its population",
            remedy: "count sampling units, not persons, in \(variable)"))
      }
      return 1 - Double(sampled[h]) / max(size, 1)
    }
    return (result.map { max(0, $0) }, problems)
  }
}
