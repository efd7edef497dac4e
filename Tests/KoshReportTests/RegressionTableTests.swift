import Testing

@testable import KoshReport

@Test func starsOfTheStrictestCutoff() {
  #expect(StarCutoff.mark(for: 0.03, cutoffs: StarCutoff.usual) == "**")
  #expect(StarCutoff.mark(for: 0.01, cutoffs: StarCutoff.usual) == "**")
  #expect(StarCutoff.mark(for: 0.00999, cutoffs: StarCutoff.usual) == "***")
  #expect(StarCutoff.mark(for: 0.1, cutoffs: StarCutoff.usual) == "")
  #expect(StarCutoff.mark(for: nil, cutoffs: StarCutoff.usual) == "")
  #expect(StarCutoff.mark(for: 0.001, cutoffs: []) == "")
}
