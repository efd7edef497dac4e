internal import KoshNumerics
internal import KoshTable

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

extension Covariance {
  /// Newey and West's covariance: *B* (Γ₀ + Σ (1 − l / (lag + 1)) (Γₗ + Γₗᵀ)) *B* with Γₗ = Σ sₜ sₜ₋ₗᵀ.
  mutating func neweyWest(
    _ spread: NeweyWestCovariance, _ equations: EstimatingEquations, formula: Formula
  ) throws(Problems) {
    let (n, k) = (equations.observationCount, equations.parameterCount)
    let lag = spread.lag ?? NeweyWestCovariance.automaticLag(rows: n)
    type = .neweyWest(NeweyWestCovariance(lag: lag, isAdjusted: spread.isAdjusted, time: spread.time))
    guard lag < n else {
      throw Problems(
        Problem(
          .specification, "the lag \(lag) of Newey–West is not below the number of rows, \(n)", at: formula.place,
          why: "no two rows are so far apart", remedy: "write a smaller lag, such as NW:\(min(n - 1, 2))"))
    }
    guard n > k || !spread.isAdjusted else { return }
    var columns = equations.scoreColumns
    if let time = spread.time, let groups = equations.groups[time] {
      let order = try inOrder(groups, formula: formula)
      columns = columns.map { column in order.map { column[$0] } }
    } else {
      cautions.append(Self.orderOfRows)
    }
    var meat = crossOfSums(columns)
    if lag > 0 {
      for distance in 1...lag {
        let weight = 1 - Double(distance) / Double(lag + 1)
        for j in columns.indices {
          for i in columns.indices {
            var sum = 0.0
            for row in distance..<n { sum += columns[i][row] * columns[j][row - distance] }
            meat[i, j] += weight * sum
            meat[j, i] += weight * sum
          }
        }
      }
    }
    if spread.isAdjusted { meat = meat.scaled(by: Double(n) / Double(n - k)) }
    matrix = equations.sandwich(meat)
    if lag > n / 4 { cautions.append(Self.largeLag(lag, rows: n)) }
  }

  /// The rows in order of time.
  private mutating func inOrder(_ time: RowGroups, formula: Formula) throws(Problems) -> [Int] {
    var rowOf = [Int](repeating: -1, count: time.count)
    for (row, code) in time.codes.enumerated() {
      guard rowOf[Int(code)] < 0 else {
        throw Problems(
          Problem(
            .data, "\(time.variable) is \"\(time.names[Int(code)])\" in more than one row", at: formula.place,
            why: "Newey–West needs one row for each point in time",
            remedy: "cluster a panel by its units instead, or fit each unit's series by itself"))
      }
      rowOf[Int(code)] = row
    }
    guard let values = time.values else {
      return time.names.indices.sorted { codePointOrder(time.names[$0], time.names[$1]) }.map { rowOf[$0] }
    }
    let order = values.indices.sorted { values[$0] < values[$1] }
    let steps = zip(order.dropFirst(), order).map { values[$0] - values[$1] }
    if let least = steps.min() {
      let gaps = steps.count { $0 > least * 1.5 }
      if gaps > 0 { cautions.append(Self.gaps(gaps, in: time.variable)) }
    }
    return order.map { rowOf[$0] }
  }

  private static var orderOfRows: Caution {
    Caution(
      "order_of_rows",
      Trilingual(
        en: "Newey–West takes the order of the rows used for the order of time, evenly spaced.",
        ru: "Оценка Ньюи – Уэста принимает порядок использованных строк за порядок времени с равными шагами.",
        kk: "Ньюи – Уэст бағасы пайдаланылған жолдардың ретін бірдей қадамды уақыт реті деп қабылдайды."))
  }

  private static func gaps(_ count: Int, in time: String) -> Caution {
    Caution(
      "gaps_in_time",
      Trilingual(
        en:
          "\(time) has gaps (\(count)): Newey–West counts rows, and takes those on both sides of a gap for neighbours.",
        ru:
          "В \(time) есть пропуски (\(count)): оценка Ньюи – Уэста считает строки, и строки по обе стороны пропуска для неё соседние.",
        kk:
          "\(time) айнымалысында үзілістер бар (\(count)): Ньюи – Уэст бағасы жолдарды санайды, үзілістің екі жағындағы жолдарды көрші деп алады."
      ))
  }

  private static func largeLag(_ lag: Int, rows: Int) -> Caution {
    Caution(
      "large_lag",
      Trilingual(
        en:
          "The lag (\(lag)) is more than a quarter of the rows (\(rows)): the standard errors are too small and unsure.",
        ru: "Лаг (\(lag)) больше четверти числа строк (\(rows)): стандартные ошибки занижены и ненадёжны.",
        kk: "Лаг (\(lag)) жолдар санының (\(rows)) төрттен бірінен көп: стандартты қателер төмен әрі сенімсіз."))
  }
}

extension NeweyWestCovariance {
  /// ⌊4 (n / 100)^(2/9)⌋, at most n − 1.
  ///
  ///     NeweyWestCovariance.automaticLag(rows: 60)   // 3
  ///
  /// Source: W. K. Newey, K. D. West (1994), *Review of Economic Studies* 61(4), 631–653, for Bartlett's weights.
  public static func automaticLag(rows: Int) -> Int {
    max(0, min(rows - 1, Int((4 * pow(Double(rows) / 100, 2.0 / 9)).rounded(.down))))
  }
}
