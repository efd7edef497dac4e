import KoshTable
import Testing

@Suite struct LanguageTests {
  @Test func everyLanguageNamesItself() {
    #expect(Language.allCases.map(\.ownName) == ["English", "Русский", "Қазақша"])
  }

  @Test func codesAreThoseOfTheStandard() {
    // ISO 639-1.
    #expect(Language.allCases.map(\.rawValue) == ["en", "ru", "kk"])
    #expect(Language(rawValue: "kz") == nil)
  }
}
