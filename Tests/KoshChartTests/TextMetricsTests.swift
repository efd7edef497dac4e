import Testing

@testable import KoshChart

@Suite struct TextMetricsTests {
  /// Widths in em that Chromium measured with Noto Sans and Liberation Sans (canvas `measureText` at 1000 px); the table
  /// must not promise less room than the narrower and not more than a tenth above the wider.
  @Test func widthsAreThoseOfRealFonts() {
    let measured: [(text: String, noto: Double, liberation: Double)] = [
      ("Восточно-Казахстанская область", 16.188, 15.480), ("Migration balance, persons", 12.814, 12.007),
      ("Солтүстік Қазақстан облысы", 13.873, 13.515), ("−107,000.5", 5.104, 5.033),
    ]
    for (text, noto, liberation) in measured {
      let width = TextMetrics.width(text, size: 1)
      #expect(width >= max(noto, liberation) * 0.99, "\(text)")
      #expect(width <= max(noto, liberation) * 1.1, "\(text)")
    }
  }

  @Test func kazakhLettersHaveWidthsOfTheirOwn() {
    for letter in "әғқңөұүһіӘҒҚҢӨҰҮҺІ" {
      #expect(TextMetrics.width(String(letter), size: 100) != 62 || "өһ".contains(letter))
    }
  }

  @Test func linesFitAndLoseNothing() {
    let text = "Западно-Казахстанская область и ещё несколько слов"
    for width in stride(from: 60.0, through: 400, by: 20) {
      let lines = TextMetrics.wrap(text, width: width, size: 12)
      #expect(lines.allSatisfy { TextMetrics.width($0, size: 12) <= width })
      let letters = lines.joined().filter { $0 != " " }
      #expect(letters == text.filter { $0 != " " })
    }
  }

  @Test func breaksStandWhereTheyMay() {
    #expect(TextMetrics.wrap("Western-Kazakhstan", width: 80, size: 12) == ["Western-", "Kazakhstan"])
    #expect(TextMetrics.wrap("5\u{A0}000 km", width: 45, size: 12) == ["5\u{A0}000", "km"])
    #expect(TextMetrics.wrap("Kara\u{AD}ganda", width: 40, size: 12) == ["Kara-", "ganda"])
    #expect(TextMetrics.wrap("Kara\u{AD}ganda", width: 100, size: 12) == ["Karaganda"])
    #expect(TextMetrics.wrap("", width: 100, size: 12) == [])
    #expect(TextMetrics.wrap("one two three four", width: 36, size: 12, maximum: 2) == ["one", "two…"])
  }

  @Test func aDashNeverReadsAsAMinusSign() {
    let text = "Алматы – первая, Атырауская область – 329 734"
    for width in stride(from: 60.0, through: 360, by: 10) {
      for line in TextMetrics.wrap(text, width: width, size: 13) {
        #expect(!line.hasPrefix("–") || width < 100, "\(width): \(line)")
        // Where the words around a number's dash are wider than the line, it has to part somewhere.
        #expect(!line.hasSuffix("–") || !text.contains(line + " 3") || width < 140, "\(width): \(line)")
      }
    }
    #expect(TextMetrics.wrap("сальдо ниже (r = −0,57)", width: 110, size: 13).last == "(r\u{00A0}=\u{00A0}−0,57)")
  }
}
