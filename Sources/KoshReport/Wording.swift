package import KoshTable

/// The fixed words of every report, in the three languages.
package enum Wording {
  // MARK: Sections

  /// Heading of the claims.
  package static let claims = Trilingual(
    en: "Published claims, checked", ru: "Проверка опубликованных утверждений", kk: "Жарияланған тұжырымдарды тексеру")
  /// Heading of the cautions.
  package static let cautions = Trilingual(
    en: "What to keep in mind", ru: "О чём следует помнить", kk: "Нені ескеру керек")
  /// Heading of the ledger.
  package static let findings = Trilingual(
    en: "Finding ledger", ru: "Реестр результатов", kk: "Нәтижелер тізілімі")
  /// Heading of the data.
  package static let data = Trilingual(en: "Data tables", ru: "Таблицы данных", kk: "Деректер кестелері")

  // MARK: Table cells

  /// A control that a model has.
  package static let yes = Trilingual(en: "Yes", ru: "Да", kk: "Иә")
  /// A control that a model does not have.
  package static let no = Trilingual(en: "No", ru: "Нет", kk: "Жоқ")
}
