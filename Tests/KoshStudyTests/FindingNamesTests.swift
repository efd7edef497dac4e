@testable import KoshStudy
import Testing

@Suite struct FindingNamesTests {
  private let names = FindingNames(["m.a.n", "m.region__*", "m.region__*.std_error", "k.*.mean", "q.*"])

  @Test(arguments: [
    ("m.a.n", true), ("m.a.N", false), ("m.a", false), ("m.region__A", true), ("m.region__A.std_error", true),
    ("m.region__A.std_eror", false), ("m.region__", true), ("m.regio__A", false), ("k.a.mean", true),
    ("k.a.b.mean", true), ("k.mean", false), ("k.a.b.sd", false), ("q", false), ("q.a", true), ("q.a.b", true),
    ("z.a", false), ("", false), (".", false), ("m..n", false), ("m.*", true), ("any*", true),
  ])
  func isKnown(id: String, isKnown: Bool) { #expect(names.contains(id) == isKnown, "\(id)") }

  @Test func withoutPatternsAStarStandsForNothing() {
    #expect(!FindingNames(["m.a.n"]).contains("m.*"))
    #expect(!FindingNames([]).contains("m"))
  }
}
