internal import KoshTable

extension ForeignCodings {
  /// The codings of a project that another program made, to be brought to texts and codes that are known here.
  ///
  /// A text is known by its letters, else by its name; a code by its identifier, else by its name.
  ///
  /// - Complexity: O(size of the texts + number of codings).
  package static func of(
    _ project: InterviewProject, file: String, sources: [Source], frame: CodingFrame
  ) -> [ForeignCoding] {
    let same = Dictionary(sources.map { ($0.sha256, $0.id) }, uniquingKeysWith: { first, _ in first })
    let texts = Dictionary(project.sources.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let codes = Dictionary(project.frame.codes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let known = Set(frame.codes.map(\.id))
    return project.codings.map { coding in
      let source = texts[coding.source]
      let isKnown = known.isEmpty || known.contains(coding.code)
      return ForeignCoding(
        source: source.flatMap { same[$0.sha256] } ?? source?.name ?? coding.source, range: coding.range,
        quote: source.map { $0.text[coding.range] },
        code: isKnown ? coding.code : codes[coding.code]?.name.en ?? coding.code,
        coder: coding.coder.isEmpty ? nil : coding.coder, date: coding.date, memo: coding.memo, guid: coding.guid,
        place: Place(file: file))
    }
  }
}
