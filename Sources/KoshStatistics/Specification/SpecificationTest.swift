internal import KoshNumerics
public import KoshTable

/// A test of what a linear regression takes for granted.
public struct SpecificationTest: Sendable, Hashable {
  /// Which test.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Breusch and Godfrey's, of serially uncorrelated errors.
    case breuschGodfrey = "breusch_godfrey"
    /// Breusch and Pagan's in Koenker's form, of one variance, against one that changes with the predictors.
    case breuschPagan = "breusch_pagan"
    /// Breusch and Pagan's as first published, which takes the errors to be normal.
    case breuschPaganOriginal = "breusch_pagan_original"
    /// White's, of one variance, against any that depends on predictors, their squares and products.
    case white
    /// Ramsey's RESET, of the straight-line form.
    case reset
    /// Jarque and Bera's, of normal errors.
    case jarqueBera = "jarque_bera"
    /// Chow's, of the same coefficients before and after a known row.
    case chow
    /// Quandt's and Andrews', of the same coefficients throughout, against a break at an unknown row.
    case unknownBreak = "unknown_break"
  }

  /// What the statistic is compared with.
  public enum Distribution: Sendable, Hashable {
    /// χ² with so many degrees of freedom.
    case chiSquared(df: Int)
    /// Fisher's *F*.
    case f(df1: Int, df2: Int)
    /// The largest value of a squared Bessel bridge of so many dimensions over the middle part of the rows.
    case supremum(dimensions: Int)
  }

  /// Which test.
  public let kind: Kind
  /// The statistic.
  public let statistic: Double
  /// What it is compared with.
  public let distribution: Distribution
  /// P(a statistic at least as large) if what the regression takes for granted holds.
  public let pValue: Double

  init(_ kind: Kind, chiSquared statistic: Double, df: Int) {
    self.kind = kind
    self.statistic = max(0, statistic)
    distribution = .chiSquared(df: df)
    pValue = ChiSquared.upper(max(0, statistic), df: Double(df))
  }

  init(_ kind: Kind, f statistic: Double, df1: Int, df2: Int) {
    self.kind = kind
    self.statistic = max(0, statistic)
    distribution = .f(df1: df1, df2: df2)
    pValue = FisherF.upper(max(0, statistic), df1: Double(df1), df2: Double(df2))
  }

  init(_ kind: Kind, supremum statistic: Double, dimensions: Int, pValue: Double) {
    self.kind = kind
    self.statistic = statistic
    distribution = .supremum(dimensions: dimensions)
    self.pValue = pValue
  }
}

/// A test in its two forms: Lagrange multiplier, exact only in long series, and *F*, closer to its level in short ones.
public struct SpecificationTestPair: Sendable, Hashable {
  /// n R² of the auxiliary regression, χ².
  public let lagrangeMultiplier: SpecificationTest
  /// The same as an *F* test of the auxiliary regression's added columns.
  public let f: SpecificationTest
}

/// Tests of what a linear regression takes for granted, computed from a least-squares fit.
///
/// They need only its columns and residuals. A fit with weights is refused: the tests are derived for rows of equal
/// weight. Missing values are no question here, since a fit holds complete rows only; tests about time need its rows to
/// be in the order of time, without gaps.
public enum SpecificationTests {
  /// The columns of a fit, after checking that the tests can be made.
  static func columns(_ fit: some RegressionFit, for kind: SpecificationTest.Kind) throws(Problem) -> [[Double]] {
    guard fit.weightValues == nil else {
      throw Problem(
        .specification, "\(kind.name.en) is not defined for a weighted fit",
        why: "the test is derived for rows of equal weight", remedy: "fit the model without weights and test that")
    }
    let scale = fit.outcomeValues.reduce(0) { $0 + $1 * $1 }
    guard fit.residuals.reduce(0, { $0 + $1 * $1 }) > 1e-28 * scale else {
      throw Problem(
        .data, "\(kind.name.en) has no residuals to look at", why: "the fit meets every value of the outcome",
        remedy: "leave the test out")
    }
    return (0..<fit.design.columnCount).map { fit.design.column($0) }
  }

  static func tooShort(_ kind: SpecificationTest.Kind, rows: Int, columns: Int) -> Problem {
    Problem(
      .data, "\(kind.name.en) needs more than \(columns) rows, and the fit has \(rows)",
      why: "its auxiliary regression has as many coefficients as rows",
      remedy: "use a longer series, fewer predictors or a lower order")
  }
}

extension SpecificationTest.Kind {
  /// The test's name.
  public var name: Trilingual {
    switch self {
    case .breuschGodfrey:
      Trilingual(en: "the Breusch–Godfrey test", ru: "тест Бройша – Годфри", kk: "Бройш – Годфри тесті")
    case .breuschPagan:
      Trilingual(
        en: "the Breusch–Pagan test (Koenker's form)", ru: "тест Бройша – Пагана (в форме Коэнкера)",
        kk: "Бройш – Паган тесті (Кенкер түрінде)")
    case .breuschPaganOriginal:
      Trilingual(
        en: "the Breusch–Pagan test (original form)", ru: "тест Бройша – Пагана (исходная форма)",
        kk: "Бройш – Паган тесті (бастапқы түрі)")
    case .white: Trilingual(en: "White's test", ru: "тест Уайта", kk: "Уайт тесті")
    case .reset: Trilingual(en: "Ramsey's RESET", ru: "тест Рамсея (RESET)", kk: "Рамсей тесті (RESET)")
    case .jarqueBera: Trilingual(en: "the Jarque–Bera test", ru: "тест Харке – Бера", kk: "Харке – Бера тесті")
    case .chow: Trilingual(en: "the Chow test", ru: "тест Чоу", kk: "Чоу тесті")
    case .unknownBreak:
      Trilingual(
        en: "the Quandt–Andrews test", ru: "тест Квандта – Эндрюса", kk: "Квандт – Эндрюс тесті")
    }
  }

  /// What it means where the test rejects, in one plain sentence.
  public var warning: Trilingual {
    switch self {
    case .breuschGodfrey:
      Trilingual(
        en: "The errors of neighbouring periods are alike, so the usual standard errors are too small to be believed.",
        ru: "Ошибки соседних периодов похожи друг на друга, поэтому обычные стандартные ошибки занижены.",
        kk: "Көршілес кезеңдердің қателері бір-біріне ұқсас, сондықтан әдеттегі стандартты қателер кемітілген.")
    case .breuschPagan, .breuschPaganOriginal, .white:
      Trilingual(
        en: """
          The scatter about the line differs between rows, so standard errors that take it to be the same everywhere \
          are wrong; robust ones are needed.
          """,
        ru: """
          Разброс вокруг линии у разных строк разный, поэтому стандартные ошибки, считающие его одинаковым, неверны; \
          нужны устойчивые.
          """,
        kk: """
          Сызық маңындағы шашырау әр жолда әртүрлі, сондықтан оны бірдей деп алатын стандартты қателер дұрыс емес; \
          орнықты қателер керек.
          """)
    case .reset:
      Trilingual(
        en: "A straight line does not describe the relation: curves of the fitted values explain more of the outcome.",
        ru: "Прямая не описывает связь: степени расчётных значений объясняют зависимую переменную лучше.",
        kk: "Түзу сызық байланысты сипаттамайды: есептік мәндердің дәрежелері тәуелді айнымалыны артық түсіндіреді.")
    case .jarqueBera:
      Trilingual(
        en: "The errors are not normally distributed, so exact p-values of a small sample are only approximate.",
        ru: "Ошибки распределены не нормально, поэтому «точные» p-значения малой выборки лишь приближённы.",
        kk: "Қателер қалыпты таралмаған, сондықтан шағын іріктеменің «дәл» p-мәндері тек жуық.")
    case .chow, .unknownBreak:
      Trilingual(
        en: "The coefficients differ between the periods, so one equation for all the years mixes two relations.",
        ru: "Коэффициенты в разные периоды различны, поэтому одно уравнение на все годы смешивает две зависимости.",
        kk: "Коэффициенттер әр кезеңде әртүрлі, сондықтан барлық жылға ортақ бір теңдеу екі тәуелділікті араластырады.")
    }
  }
}
