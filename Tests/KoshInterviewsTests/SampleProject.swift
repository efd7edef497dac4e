import KoshInterviews

/// A small project whose numbers are counted by hand in the tests.
///
/// Four texts of the same letters, `0123456789abcdefghij`:
/// - i01 (R1, girl): A gave cost_effort 0–4, utility 2–6, utility 10–12, cost 14–18; B gave cost 0–5.
/// - i02 (R2, boy): A gave utility 0–10, joy 3–5.
/// - i03 (R3, girl): nothing.
/// - i04 (R4 and R5, a group; R4 speaks 0–10, R5 10–20): A gave cost 0–3 and joy 12–14.
func sampleProject(_ more: [Coding] = []) -> InterviewProject {
  func text() -> SourceText { SourceText("0123456789abcdefghij") }
  func coding(_ source: String, _ start: Int, _ end: Int, _ code: String, _ coder: String = "A") -> Coding {
    Coding(source: source, start: start, end: end, code: code, coder: coder)
  }
  return InterviewProject(
    sources: [
      Source(id: "i01", text: text()), Source(id: "i02", text: text()), Source(id: "i03", text: text()),
      Source(
        id: "i04", text: text(),
        turns: [Turn(speaker: "R4", range: 0..<10, start: 0, end: 5), Turn(speaker: "P5", range: 10..<20, start: 5)]),
    ],
    frame: CodingFrame(codes: [
      Code("cost"), Code("cost_effort", parent: "cost"), Code("utility"), Code("joy"), Code("none"),
    ]),
    codings: [
      coding("i01", 0, 4, "cost_effort"), coding("i01", 2, 6, "utility"), coding("i01", 10, 12, "utility"),
      coding("i01", 14, 18, "cost"), coding("i01", 0, 5, "cost", "B"), coding("i02", 0, 10, "utility"),
      coding("i02", 3, 5, "joy"), coding("i04", 0, 3, "cost"), coding("i04", 12, 14, "joy"),
    ] + more,
    cases: [
      Case(id: "R1", pseudonym: "P1", attributes: ["gender": "girl"], sources: ["i01"]),
      Case(id: "R2", pseudonym: "P2", attributes: ["gender": "boy"], sources: ["i02"]),
      Case(id: "R3", pseudonym: "P3", attributes: ["gender": "girl"], sources: ["i03"]),
      Case(id: "R4", pseudonym: "P4", sources: ["i04"]),
      Case(id: "R5", pseudonym: "P5", attributes: ["gender": "girl", "region": "East"], sources: ["i04"]),
    ])
}
