package import KoshTable

/// The words that charts themselves need, in the three languages.
package enum ChartWords {
  /// Heading of a column of labels.
  package static let category = Trilingual(en: "Category", ru: "Категория", kk: "Санат")
  /// Heading of a column of values.
  package static let value = Trilingual(en: "Value", ru: "Значение", kk: "Мән")
  /// Heading of a column of studies.
  package static let study = Trilingual(en: "Study", ru: "Исследование", kk: "Зерттеу")
  /// Heading of a column of regions.
  package static let region = Trilingual(en: "Region", ru: "Регион", kk: "Өңір")
  /// Heading of a column of odds ratios.
  package static let oddsRatio = Trilingual(
    en: "Odds ratio [95% CI]", ru: "Отношение шансов [95% ДИ]", kk: "Мүмкіндіктер қатынасы [95% СА]")
  /// Heading of a column of coefficients.
  package static let coefficient = Trilingual(
    en: "Coefficient [95% CI]", ru: "Коэффициент [95% ДИ]", kk: "Коэффициент [95% СА]")
  /// What a dendrogram's heights are.
  package static let distance = Trilingual(en: "Distance", ru: "Расстояние", kk: "Қашықтық")
}
