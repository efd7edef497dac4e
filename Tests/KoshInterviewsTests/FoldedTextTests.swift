@testable import KoshInterviews
import Testing

@Suite struct FoldedTextTests {
  @Test func letterCaseDoesNotMatter() {
    let text = FoldedText(SourceText("Всё решил грант.\nГрант!"))
    #expect(text.places(of: "ГРАНТ") == [10..<15, 17..<22])
    #expect(text.places(of: "все решил") == [0..<9])
    #expect(FoldedText(SourceText("ҚАЗАҚ Әже")).places(of: "қазақ ә") == [0..<7])
  }

  @Test func blanksOfAllKindsAreOne() {
    #expect(FoldedText(SourceText("a\u{A0}b\nc")).places(of: "A b c") == [0..<5])
  }

  @Test func placesAreThoseOfTheTextWhateverTheLetters() {
    // The capital İ has a lower case of two scalars, the flag is two scalars itself.
    let text = SourceText("İ 🇰🇿 үй")
    #expect(FoldedText(text).places(of: "Үй") == [5..<7])
    #expect(text[5..<7] == "үй")
  }

  @Test func placesDoNotOverlapAndStayInTheRange() {
    let text = FoldedText(SourceText("ааааа"))
    #expect(text.places(of: "аа") == [0..<2, 2..<4])
    #expect(text.places(of: "аа", in: 1..<4) == [1..<3])
    #expect(text.places(of: "аа", in: 4..<99) == [])
  }

  @Test func nothingIsNowhere() {
    #expect(FoldedText(SourceText("abc")).places(of: "") == [])
    #expect(FoldedText(SourceText("")).places(of: "a") == [])
  }

  /// The quick way for Latin and Cyrillic gives what Unicode's own tables give.
  @Test func lettersAreFoldedAsUnicodeSays() {
    for value in UInt32(0x21)...0x52F {
      guard let scalar = Unicode.Scalar(value), !scalar.properties.isWhitespace, value != 0x401, value != 0x451 else {
        continue
      }
      let lower = Array(scalar.properties.lowercaseMapping.unicodeScalars)
      let expected = lower.count == 1 ? lower[0].value : value
      #expect(FoldedText.fold(String(scalar)) == [expected], "\(value)")
    }
    #expect(FoldedText.fold("Ёё") == [0x435, 0x435])
  }
}
