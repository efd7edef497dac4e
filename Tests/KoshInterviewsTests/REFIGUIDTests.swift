import Testing

@testable import KoshInterviews

@Suite struct REFIGUIDTests {
  @Test func waysOfWriting() {
    let guid = REFIGUID("{6F1D0C3E-8A52-4B7C-9D10-5E2F4A6B8C7D}")
    #expect(guid?.text == "6f1d0c3e-8a52-4b7c-9d10-5e2f4a6b8c7d")
    #expect(REFIGUID(" 6f1d0c3e-8a52-4b7c-9d10-5e2f4a6b8c7d\n") == guid)
    for text in [
      "", "6f1d0c3e8a524b7c9d105e2f4a6b8c7d", "{6f1d0c3e-8a52-4b7c-9d10-5e2f4a6b8c7d",
      "6f1d0c3e-8a52-4b7c-9d10-5e2f4a6b8c7g",
    ] {
      #expect(REFIGUID(text) == nil)
    }
  }

  @Test func madeGUIDs() {
    let one = REFIGUID(kind: "code", project: "p", key: "cost")
    #expect(one == REFIGUID(kind: "code", project: "p", key: "cost"))
    #expect(one != REFIGUID(kind: "code", project: "p", key: "grant"))
    #expect(one != REFIGUID(kind: "user", project: "p", key: "cost"))
    // Version 8 and the variant of RFC 9562.
    let digits = Array(one.text)
    #expect(digits[14] == "8")
    #expect("89ab".contains(digits[19]))
    #expect(REFIGUID(one.text) == one)
  }
}
