import KoshTable
import Testing

@testable import KoshStudy

@Suite struct CautionGroupsTests {
  private func serial(_ model: Trilingual, _ watson: Double) -> Caution {
    Caution(
      "serial_correlation",
      Trilingual(
        en: "\(model): residuals resemble one another (Durbin–Watson \(watson, decimals: 2)).",
        ru: "\(model): остатки связаны (Дарбин – Уотсон \(watson, decimals: 2)).",
        kk: "\(model): қалдықтар байланысқан (Дарбин – Уотсон \(watson, decimals: 2))."))
  }
  private let all = Trilingual(en: "All years, 2001–2021", ru: "Все годы, 2001–2021", kk: "Барлық жыл, 2001–2021")
  private let early = Trilingual(en: "Until 2015", ru: "До 2015", kk: "2015 жылға дейін")
  private let late = Trilingual(en: "From 2016", ru: "С 2016", kk: "2016 жылдан")

  @Test func whatHoldsOfSeveralModelsIsSaidOnce() {
    let other = Caution("rows_lost", Trilingual(same: "A: 1 of 22."))
    let merged = CautionGroups.merged([serial(all, 0.8), other, serial(early, 1.02), serial(late, 0.8)])
    #expect(merged.map(\.code) == ["serial_correlation", "rows_lost"])
    #expect(
      merged[0].text
        == Trilingual(
          en:
            "All years, 2001–2021: residuals resemble one another (Durbin–Watson 0.80). Likewise: Until 2015 (1.02); From 2016.",
          ru: "Все годы, 2001–2021: остатки связаны (Дарбин – Уотсон 0,80). Так же: До 2015 (1,02); С 2016.",
          kk:
            "Барлық жыл, 2001–2021: қалдықтар байланысқан (Дарбин – Уотсон 0,80). Сондай-ақ: 2015 жылға дейін (1,02); 2016 жылдан."
        ))
    #expect(merged[1] == other)
  }

  @Test func otherWordsStayApart() {
    let one = Caution("x", Trilingual(en: "A: up.", ru: "A: вверх.", kk: "A: жоғары."))
    let two = Caution("x", Trilingual(en: "B: up.", ru: "B: вниз.", kk: "B: жоғары."))
    #expect(CautionGroups.merged([one, two]) == [one, two])
    let unnamed = Caution("x", Trilingual(same: "21 values"))
    #expect(CautionGroups.merged([unnamed, unnamed]) == [unnamed, unnamed])
  }

  @Test func aCautionDoesNotEndInAnother() {
    let short = Caution("few", Trilingual(en: "Few values.", ru: "Мало значений.", kk: "Мән аз."))
    let long = Caution(
      "spurious",
      Trilingual(en: "No link. Few values.", ru: "Нет связи. Мало значений.", kk: "Байланыс жоқ. Мән аз."))
    #expect(
      CautionGroups.merged([short, long]).map(\.text) == [
        short.text, Trilingual(en: "No link.", ru: "Нет связи.", kk: "Байланыс жоқ."),
      ])
  }
}
