/// The words behind a number, with all that is needed to find them.
package struct Quote: Sendable, Hashable {
  /// The coding's position in the project; `nil` for words that a query found.
  package let coding: Int?
  /// The source's identifier.
  package let source: String
  /// The scalars, half-open.
  package let range: Range<Int>
  /// The exact words.
  package let text: String
  /// Who says them, if the transcript tells.
  package let speaker: String?
  /// When the turn begins, in seconds of the recording, if the transcript tells.
  package let time: Double?
  /// The line on which they begin, counted from 1.
  package let line: Int
  /// The cases they count for.
  package let cases: [String]
  /// The code's identifier; `nil` for words that a query found.
  package let code: String?
  /// Who coded; `nil` for words that a query found.
  package let coder: String?
}

extension InterviewIndex {
  /// The words of codings, in the order given; positions that do not exist are passed over.
  package func quotes(_ positions: [Int]) -> [Quote] {
    positions.compactMap { position in
      guard project.codings.indices.contains(position), sourceOf[position] >= 0 else { return nil }
      let coding = project.codings[position]
      return quote(
        Int(sourceOf[position]), coding.range, coding: position, code: coding.code, coder: coding.coder,
        cases: casesOf[position].map { project.cases[Int($0)].id })
    }
  }

  /// The words that a query found.
  package func quotes(_ segments: [Segment]) -> [Quote] {
    segments.compactMap { segment in
      guard let source = sourceNumber[segment.source] else { return nil }
      let cases = project.cases.filter { $0.sources.contains(segment.source) }.map(\.id)
      return quote(source, segment.range, coding: nil, code: nil, coder: nil, cases: cases)
    }
  }

  private func quote(
    _ number: Int, _ range: Range<Int>, coding: Int?, code: String?, coder: String?, cases: [String]
  ) -> Quote {
    let source = project.sources[number]
    let turn = source.turn(at: range.lowerBound)
    return Quote(
      coding: coding, source: source.id, range: range, text: source.text[range], speaker: turn?.speaker,
      time: turn?.start, line: source.text.lineAndColumn(ofScalar: range.lowerBound).line, cases: cases, code: code,
      coder: coder)
  }
}
