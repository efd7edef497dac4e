import KoshDemography
import KoshTable
import Testing

struct RegionTests {
  @Test func twentyRegionsExistToday() {
    #expect(Region.current.count == 20)
    #expect(Set(Region.all.map(\.code)).count == Region.all.count)
  }

  @Test func findsByCode() {
    #expect(Region.find("KZ-33")?.name.kk == "Жетісу облысы")
    #expect(Region.find("KZ-34") == nil)
  }

  @Test func formerRegionsHaveSuccessors() {
    #expect(Region.find("KZ-YUZ")?.successors.map(\.code) == ["KZ-61", "KZ-79"])
    #expect(Region.find("KZ-YUZ")?.isCurrent == false)
    #expect(Region.find("KZ-63")?.successors.map(\.code) == ["KZ-10"])
    #expect(Region.find("KZ-10")?.validFrom == "2022-06-08")
  }

  @Test func namesDifferByLanguageAndAreNeverEmpty() {
    for region in Region.all {
      for text in [region.name, region.shortName, region.tileLabel] {
        for language in Language.allCases { #expect(!text[language].isEmpty, "\(region.code)") }
      }
      #expect(region.name.en != region.name.ru)
    }
    for language in Language.allCases {
      #expect(Set(Region.current.map { $0.tileLabel[language] }).count == 20)
      #expect(Set(Region.current.map { $0.shortName[language] }).count == 20)
    }
  }
}
