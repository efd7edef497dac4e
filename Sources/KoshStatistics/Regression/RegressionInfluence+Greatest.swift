public import KoshTable

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A row that stands out, and by how much.
public struct OutstandingRow: Sendable, Hashable {
  /// Its position among the rows used.
  public let position: Int
  /// The measure there.
  public let value: Double
}

extension RegressionInfluence {
  /// A leverage from which a row counts as met exactly.
  private static let exact = 1 - 1e-12

  /// The row with the greatest Cook's distance; `nil` where none has one. Of equal rows the first.
  public var greatestDistance: OutstandingRow? { Self.greatest(cooksDistance) }

  /// The row with the greatest leverage.
  public var greatestLeverage: OutstandingRow? { Self.greatest(leverage) }

  /// The row with the largest standardised residual, whatever its sign; the value keeps the sign.
  public var greatestResidual: OutstandingRow? {
    Self.greatest(standardisedResiduals.map { $0?.magnitude }).flatMap { row in
      standardisedResiduals[row.position].map { OutstandingRow(position: row.position, value: $0) }
    }
  }

  /// 4 / n: the usual rule of thumb from which a Cook's distance is looked at. In a sample without any fault some rows
  /// lie above it.
  ///
  /// Source: K. A. Bollen, R. W. Jackman (1990), in *Modern Methods of Data Analysis*, 257–291.
  public var usualLimit: Double { 4 / Double(leverage.count) }

  /// The rows whose Cook's distance is above ``usualLimit``, by position.
  public var noticeableRows: [Int] {
    cooksDistance.indices.filter { row in cooksDistance[row].map { $0 > usualLimit } ?? false }
  }

  /// The rows that are met exactly whatever their outcome: a coefficient rests on each of them alone.
  public var exactRows: [Int] { leverage.indices.filter { leverage[$0] >= Self.exact } }

  /// What a reader should know: `influential_row` where a Cook's distance is above 1, `row_met_exactly` where a leverage
  /// is 1.
  ///
  /// - Parameter name: A row's name by its position among the rows used; `nil` where rows are not to be named.
  public func cautions(named name: (Int) -> Trilingual?) -> [Caution] {
    var result: [Caution] = []
    if let most = greatestDistance, most.value > 1 {
      let row = name(most.position).map { Trilingual(same: " (") + $0 + Trilingual(same: ")") } ?? Trilingual(same: "")
      result.append(
        Caution(
          "influential_row",
          Trilingual(
            en:
              "The result hangs on a single row\(row): without it the coefficients would be clearly different (Cook's distance \(most.value, decimals: 2), above \(1)). Look at this row, and at the model without it.",
            ru:
              "Результат держится на одной строке\(row): без неё коэффициенты были бы заметно другими (расстояние Кука \(most.value, decimals: 2), больше \(1)). Проверьте эту строку и модель без неё.",
            kk:
              "Нәтиже бір ғана жолға\(row) сүйенеді: онсыз коэффициенттер айтарлықтай өзгеше болар еді (Кук қашықтығы \(most.value, decimals: 2), \(1)-ден үлкен). Осы жолды және онсыз модельді қарап шығыңыз."
          )))
    }
    let exact = exactRows
    if !exact.isEmpty {
      let names = exact.prefix(5).compactMap(name)
      let more = exact.count > names.count ? Trilingual(same: ", …") : Trilingual(same: "")
      let rows =
        names.isEmpty
        ? Trilingual(same: "") : Trilingual(same: " (") + names.joined(separator: ", ") + more + Trilingual(same: ")")
      result.append(
        Caution(
          "row_met_exactly",
          Trilingual(
            en:
              "The model meets some rows exactly whatever their outcome\(rows), such as the only row of a category: a coefficient rests on each of them alone.",
            ru:
              "Некоторые строки модель воспроизводит точно при любом их значении\(rows), как единственную строку категории: на каждой из них целиком держится один из коэффициентов.",
            kk:
              "Модель кейбір жолдарды, мысалы санаттың жалғыз жолын, кез келген мәнінде дәл қайталайды\(rows): әрқайсысына бір коэффициент түгел сүйенеді."
          )))
    }
    return result
  }

  /// Decimals that show two digits of a distance or leverage, at least three: among many rows they are small.
  package static func decimals(of value: Double) -> Int {
    value > 0 && value < 0.01 ? min(10, 1 - Int(log10(value).rounded(.down))) : 3
  }

  private static func greatest(_ values: [Double?]) -> OutstandingRow? {
    var result: OutstandingRow?
    for (position, value) in values.enumerated() {
      guard let value, value.isFinite, value > result?.value ?? -.infinity else { continue }
      result = OutstandingRow(position: position, value: value)
    }
    return result
  }
}
