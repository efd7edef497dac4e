public import KoshTable

/// What two tests with opposite null hypotheses say of a series together.
public struct SeriesNature: Sendable, Hashable {
  /// What can be said.
  public enum Verdict: String, Sendable, Hashable, CaseIterable {
    /// The unit root is rejected and stationarity is not: the series returns to its level or trend.
    case stationary
    /// Stationarity is rejected and the unit root is not: the series wanders, I(1) or more.
    case unitRoot = "unit_root"
    /// Both are rejected, or neither is.
    case cannotTell = "cannot_tell"
  }

  /// The Dickey–Fuller test of the levels.
  public let dickeyFuller: DickeyFuller
  /// The KPSS test of the levels.
  public let kpss: KPSS
  /// Values.
  public let n: Int
  /// What can be said at 5 %.
  public let verdict: Verdict
  /// What a reader should know: `short_series` below ``UnitRoots/shortSeries`` values.
  public let cautions: [Caution]
}

extension SeriesNature.Verdict {
  /// The verdict in words.
  public var text: Trilingual {
    switch self {
    case .stationary: Trilingual(en: "stationary", ru: "стационарен", kk: "стационар")
    case .unitRoot: Trilingual(en: "unit root", ru: "единичный корень", kk: "бірлік түбір")
    case .cannotTell: Trilingual(en: "cannot tell", ru: "определить нельзя", kk: "анықтау мүмкін емес")
    }
  }
}

extension UnitRoots {
  /// Below so many values a unit root that is not rejected says little: with 25 values the Dickey–Fuller test finds a
  /// series with autocorrelation 0.8 to be stationary in about one case of eight, with 50 in one of three
  /// (simulated with a constant, no lags, 4,000 times).
  public static let shortSeries = 50

  /// Whether a series returns to a level (or trend), or wanders: the Dickey–Fuller test, whose null hypothesis is the
  /// unit root, and the KPSS test, whose null hypothesis is stationarity, both at 5 %.
  ///
  /// - Parameters:
  ///   - values: The series in the order of time.
  ///   - part: `constant`, or `trend` for a series that grows; of both tests.
  ///   - lags: Lagged differences of the Dickey–Fuller test.
  ///   - largestLag: The most lags that a criterion may choose.
  ///   - bandwidth: Lags of the long-run variance of the KPSS test.
  ///   - name: The series' name, for messages.
  /// - Throws: What the two tests throw.
  ///
  /// Source: the pair of tests is read as D. Kwiatkowski and others (1992), *Journal of Econometrics* 54, 159–178,
  /// section 5, advise.
  public static func nature(
    _ values: [Double?], _ part: DeterministicPart = .constant, lags: LagRule = .aic, largestLag: Int? = nil,
    bandwidth: BandwidthRule = .automatic, name: String = "series"
  ) throws(Problem) -> SeriesNature {
    let adf = try dickeyFuller(values, part, lags: lags, largestLag: largestLag, name: name)
    let kpss = try self.kpss(values, part, bandwidth: bandwidth, name: name)
    let verdict: SeriesNature.Verdict
    switch (adf.rejects, kpss.rejects) {
    case (true, false): verdict = .stationary
    case (false, true): verdict = .unitRoot
    default: verdict = .cannotTell
    }
    return SeriesNature(
      dickeyFuller: adf, kpss: kpss, n: values.count, verdict: verdict,
      cautions: values.count < shortSeries ? [shortSeriesCaution(values.count)] : [])
  }

  static func shortSeriesCaution(_ n: Int) -> Caution {
    Caution(
      "short_series",
      Trilingual(
        en: """
          The series has \(n) values: below \(shortSeries) a test that does not reject says little, since it would \
          seldom reject even if it should.
          """,
        ru: """
          В ряду значений: \(n). Если их меньше \(shortSeries), то неотвергнутая гипотеза мало о чём говорит: тест \
          редко отвергал бы её, даже если она неверна.
          """,
        kk: """
          Қатардағы мәндер саны: \(n). Мәндер \(shortSeries)-ден аз болса, гипотезаның жоққа шығарылмауы аз нәрсе \
          айтады: ол қате болса да, тест оны сирек жоққа шығарар еді.
          """))
  }
}
