import KoshDemography
import KoshTable
import Testing

struct MacroRegionTests {
  @Test func everyMacroRegionHasRegionsAndAName() {
    for macroRegion in MacroRegion.allCases {
      #expect(Region.current.contains { $0.macroRegion == macroRegion })
      for language in Language.allCases { #expect(!macroRegion.name[language].isEmpty) }
    }
    #expect(Region.current.filter { $0.macroRegion == .megacities }.map(\.code) == ["KZ-71", "KZ-75", "KZ-79"])
  }
}
