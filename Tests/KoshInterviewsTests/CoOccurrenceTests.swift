import Testing

@testable import KoshInterviews

@Suite struct CoOccurrenceTests {
  private let index = InterviewIndex(sampleProject())

  @Test func overlap() {
    let overlap = CoOccurrence(index, .overlap)
    #expect(overlap.pairs("cost_effort", "utility") == 1)
    #expect(overlap.pairs("utility", "cost_effort") == 1)
    // B's cost overlaps A's codings, but no coder meets another.
    #expect(overlap.pairs("cost", "utility") == 0)
    #expect(overlap.pairs("utility", "joy") == 1)
    #expect(overlap.pairs("utility", "utility") == 0)
    #expect(overlap.cases("utility", "joy") == 1)
    #expect(overlap.codings("joy", "utility").map { [$0.first, $0.second] } == [[6, 5]])
    #expect(overlap.pairs("csot", "joy") == 0)
  }

  @Test func inclusion() {
    let inclusion = CoOccurrence(index, .inclusion)
    #expect(inclusion.pairs("utility", "joy") == 1)
    #expect(inclusion.pairs("joy", "utility") == 0)
    #expect(inclusion.pairs("cost_effort", "utility") == 0)
    let equal = CoOccurrence(
      InterviewIndex(sampleProject([Coding(source: "i02", start: 3, end: 5, code: "cost", coder: "A")])), .inclusion)
    #expect(equal.pairs("cost", "joy") == 1)
    #expect(equal.pairs("joy", "cost") == 1)
    #expect(equal.pairs("utility", "cost") == 1)
  }

  @Test func proximity() {
    // cost 14–18 begins 2 after utility 10–12, which begins 4 after utility 2–6.
    #expect(CoOccurrence(index, .proximity(within: 1)).pairs("cost", "utility") == 0)
    #expect(CoOccurrence(index, .proximity(within: 2)).pairs("cost", "utility") == 1)
    #expect(CoOccurrence(index, .proximity(within: 4)).pairs("utility", "utility") == 1)
    #expect(CoOccurrence(index, .proximity(within: 8)).pairs("cost", "utility") == 2)
    #expect(CoOccurrence(index, .proximity(within: .max)).pairs("cost_effort", "utility") == 1)
    #expect(CoOccurrence(index, .proximity(within: -3)).pairs("cost", "utility") == 0)
  }

  @Test func aNaiveCountAgrees() {
    var random = SeededRandom(seed: 21)
    let codes = ["cost", "utility", "joy"]
    let more = (0..<80).map { _ -> Coding in
      let start = random.below(18)
      return Coding(
        source: "i03", start: start, end: start + 1 + random.below(20 - start), code: codes[random.below(3)],
        coder: ["A", "B"][random.below(2)])
    }
    let project = sampleProject(more)
    let index = InterviewIndex(project)
    for nearness in [Nearness.overlap, .inclusion, .proximity(within: 3)] {
      let counted = CoOccurrence(index, nearness)
      for first in codes {
        for second in codes {
          var naive = 0
          for (i, a) in project.codings.enumerated() {
            for (j, b) in project.codings.enumerated()
            where i != j && a.source == b.source && a.coder == b.coder && a.code == first && b.code == second {
              let holds =
                switch nearness {
                case .overlap: a.start < b.end && b.start < a.end
                case .inclusion: a.start <= b.start && b.end <= a.end
                case .proximity(let within):
                  !(a.start < b.end && b.start < a.end) && max(a.start, b.start) - min(a.end, b.end) <= within
                }
              if holds { naive += 1 }
            }
          }
          // Both orders of a pair of one code are counted by the naive loop.
          if first == second, nearness != .inclusion { naive /= 2 }
          #expect(counted.pairs(first, second) == naive)
          #expect(counted.codings(first, second).count == naive)
        }
      }
    }
  }

  @Test func sequence() {
    let sequence = CodeSequence(index)
    // A in i01: effort 0–4 → utility 10–12; utility 2–6 → utility 10–12; utility 10–12 → cost 14–18. i04: cost 0–3 → joy 12–14.
    #expect(sequence.count("cost_effort", then: "utility") == 1)
    #expect(sequence.count("utility", then: "utility") == 1)
    #expect(sequence.count("utility", then: "cost") == 1)
    #expect(sequence.count("cost", then: "joy") == 1)
    #expect(sequence.count("joy", then: "cost") == 0)
    #expect(sequence.count("cost", then: "utility") == 0)
    #expect(sequence.codings("utility", then: "cost").map { [$0.first, $0.second] } == [[2, 3]])
    #expect(CodeSequence(index, within: 4).count("cost_effort", then: "utility") == 0)
    #expect(CodeSequence(index, within: 4).count("utility", then: "utility") == 1)
  }
}
