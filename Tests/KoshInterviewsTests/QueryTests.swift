import Testing

@testable import KoshInterviews

@Suite struct QueryTests {
  private let index = InterviewIndex(sampleProject())

  private func found(_ text: String) throws -> [String] {
    index.segments(try Query(text)).map { "\($0.source) \($0.range)" }
  }
  private func cases(_ text: String) throws -> [String] { index.cases(try Query(text)) }

  @Test func stretches() throws {
    #expect(try found("utility") == ["i01 2..<6", "i01 10..<12", "i02 0..<10"])
    #expect(try found("cost") == ["i01 0..<4", "i01 0..<5", "i01 14..<18", "i04 0..<3"])
    #expect(try found("only:cost") == ["i01 0..<5", "i01 14..<18", "i04 0..<3"])
    #expect(try found("cost and utility") == ["i01 2..<4", "i01 2..<5"])
    #expect(try found("utility and not joy") == ["i01 2..<6", "i01 10..<12", "i02 0..<3", "i02 5..<10"])
    #expect(try found("joy or source:i03") == ["i02 3..<5", "i03 0..<20", "i04 12..<14"])
    #expect(try found("within(joy, utility)") == ["i02 3..<5"])
    #expect(try found("within(utility, joy)") == [])
    #expect(try found("near(only:cost, utility, 1)") == ["i01 0..<5"])
    #expect(try found("near(only:cost, utility, 2)") == ["i01 0..<5", "i01 14..<18"])
    #expect(try found("speaker:P5 and joy") == ["i04 12..<14"])
    #expect(try found("coder:B") == ["i01 0..<5"])
    #expect(try found("gender=boy") == ["i02 0..<20"])
    #expect(try found("not (utility or joy) and source:i02") == ["i02 10..<20"])
    #expect(try found("unheard_of") == [])
  }

  @Test func casesAreAskedWithYesAndNo() throws {
    #expect(try cases("cost") == ["R1", "R4"])
    #expect(try cases("not cost") == ["R2", "R3", "R5"])
    #expect(try cases("cost and utility") == ["R1"])
    // In the text of R1 the two never cover the same words at 14–18, yet the case has both.
    #expect(try cases("gender=girl and not cost") == ["R3", "R5"])
    #expect(try cases("joy or cost") == ["R1", "R2", "R4", "R5"])
    #expect(try cases("near(cost, utility, 2)") == ["R1"])
    #expect(try cases("not not joy") == ["R2", "R5"])
  }

  @Test func lawsOfStretches() {
    var random = SeededRandom(seed: 31)
    func some() -> [Range<Int>] {
      Ranges.tidy(
        (0..<random.below(8)).map { _ in
          let start = random.below(28)
          return start..<(start + 1 + random.below(30 - start))
        })
    }
    func covered(_ ranges: [Range<Int>]) -> Set<Int> { Set(ranges.flatMap { Array($0) }) }
    let all = Set(0..<30)
    for _ in 0..<500 {
      let (a, b) = (some(), some())
      #expect(covered(Ranges.common(a, b)) == covered(a).intersection(covered(b)))
      #expect(covered(Ranges.outside(a, of: 0..<30)) == all.subtracting(covered(a)))
      #expect(covered(Ranges.merged(a)) == covered(a))
      #expect(
        Ranges.inside(a, b)
          == a.filter { one in b.contains { $0.lowerBound <= one.lowerBound && one.upperBound <= $0.upperBound } })
      let reach = random.below(4)
      let near = a.filter { one in
        b.contains { max($0.lowerBound, one.lowerBound) - min($0.upperBound, one.upperBound) <= reach }
      }
      #expect(Ranges.near(a, b, within: reach) == near)
    }
  }
}
