import KoshStatistics
import KoshTable
import Testing

@Suite struct AgreementSpansTests {
  private func span(_ start: Int, _ end: Int, _ coder: String, _ code: String = "c", _ source: String = "s")
    -> CodedSpan
  {
    CodedSpan(source: source, start: start, end: end, code: code, coder: coder)
  }

  /// A thousand characters: both 50, each alone 75 (0.85, κ 0.3143); apart 100 each (−0.1111); 50 in 100 (0.6429).
  @Test(
    arguments: [
      ([0, 125], [75, 200], 0.85, 0.3143), ([0, 100], [100, 200], 0.8, -0.1111), ([0, 100], [0, 50], 0.95, 0.6429),
      ([0, 100], [50, 150], 0.9, 0.4444),
    ]) func characters(_ a: [Int], _ b: [Int], _ share: Double, _ kappa: Double) throws
  {
    let codings = try SpanCodings([span(a[0], a[1], "A"), span(b[0], b[1], "B")], sources: [("s", 1000)])
    let r = codings.ratings(of: ["c"], unit: .character)
    let result = try agreement(r)
    #expect(try agree(result.perCent.value, share) && abs(try #require(result.cohen[0].kappa.value) - kappa) < 5e-5)
    #expect(result.unitCount == 1000 && result.comparedUnits == 1000 && r.units.count <= 4)
    // One source is one cluster: no interval that pretends a thousand independent units.
    #expect(result.clusterCount == 1 && result.cohen[0].kappa.confidenceLow == nil)
  }

  @Test func sourcesAndMissingCoders() throws {
    let codings = try SpanCodings(
      [
        span(0, 5, "A", "c", "one"), span(2, 5, "B", "c", "one"), span(0, 3, "A", "c", "two"),
        span(0, 3, "C", "d", "three"),
      ],
      sources: [("one", 10), ("two", 10), ("three", 10), ("four", 10)],
      codedBy: ["one": ["A", "B"], "two": ["A", "B"], "three": ["A", "B", "C"]])
    let r = codings.ratings(of: ["c"], unit: .source)
    #expect(r.units == ["one", "two", "three"] && codings.coders == ["A", "B", "C"])
    #expect((0..<3).map { r.value(of: $0, by: 0) } == ["yes", "yes", "no"])
    #expect((0..<3).map { r.value(of: $0, by: 1) } == ["yes", "no", "no"])
    #expect((0..<3).map { r.value(of: $0, by: 2) } == [nil, nil, "no"])
    #expect(r.clusters == nil)
    let pooled = codings.ratings(of: ["c", "d"], unit: .source)
    #expect(pooled.units.count == 6 && pooled.clusters == [0, 0, 1, 1, 2, 2])
    #expect(codings.ratings(of: ["nothing"], unit: .character).counts == [10, 10, 10])
    #expect(codings.unitisingAlpha(of: ["c"]).undefined == .oneCategory)
    #expect(
      try SpanCodings([span(0, 5, "A")], sources: [("s", 9)]).unitisingAlpha(of: ["c"]).undefined == .noCommonSource)
  }

  /// Krippendorff's continuum as two sources: a gap goes on from one source to the next, a stretch never does.
  @Test func unitising() throws {
    let one = try SpanCodings(
      [
        span(75, 145, "A"), span(220, 250, "A"), span(70, 150, "B"), span(205, 225, "B"), span(250, 270, "B"),
        span(30, 90, "A", "k"), span(150, 200, "A", "k"), span(30, 90, "B", "k"), span(150, 200, "B", "k"),
      ], sources: [("s", 300)])
    #expect(agree(one.unitisingAlpha(of: ["c"]).value, 0.728598996805389))
    #expect(agree(one.unitisingAlpha(of: ["c", "k"]).value, 0.8586654051841702))
    let two = try SpanCodings(
      [
        span(75, 145, "A"), span(20, 50, "A", "c", "t"), span(70, 150, "B"), span(5, 25, "B", "c", "t"),
        span(50, 70, "B", "c", "t"),
      ], sources: [("s", 200), ("t", 100)])
    #expect(agree(two.unitisingAlpha(of: ["c"]).value, 0.728598996805389))
  }

  @Test func codesThatExcludeEachOther() throws {
    let codings = try SpanCodings(
      [
        span(0, 10, "A", "x"), span(10, 20, "A", "y"), span(0, 10, "B", "x"), span(10, 14, "B", "x"),
        span(14, 20, "B", "y"),
      ],
      sources: [("s", 50)])
    let r = try codings.codeRatings(of: ["x", "y"])
    #expect(r.counts == [10, 4, 6] && r.value(of: 1, by: 0) == "y" && r.value(of: 1, by: 1) == "x")
    // Twenty characters with a code by both: 24 values x, 16 y; D_o = 8/40, D_e = 2·24·16/(40·39).
    #expect(agree(try krippendorffAlpha(r).value, 1 - (8.0 / 40) / (2 * 24 * 16.0 / (40 * 39))))
    let double = try SpanCodings(
      [span(0, 10, "A", "x"), span(5, 20, "A", "y"), span(0, 9, "B", "x")], sources: [("s", 50)])
    let problems = #expect(throws: Problems.self) { try double.codeRatings(of: ["x", "y"]) }
    #expect(
      problems?.description == """
        A gave x and y to the same text of s, from position 5 on
          why: agreement over all codes at once takes one code for each character
          do:  look at agreement by code, or at codes that exclude each other
        """)
  }

  @Test func worklist() throws {
    let codings = try SpanCodings(
      [span(0, 10, "A"), span(4, 10, "B"), span(20, 25, "B"), span(20, 25, "B", "d"), span(20, 25, "A", "d")],
      sources: [("s", 30), ("t", 5)], codedBy: ["s": ["A", "B"], "t": ["A", "C"]])
    let found = codings.disagreements(of: ["c", "d", "none"])
    #expect(found.map { [$0.start, $0.end] } == [[0, 4], [20, 25]])
    #expect(found[0].marked == ["A"] && found[0].unmarked == ["B"] && found[1].marked == ["B"])
    #expect(found.allSatisfy { $0.source == "s" && $0.code == "c" })
  }

  /// Stretches with counts against one row for every single character.
  @Test func runsAreCharacters() throws {
    var state: UInt64 = 11
    func random(_ n: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % n
    }
    for _ in 0..<20 {
      let spans = (0..<12).map { number in
        let start = random(50)
        return span(start, start + 1 + random(10), ["A", "B", "C"][number % 3])
      }
      let characters = ["A", "B", "C"].map { coder in
        (0..<60).map { at -> String? in
          spans.contains { $0.coder == coder && $0.start <= at && at < $0.end } ? "yes" : "no"
        }
      }
      let codings = try SpanCodings(spans, sources: [("s", 60)])
      let runs = try agreement(codings.ratings(of: ["c"], unit: .character))
      let single = try agreement(Ratings(characters, coders: ["A", "B", "C"], order: ["no", "yes"]))
      #expect(runs.prevalence == single.prevalence && runs.unitCount == 60)
      for (x, y) in [
        (runs.alpha, single.alpha), (runs.fleiss, single.fleiss), (runs.cohen[2].kappa, single.cohen[2].kappa),
      ] {
        #expect(try agree(x.value, #require(y.value)))
      }
    }
  }

  @Test func spansThatDoNotFit() {
    let problems = #expect(throws: Problems.self) {
      try SpanCodings(
        [span(5, 5, "A"), span(3, 11, "A"), span(-1, 2, "A"), span(0, 2, "A", "c", "sx"), span(0, 2, "B")],
        sources: [("s", 10)], codedBy: ["s": ["A"]])
    }
    #expect(
      problems?.description == """
        the span 5–5 of s, c by A is no stretch of the source
          why: its end does not come after its start
          do:  mend the span

        the span 3–11 of s, c by A is no stretch of the source
          why: the source has 10 characters
          do:  mend the span

        the span -1–2 of s, c by A is no stretch of the source
          why: the source has 10 characters
          do:  mend the span

        a span of the source "sx", which is not there
          do:  there is: s

        the span 0–2 of s, c by B is by a coder who did not work on the source
          why: its coders are A
          do:  name the coder among them
        """)
  }
}
