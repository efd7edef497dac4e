import KoshTable
import Testing

@testable import KoshInterviews

@Suite struct ShippedFramesTests {
  @Test(arguments: ShippedFrame.allCases) func isSoundAndInThreeLanguages(_ shipped: ShippedFrame) {
    let frame = shipped.frame
    #expect(frame.check().isEmpty)
    #expect(!frame.name.isEmpty)
    for code in frame.codes {
      var texts = [code.name, code.definition, code.include]
      if code.isCodable { texts += [code.exclude] + code.examples }
      for text in texts {
        for language in Language.allCases { #expect(!text[language].isEmpty, "\(code.id)") }
        #expect(text.en != text.ru && text.ru != text.kk, "\(code.id)")
      }
      #expect(code.examples.count == (code.isCodable ? 1 : 0))
    }
  }

  @Test func theComponentsOfValueAreThere() {
    let codes = ShippedFrame.expectancyValue.frame.codes.map(\.id)
    for code in ["expectancy", "attainment", "intrinsic", "utility", "cost"] { #expect(codes.contains(code)) }
  }
}
