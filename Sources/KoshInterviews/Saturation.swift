package import KoshTable

/// Whether later interviews still bring new codes, by the share of new ones in a run of interviews.
///
/// The base is the number of distinct codes in the first interviews; a run's share is the number of codes that are new
/// in it divided by the base. The first run follows the base, each later one begins an interview later. The matter
/// counts as saturated from the first run whose share is at most the threshold; that a later run can rise above it
/// again is why all of them are kept.
///
///     let s = Saturation(newCodes: [17, 9, 7, 4, 2, 1, 0, 1, 1, 0, 0, 0])
///     s.runs.map(\.share)   // 3/37 (interviews 5–6), 1/37 (6–7), 1/37, 2/37 (8–9), 1/37, 0, 0
///     s.outcome             // .reached(at: 7)
///
/// Source: G. Guest, E. Namey, M. Chen (2020), "A simple method to assess and report thematic saturation in qualitative
/// research", *PLoS ONE* 15(5), e0232076.
package struct Saturation: Sendable, Hashable {
  /// A run of interviews.
  package struct Run: Sendable, Hashable {
    /// The interviews, counted from 1, both ends included.
    package let interviews: ClosedRange<Int>
    /// How many codes are new in them.
    package let newCodes: Int
    /// New codes / codes of the base.
    package let share: Double
  }

  /// What the runs say.
  package enum Outcome: Sendable, Hashable {
    /// A run that ends with this interview, counted from 1, is the first at or below the threshold.
    case reached(at: Int)
    /// No run is.
    case notReached
    /// There are not as many interviews as base and run need.
    case tooFewInterviews
    /// The base has no codes to divide by.
    case emptyBase
  }

  /// How many codes each interview brings that none before it had.
  package let newCodes: [Int]
  /// How many codes are known after each interview.
  package let cumulative: [Int]
  /// How many interviews make the base.
  package let baseSize: Int
  /// How many interviews make a run.
  package let runLength: Int
  /// The greatest share that counts as saturated.
  package let threshold: Double
  /// The codes of the base; `nil` where there are fewer interviews than it needs.
  package let baseCodes: Int?
  /// Every run, in order; none where the shares are undefined.
  package let runs: [Run]

  /// Saturation of a series of new-code counts.
  ///
  /// - Precondition: Sizes of at least 1; a smaller one counts as 1.
  package init(newCodes: [Int], baseSize: Int = 4, runLength: Int = 2, threshold: Double = 0.05) {
    let (baseSize, runLength) = (max(1, baseSize), max(1, runLength))
    self.newCodes = newCodes
    self.baseSize = baseSize
    self.runLength = runLength
    self.threshold = threshold
    var sum = 0
    let cumulative = newCodes.map { count in
      sum += count
      return sum
    }
    self.cumulative = cumulative
    let base = cumulative.count >= baseSize ? cumulative[baseSize - 1] : nil
    baseCodes = base
    guard let base, base > 0, newCodes.count >= baseSize + runLength else {
      runs = []
      return
    }
    runs = ((baseSize + runLength)...newCodes.count).map { end in
      let fresh = cumulative[end - 1] - cumulative[end - runLength - 1]
      return Run(interviews: (end - runLength + 1)...end, newCodes: fresh, share: Double(fresh) / Double(base))
    }
  }

  /// Saturation of sets of codes, one per interview in the order in which they were held.
  package init<Code: Hashable>(codes: [Set<Code>], baseSize: Int = 4, runLength: Int = 2, threshold: Double = 0.05) {
    var known = Set<Code>()
    let fresh = codes.map { interview in
      let before = known.count
      known.formUnion(interview)
      return known.count - before
    }
    self.init(newCodes: fresh, baseSize: baseSize, runLength: runLength, threshold: threshold)
  }

  /// What the runs say.
  package var outcome: Outcome {
    guard baseCodes != nil, newCodes.count >= baseSize + runLength else { return .tooFewInterviews }
    guard baseCodes != 0 else { return .emptyBase }
    guard let first = runs.first(where: { $0.share <= threshold }) else { return .notReached }
    return .reached(at: first.interviews.upperBound)
  }

  /// What a reader has to know: that the share rises above the threshold again, or is undefined.
  package var cautions: [Caution] {
    switch outcome {
    case .reached(let at):
      guard let again = runs.first(where: { $0.interviews.upperBound > at && $0.share > threshold }) else { return [] }
      let (share, limit) = (100 * again.share, 100 * threshold)
      return [
        Caution(
          "saturation_rises_again",
          Trilingual(
            en:
              "After interview \(at) the share of new codes rises above \(limit)% again: to \(share, decimals: 1)% in the run that ends with interview \(again.interviews.upperBound).",
            ru:
              "После интервью \(at) доля новых кодов снова поднимается выше \(limit)%: до \(share, decimals: 1)% в серии, которая заканчивается интервью \(again.interviews.upperBound).",
            kk:
              "\(at)-сұхбаттан кейін жаңа кодтардың үлесі қайтадан \(limit)%-дан асады: \(again.interviews.upperBound)-сұхбатпен аяқталатын тізбекте ол \(share, decimals: 1)%."
          ))
      ]
    case .notReached: return []
    case .tooFewInterviews:
      return [
        Caution(
          "saturation_undefined",
          Trilingual(
            en:
              "Saturation is undefined: there are \(newCodes.count) interviews, and base and run need \(baseSize + runLength).",
            ru:
              "Насыщение не определено: интервью \(newCodes.count), а для базы и серии нужно \(baseSize + runLength).",
            kk:
              "Қанығу анықталмаған: сұхбат саны \(newCodes.count), ал негіз бен тізбекке \(baseSize + runLength) сұхбат керек."
          ))
      ]
    case .emptyBase:
      return [
        Caution(
          "saturation_undefined",
          Trilingual(
            en: "Saturation is undefined: the first \(baseSize) interviews have no codes to compare with.",
            ru: "Насыщение не определено: в первых \(baseSize) интервью нет кодов, с которыми можно сравнивать.",
            kk: "Қанығу анықталмаған: алғашқы \(baseSize) сұхбатта салыстыруға болатын код жоқ."))
      ]
    }
  }
}

/// How the number of known codes grows when the interviews come in any order.
package struct SaturationBand: Sendable, Hashable {
  /// After so many interviews, counted from 1.
  package struct Step: Sendable, Hashable {
    /// How many interviews.
    package let interviews: Int
    /// The mean over all orders, exact.
    package let mean: Double
    /// The 2.5th percentile of the drawn orders.
    package let low: Int
    /// The median of the drawn orders; the lower one of two.
    package let median: Int
    /// The 97.5th percentile of the drawn orders.
    package let high: Int
    /// The share of drawn orders in which saturation is reached by now, each order with its own base.
    package let reached: Double

    /// The step with its mean rounded to whole codes.
    package var inWholeCodes: Step {
      Step(interviews: interviews, mean: mean.rounded(), low: low, median: median, high: high, reached: reached)
    }
  }

  /// The steps, one per interview.
  package let steps: [Step]
  /// How many orders were drawn.
  package let orders: Int
  /// The seed of the drawing.
  package let seed: UInt64

  /// The band of sets of codes, one per interview.
  ///
  /// The mean number of distinct codes in k of N interviews is Σ (1 − C(N−n, k) / C(N, k)) over the codes, n being the
  /// interviews that have the code. The percentiles are those of `orders` random orders, the nearest rank.
  ///
  /// - Complexity: O(orders · codings) time.
  ///
  /// Source: S. H. Hurlbert (1971), "The nonconcept of species diversity", *Ecology* 52(4), 577–586, for the mean.
  package init<Code: Hashable>(
    codes: [Set<Code>], baseSize: Int = 4, runLength: Int = 2, threshold: Double = 0.05, orders: Int = 1_000,
    seed: UInt64 = 1
  ) {
    let orders = max(1, orders)
    self.orders = orders
    self.seed = seed
    var numbers: [Code: Int] = [:]
    var holders: [Int] = []
    let sets = codes.map { set in
      set.map { code -> Int in
        if let number = numbers[code] {
          holders[number] += 1
          return number
        }
        numbers[code] = holders.count
        holders.append(1)
        return holders.count - 1
      }
    }
    let total = sets.count
    var random = SeededRandom(seed: seed)
    var order = Array(0..<total)
    var counts = [[Int]](repeating: [], count: total)
    var reached = [Int](repeating: 0, count: total)
    var lastSeen = [Int](repeating: -1, count: holders.count)
    for draw in 0..<orders {
      random.shuffle(&order)
      var fresh: [Int] = []
      fresh.reserveCapacity(total)
      for interview in order {
        var new = 0
        for code in sets[interview] where lastSeen[code] != draw {
          lastSeen[code] = draw
          new += 1
        }
        fresh.append(new)
      }
      let series = Saturation(newCodes: fresh, baseSize: baseSize, runLength: runLength, threshold: threshold)
      for (step, count) in series.cumulative.enumerated() { counts[step].append(count) }
      if case .reached(let at) = series.outcome { for step in (at - 1)..<total { reached[step] += 1 } }
    }
    steps = (0..<total).map { step in
      let sorted = counts[step].sorted()
      func quantile(_ p: Double) -> Int { sorted[min(orders - 1, max(0, Int((p * Double(orders)).rounded(.up)) - 1))] }
      return Step(
        interviews: step + 1, mean: SaturationBand.mean(holders, of: total, after: step + 1), low: quantile(0.025),
        median: quantile(0.5), high: quantile(0.975), reached: Double(reached[step]) / Double(orders))
    }
  }

  private static func mean(_ holders: [Int], of total: Int, after count: Int) -> Double {
    var cache: [Int: Double] = [:]
    var sum = 0.0
    // In order of size, so that the sum has the same bits whatever order the codes came in.
    for held in holders.sorted() {
      if let known = cache[held] {
        sum += known
        continue
      }
      // C(N−n, k) / C(N, k) = Π (N−n−i) / (N−i) over i below k.
      var absent = 1.0
      for i in 0..<count { absent *= max(0, Double(total - held - i)) / Double(total - i) }
      cache[held] = 1 - absent
      sum += 1 - absent
    }
    return sum
  }
}

extension InterviewIndex {
  /// The codes of each case, in the order of the project's cases: what ``Saturation`` and ``SaturationBand`` take.
  ///
  /// - Parameter codes: The codes that are looked at; all that text may get, if left out.
  package func codesByCase(_ codes: Set<String>? = nil) -> [Set<String>] {
    var result = [Set<String>](repeating: [], count: project.cases.count)
    for position in counted {
      let code = project.codings[position].code
      guard codes?.contains(code) ?? true else { continue }
      for one in casesOf[position] { result[Int(one)].insert(code) }
    }
    return result
  }
}
