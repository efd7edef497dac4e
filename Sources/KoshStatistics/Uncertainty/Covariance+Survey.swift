internal import KoshNumerics
internal import KoshTable

extension Covariance {
  /// The covariance by the design of a sample.
  mutating func survey(
    _ design: SurveyDesign, _ equations: EstimatingEquations, formula: Formula
  ) throws(Problems) {
    let units = try SampledUnits(
      design, groups: equations.groups, populationSizes: equations.populationSizes, rowCount: equations.rowCount,
      place: formula.place)
    degreesOfFreedom = units.degreesOfFreedom
    clusterCounts = [units.count]
    cautions += Self.designCautions(design, units: units, coefficients: equations.estimates.count)
    switch design.method {
    case .linearization:
      matrix = units.variance(of: equations.scoreSums(units.unitOfRow, count: units.count)).map(equations.sandwich)
    case .jackknife:
      matrix = try surveyJackknife(units, equations, formula: formula)
    }
    if units.degreesOfFreedom < 1 { matrix = nil }
  }

  private static func designCautions(_ design: SurveyDesign, units: SampledUnits, coefficients: Int) -> [Caution] {
    var cautions: [Caution] = []
    let lonely = units.unitCounts.indices.count { units.unitCounts[$0] == 1 && units.remaining[$0] > 0 }
    if lonely > 0 {
      let how = design.lonelyUnit.label
      cautions.append(
        Caution(
          "lonely_units",
          Trilingual(
            en: "Strata with a single sampling unit: \(lonely). Their variance cannot be estimated; \(how).",
            ru: "Страт с единственной единицей отбора: \(lonely). Их дисперсию оценить нельзя; \(how).",
            kk:
              "Бір ғана іріктеу бірлігі бар страталар саны: \(lonely). Олардың дисперсиясын бағалау мүмкін емес; \(how)."
          )))
    }
    if units.degreesOfFreedom < 1 {
      cautions.append(
        Caution(
          "no_design_degrees",
          Trilingual(
            en: "There are no more sampling units (\(units.count)) than strata: standard errors are undefined.",
            ru: "Единиц отбора (\(units.count)) не больше, чем страт: стандартные ошибки не определены.",
            kk:
              "Іріктеу бірліктерінің саны (\(units.count)) страталар санынан артық емес: стандартты қателер анықталмаған."
          )))
    } else if units.degreesOfFreedom < coefficients {
      cautions.append(
        Caution(
          "few_design_degrees",
          Trilingual(
            en:
              "The design leaves \(units.degreesOfFreedom) degrees of freedom (units − strata) for \(coefficients) coefficients: standard errors are unsure, and not all coefficients can be tested jointly.",
            ru:
              "План выборки оставляет степеней свободы (единицы − страты): \(units.degreesOfFreedom), коэффициентов: \(coefficients). Стандартные ошибки ненадёжны, и проверить все коэффициенты совместно нельзя.",
            kk:
              "Іріктеу жоспары қалдыратын еркіндік дәрежелері (бірліктер − страталар): \(units.degreesOfFreedom), коэффициенттер: \(coefficients). Стандартты қателер сенімсіз, барлық коэффициентті бірге тексеру мүмкін емес."
          )))
    }
    return cautions
  }
}

extension SurveyDesign.LonelyUnit {
  /// What is done, in a clause.
  fileprivate var label: Trilingual {
    switch self {
    case .fail: Trilingual(en: "the fit is refused", ru: "оценка отклонена", kk: "бағалау қабылданбады")
    case .certainty:
      Trilingual(
        en: "they add none, as if drawn with certainty", ru: "они не добавляют её, как отобранные с достоверностью",
        kk: "олар анық таңдалғандай дисперсия қоспайды")
    case .adjust:
      Trilingual(
        en: "their units were compared to the mean of all units", ru: "их единицы сравнены со средним всех единиц",
        kk: "олардың бірліктері барлық бірліктің орташасымен салыстырылды")
    case .average:
      Trilingual(
        en: "they were given the average of the other strata", ru: "им приписано среднее по остальным стратам",
        kk: "оларға қалған страталардың орташасы берілді")
    }
  }
}
