internal import KoshTable

/// What to notice about a statement beside its number: a lint of what it says against what the number is.
struct Reading: Sendable, Hashable {
  /// A short name that stays the same.
  var code: String
  var text: Trilingual

  init(_ code: String, _ text: Trilingual) {
    self.code = code
    self.text = text
  }

  /// The words by which a statement is known to say something, in three languages; stems, in lower case.
  private static let stems: [Saying: [String]] = [
    .probability: ["likel", "probab", "chance of", "вероятн", "ықтимал"],
    .nonlinear: ["nonlinear", "non-linear", "нелиней", "сызықты емес", "бейсызық"],
    .everyPeriod: ["every year", "each year", "year by year", "ежегодн", "каждый год", "жыл сайын"],
    .effect: [
      "increases by", "leads to", "raises", "effect", "causes", "adds ", "увеличивает", "приводит", "влия", "вызывает",
      "арттырады", "әсер",
    ],
  ]

  /// What a statement says of its number: as declared, and as its words show.
  static func sayings(of claim: ClaimSpecification) -> Set<Saying> {
    let words = Language.allCases.map { claim.statement[$0].lowercased() }
    return claim.says.union(
      stems.filter { _, stems in words.contains { text in stems.contains { text.contains($0) } } }.keys)
  }

  /// The readings of a claim.
  static func readings(
    of claim: ClaimSpecification, traits: Set<FindingTrait>, course: (steps: Int, unknown: Int, against: Int)?
  ) -> [Reading] {
    let sayings = sayings(of: claim)
    var readings: [Reading] = []
    if sayings.contains(.probability), traits.contains(.oddsRatio) {
      readings.append(
        Reading(
          "odds_as_probability",
          Trilingual(
            en:
              "The number is a change of the odds, not of the probability; how much the probability changes depends on where it starts.",
            ru:
              "Это изменение шансов, а не вероятности; насколько меняется вероятность, зависит от её исходного уровня.",
            kk:
              "Бұл сан ықтималдықтың емес, шанстың өзгерісі; ықтималдықтың қанша өзгеретіні оның бастапқы деңгейіне байланысты."
          )))
    }
    if sayings.contains(.nonlinear), traits.contains(.straightLine) || traits.contains(.degenerate) {
      readings.append(
        Reading(
          "linear_as_nonlinear",
          Trilingual(
            en:
              "The fit that gives this number is a straight line, or a curve that has degenerated into one; it is told as nonlinear.",
            ru: "Это число даёт прямая линия или кривая, выродившаяся в прямую; в тексте тренд назван нелинейным.",
            kk: "Бұл санды түзу сызық немесе түзуге айналып кеткен қисық береді; мәтінде тренд бейсызық деп аталған.")))
    }
    if traits.contains(.cumulated) {
      readings.append(
        Reading(
          "cumulated_series",
          Trilingual(
            en:
              "The series is cumulated: each value contains the one before, so a high R² comes about by construction and is no evidence of a trend.",
            ru:
              "Ряд накопленный: каждое значение содержит предыдущее, поэтому высокий R² возникает по построению и не свидетельствует о тренде.",
            kk:
              "Қатар жинақталған: әр мән алдыңғысын қамтиды, сондықтан жоғары R² құрылымнан туындайды және трендке дәлел болмайды."
          )))
    }
    if sayings.contains(.everyPeriod), let course, course.against > 0 || course.unknown > 0 {
      readings.append(
        Reading(
          "every_period",
          Trilingual(
            en:
              "The statement speaks of every period; \(course.against) of \(course.steps) steps go the other way or stand still, and \(course.unknown) cannot be told.",
            ru:
              "Утверждение говорит о каждом периоде; шагов в другую сторону или без изменения: \(course.against) из \(course.steps), неизвестных: \(course.unknown).",
            kk:
              "Тұжырым әр кезең туралы айтады; қарама-қарсы немесе өзгеріссіз қадамдар: \(course.against) / \(course.steps), белгісізі: \(course.unknown)."
          )))
    }
    readings += coefficientReadings(sayings, traits)
    let periods = traits.compactMap { if case .period(let period) = $0 { period } else { nil } }.sorted()
    if periods.count > 1 {
      let shown = periods.joined(separator: "; ")
      readings.append(
        Reading(
          "periods_differ",
          Trilingual(
            en: "The columns behind this number are of different periods: \(shown).",
            ru: "Столбцы за этим числом относятся к разным периодам: \(shown).",
            kk: "Бұл санның артындағы бағандар әртүрлі кезеңдерге жатады: \(shown).")))
    }
    return readings
  }

  private static func coefficientReadings(_ sayings: Set<Saying>, _ traits: Set<FindingTrait>) -> [Reading] {
    var readings: [Reading] = []
    for trait in traits.sorted(by: { String(describing: $0) < String(describing: $1) }) {
      switch trait {
      case .coefficient(let estimate, let raw):
        if let raw, raw * estimate < 0 {
          readings.append(
            Reading(
              "sign_against_raw",
              Trilingual(
                en:
                  "The coefficient has the opposite sign to the plain correlation of the two variables (r = \(raw, decimals: 2)): it speaks only of what is left when the other predictors are held fixed.",
                ru:
                  "Знак коэффициента противоположен знаку простой корреляции этих переменных (r = \(raw, decimals: 2)): он говорит лишь о том, что остаётся при фиксированных остальных предикторах.",
                kk:
                  "Коэффициенттің таңбасы осы екі айнымалының жай корреляциясына (r = \(raw, decimals: 2)) қарама-қарсы: ол басқа предикторлар тұрақты болғанда қалатынды ғана көрсетеді."
              )))
        }
        if sayings.contains(.effect) {
          readings.append(
            Reading(
              "association_as_effect",
              Trilingual(
                en:
                  "A regression on observed figures shows an association; that a change of the one brings about the other does not follow from it.",
                ru:
                  "Регрессия по наблюдаемым данным показывает связь; из неё не следует, что изменение одного вызывает изменение другого.",
                kk:
                  "Бақыланған деректер бойынша регрессия байланысты көрсетеді; бірінің өзгеруі екіншісін тудыратыны одан шықпайды."
              )))
        }
      case .seriallyCorrelated(let durbinWatson):
        readings.append(
          Reading(
            "serial_correlation",
            Trilingual(
              en:
                "The residuals of the model follow one another in time (Durbin–Watson \(durbinWatson, decimals: 2), where about \(2.0, decimals: 0) would be unremarkable): its standard errors are too small.",
              ru:
                "Остатки модели связаны во времени (Дарбин – Уотсон \(durbinWatson, decimals: 2), при норме около \(2.0, decimals: 0)): стандартные ошибки занижены.",
              kk:
                "Модельдің қалдықтары уақыт бойынша байланысқан (Дарбин – Уотсон \(durbinWatson, decimals: 2), қалыпты мәні шамамен \(2.0, decimals: 0)): стандартты қателері төмендетілген."
            )))
      case .collinear(let inflation):
        readings.append(
          Reading(
            "collinearity",
            Trilingual(
              en:
                "The predictors move together (variance inflation \(inflation, decimals: 1)): their separate coefficients are poorly determined.",
              ru:
                "Предикторы меняются вместе (инфляция дисперсии \(inflation, decimals: 1)): их отдельные коэффициенты определены плохо.",
              kk:
                "Предикторлар бірге өзгереді (дисперсияның ұлғаюы \(inflation, decimals: 1)): олардың жеке коэффициенттері нашар анықталған."
            )))
      default: break
      }
    }
    return readings.reduce(into: []) { list, reading in if !list.contains(reading) { list.append(reading) } }
  }
}
