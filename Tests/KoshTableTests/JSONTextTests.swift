import Testing

@testable import KoshTable

@Suite struct JSONTextTests {
  @Test func numbersReadBackToTheSameDouble() {
    for value: Double in [
      0.1, 1.0 / 3, -2.5e-300, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 577187.0504804974, -1490209.862450539,
      1e21,
    ] {
      #expect(Double(JSONValue.number(value).text(indent: false)) == value)
    }
    #expect(JSONValue.number(0.1).text(indent: false) == "0.1")
    #expect(JSONValue.number(21).text(indent: false) == "21")
    #expect(JSONValue.number(-0.0).text(indent: false) == "-0")
    #expect(JSONValue.number(1e21).text(indent: false) == "1e+21")
    #expect(JSONValue.integer(.max).text(indent: false) == "9223372036854775807")
  }

  @Test func whatIsNotANumberIsNull() {
    for value in [Double.nan, .infinity, -.infinity] {
      #expect(JSONValue.number(value).text(indent: false) == "null")
    }
    #expect(JSONValue.optional(nil) == .null)
    #expect(JSONValue.optional(2) == .number(2))
  }

  @Test func textIsEscaped() {
    #expect(
      JSONValue.string("a\"b\\c\nd\re\tf\u{01}\u{1F}").text(indent: false)
        == #""a\"b\\c\nd\re\tf\u0001\u001f""#)
    #expect(JSONValue.string("Қазақстан – 😀").text(indent: false) == "\"Қазақстан – 😀\"")
    // A carriage return with a line feed is one character of Swift and two of JSON.
    #expect(JSONValue.string("a\r\nb").text(indent: false) == #""a\r\nb""#)
  }

  @Test func textCanStandInAScriptElement() {
    #expect(
      JSONValue.string("</script><!-- p < 1 a/b\u{2028}").text(indent: false)
        == #""<\/script><\u0021-- p < 1 a/b\u2028""#)
  }

  @Test func membersKeepTheirOrder() {
    let value = JSONValue.object([("b", .array([.bool(true), .null])), ("a", .object([])), ("c", .array([]))])
    #expect(value.text(indent: false) == #"{"b":[true,null],"a":{},"c":[]}"#)
    #expect(
      value.text(indent: true) == """
        {
          "b": [
            true,
            null
          ],
          "a": {},
          "c": []
        }
        """)
  }
}
