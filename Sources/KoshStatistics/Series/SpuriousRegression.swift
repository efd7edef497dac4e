public import KoshTable

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A judgement of whether a regression of series on one another may only show that they all wander.
public struct SpuriousRegression: Sendable, Hashable {
  /// What can be said.
  public enum Verdict: String, Sendable, Hashable, CaseIterable {
    /// The series wander, nothing is found to tie them together, and the fit has the mark of it.
    case spurious
    /// The series return to their levels or trends, or a tie between them is found.
    case notSpurious = "not_spurious"
    /// The tests do not decide.
    case cannotTell = "cannot_tell"
  }

  /// One of the regression's series.
  public struct Member: Sendable, Hashable {
    /// Its name.
    public let name: String
    /// Its name for readers.
    public let label: Trilingual
    /// What the tests of its levels say.
    public let nature: SeriesNature
  }

  /// What can be said.
  public let verdict: Verdict
  /// Why, each in one plain sentence, in the order in which the judgement looks at them.
  public let reasons: [Trilingual]
  /// R² of the regression of the levels.
  public let rSquared: Double
  /// Durbin and Watson's statistic of its residuals.
  public let durbinWatson: Double
  /// The outcome, then each predictor.
  public let members: [Member]
  /// The test of cointegration.
  public let cointegration: EngleGranger
  /// The same with 0, 1, … lags; empty for series of at least ``UnitRoots/shortSeries`` values.
  public let cointegrationByLags: [EngleGranger]
  /// What a reader should know: `short_series`.
  public let cautions: [Caution]

  /// The rule of thumb of Granger and Newbold: R² is larger than the Durbin–Watson statistic.
  public var hasMark: Bool { rSquared > durbinWatson }
}

extension SpuriousRegression.Verdict {
  /// The verdict in words.
  public var text: Trilingual {
    switch self {
    case .spurious: Trilingual(en: "spurious", ru: "ложная регрессия", kk: "жалған регрессия")
    case .notSpurious: Trilingual(en: "not spurious", ru: "не ложная регрессия", kk: "жалған регрессия емес")
    case .cannotTell: Trilingual(en: "cannot tell", ru: "определить нельзя", kk: "анықтау мүмкін емес")
    }
  }
}

extension UnitRoots {
  /// Judges whether a regression of series on one another is spurious.
  ///
  /// - `notSpurious` where cointegration is found (Engle–Granger rejects at 5 %), or every series is stationary. In short
  ///   series, where one lag more or less can turn the answer, cointegration counts as found only if it is found with
  ///   every number of lags from 0 to `largestLag` (⌊4 (T/100)^¼⌋ unless told).
  /// - `spurious` where the outcome and at least one predictor have a unit root (Dickey–Fuller does not reject it and
  ///   KPSS rejects stationarity), no cointegration is found, R² is above the Durbin–Watson statistic, and there are at
  ///   least ``shortSeries`` values, so that not finding cointegration says something.
  /// - `cannotTell` otherwise; the reasons say what is missing.
  ///
  /// *Cannot tell* is no acquittal: as long as neither stationarity nor cointegration is shown, the standard errors and
  /// p-values of the levels cannot be believed.
  ///
  /// - Parameters:
  ///   - outcome: The outcome in the order of time, with its name.
  ///   - predictors: From one to five other series with their names.
  ///   - part: What the tests allow for: `constant`, or `trend` for series that grow.
  ///   - lags: Lagged differences in all Dickey–Fuller tests.
  ///   - largestLag: The most lags that a criterion may choose.
  ///   - bandwidth: Lags of the long-run variances of the KPSS tests.
  ///   - labels: The series' names for readers, the outcome's first; their plain names unless told.
  /// - Throws: What ``engleGranger(_:on:_:lags:largestLag:names:)`` and ``nature(_:_:lags:largestLag:bandwidth:name:)``
  ///   throw.
  ///
  /// Source: C. W. J. Granger, P. Newbold (1974), *Journal of Econometrics* 2, 111–120; P. C. B. Phillips (1986), *Journal
  /// of Econometrics* 33, 311–340.
  public static func spuriousRegression(
    _ outcome: (name: String, values: [Double?]), on predictors: [(name: String, values: [Double?])],
    _ part: DeterministicPart = .constant, lags: LagRule = .aic, largestLag: Int? = nil,
    bandwidth: BandwidthRule = .automatic, labels: [Trilingual] = []
  ) throws(Problem) -> SpuriousRegression {
    let all = [outcome] + predictors
    let cointegration = try engleGranger(
      outcome.values, on: predictors.map(\.values), part, lags: lags, largestLag: largestLag, names: all.map(\.name))
    var members: [SpuriousRegression.Member] = []
    for (i, series) in all.enumerated() {
      members.append(
        SpuriousRegression.Member(
          name: series.name, label: labels.indices.contains(i) ? labels[i] : Trilingual(same: series.name),
          nature: try nature(
            series.values, part, lags: lags, largestLag: largestLag, bandwidth: bandwidth, name: series.name)))
    }
    let y = outcome.values.compactMap { present($0) }
    let n = y.count
    let columns = [[Double](repeating: 1, count: n)] + predictors.map { $0.values.compactMap { present($0) } }
    guard let fit = AuxiliaryRegression(columns, outcome: y), let rSquared = fit.rSquared,
      let durbinWatson = RegressionDiagnostics.durbinWatson(fit.residuals)
    else {
      throw Problem(
        .data, "the regression of the levels cannot be made", at: Place(variable: outcome.name),
        why: "its residuals are undefined", remedy: "leave a series out")
    }
    var byLags: [EngleGranger] = []
    if n < shortSeries {
      var most = min(largestLag ?? Int(4 * pow(Double(n) / 100, 0.25)), n / 2 - 1)
      if case .fixed(let lags) = lags { most = max(most, lags) }
      for lags in 0...max(0, most) {
        byLags.append(
          try engleGranger(
            outcome.values, on: predictors.map(\.values), part, lags: .fixed(lags), names: all.map(\.name)))
      }
    }
    let (verdict, reasons) = judge(
      members, cointegration, byLags, rSquared: rSquared, durbinWatson: durbinWatson, n: n)
    return SpuriousRegression(
      verdict: verdict, reasons: reasons, rSquared: rSquared, durbinWatson: durbinWatson, members: members,
      cointegration: cointegration, cointegrationByLags: byLags,
      cautions: n < shortSeries ? [shortSeriesCaution(n)] : [])
  }

  private static func judge(
    _ members: [SpuriousRegression.Member], _ cointegration: EngleGranger, _ byLags: [EngleGranger], rSquared: Double,
    durbinWatson: Double, n: Int
  ) -> (SpuriousRegression.Verdict, [Trilingual]) {
    var reasons = SeriesNature.Verdict.allCases.compactMap { verdict -> Trilingual? in
      let chosen = members.filter { $0.nature.verdict == verdict }
      return chosen.isEmpty ? nil : reason(verdict, chosen.map(\.label).joined(separator: "; "))
    }
    let (p, lags) = (cointegration.residualTest.pValue, cointegration.residualTest.lags)
    reasons.append(
      cointegration.rejects
        ? Trilingual(
          en: "Engle–Granger, lags \(lags): the series are tied together (cointegration, p = \(p, decimals: 3)).",
          ru: "Тест Энгла – Грейнджера, лагов \(lags): ряды связаны (коинтеграция, p = \(p, decimals: 3)).",
          kk: "Энгл – Грейнджер тесті, лаг саны \(lags): қатарлар байланысты (коинтеграция, p = \(p, decimals: 3)).")
        : Trilingual(
          en: "Engle–Granger, lags \(lags): no tie between the series is found (cointegration, p = \(p, decimals: 3)).",
          ru: "Тест Энгла – Грейнджера, лагов \(lags): связи рядов не найдено (коинтеграция, p = \(p, decimals: 3)).",
          kk:
            "Энгл – Грейнджер тесті, лаг саны \(lags): қатарлар байланысы табылмады (коинтеграция, p = \(p, decimals: 3))."
        ))
    let found = byLags.filter(\.rejects).map { Trilingual(Double($0.residualTest.lags), decimals: 0) }
    let missed = byLags.filter { !$0.rejects }.map { Trilingual(Double($0.residualTest.lags), decimals: 0) }
    if !found.isEmpty, !missed.isEmpty {
      let (found, missed) = (found.joined(separator: ", "), missed.joined(separator: ", "))
      reasons.append(
        Trilingual(
          en: "The answer hangs on the number of lags: cointegration is found with \(found), not with \(missed).",
          ru: "Ответ зависит от числа лагов: коинтеграция обнаруживается при \(found), но не при \(missed).",
          kk:
            "Жауап лаг санына байланысты: коинтеграция лаг саны \(found) болғанда табылады, \(missed) болғанда табылмайды."
        ))
    }
    let hasMark = rSquared > durbinWatson
    reasons.append(
      hasMark
        ? Trilingual(
          en: """
            R² (\(rSquared, decimals: 2)) is larger than the Durbin–Watson statistic (\(durbinWatson, decimals: 2)): the \
            usual mark of a spurious regression.
            """,
          ru: """
            R² (\(rSquared, decimals: 2)) больше статистики Дарбина – Уотсона (\(durbinWatson, decimals: 2)): обычный \
            признак ложной регрессии.
            """,
          kk: """
            R² (\(rSquared, decimals: 2)) Дарбин – Уотсон статистикасынан (\(durbinWatson, decimals: 2)) үлкен: жалған \
            регрессияның әдеттегі белгісі.
            """)
        : Trilingual(
          en:
            "R² (\(rSquared, decimals: 2)) is not larger than the Durbin–Watson statistic (\(durbinWatson, decimals: 2)).",
          ru: "R² (\(rSquared, decimals: 2)) не больше статистики Дарбина – Уотсона (\(durbinWatson, decimals: 2)).",
          kk: "R² (\(rSquared, decimals: 2)) Дарбин – Уотсон статистикасынан (\(durbinWatson, decimals: 2)) үлкен емес."
        ))
    if n < shortSeries { reasons.append(shortSeriesCaution(n).text) }
    let natures = members.map(\.nature.verdict)
    let isTied = cointegration.rejects && byLags.allSatisfy(\.rejects)
    if isTied || natures.allSatisfy({ $0 == .stationary }) { return (.notSpurious, reasons) }
    let wander = natures.first == .unitRoot && natures.dropFirst().contains(.unitRoot)
    return (wander && hasMark && n >= shortSeries ? .spurious : .cannotTell, reasons)
  }

  private static func reason(_ verdict: SeriesNature.Verdict, _ names: Trilingual) -> Trilingual {
    switch verdict {
    case .stationary:
      Trilingual(
        en: "Stationary by both tests (ADF, KPSS): \(names).", ru: "Стационарны по обоим тестам (ADF, KPSS): \(names).",
        kk: "Екі тест (ADF, KPSS) бойынша стационар: \(names).")
    case .unitRoot:
      Trilingual(
        en: "Unit root by both tests (ADF, KPSS): \(names).",
        ru: "Единичный корень по обоим тестам (ADF, KPSS): \(names).",
        kk: "Екі тест (ADF, KPSS) бойынша бірлік түбір бар: \(names).")
    case .cannotTell:
      Trilingual(
        en: "The two tests (ADF, KPSS) do not decide: \(names).", ru: "Два теста (ADF, KPSS) не дают ответа: \(names).",
        kk: "Екі тест (ADF, KPSS) жауап бермейді: \(names).")
    }
  }
}
