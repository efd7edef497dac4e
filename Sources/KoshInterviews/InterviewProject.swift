/// A stretch of a source that one person gave one code.
package struct Coding: Sendable, Hashable {
  /// The source's identifier.
  package var source: String
  /// The first scalar, counted from 0 in the source's text.
  package var start: Int
  /// The scalar after the last one.
  package var end: Int
  /// The code's identifier.
  package var code: String
  /// Who coded.
  package var coder: String
  /// When, as ISO 8601: `2024-05-01` or `2024-05-01T10:15:00Z`.
  package var date: String?
  /// What the coder noted.
  package var memo: String?
  /// The identifier that another program gave it; kept through import and export.
  package var guid: String?

  /// A coding of the scalars from `start` to before `end`.
  package init(
    source: String, start: Int, end: Int, code: String, coder: String, date: String? = nil, memo: String? = nil,
    guid: String? = nil
  ) {
    self.source = source
    self.start = start
    self.end = end
    self.code = code
    self.coder = coder
    self.date = date
    self.memo = memo
    self.guid = guid
  }

  /// The scalars as a range; empty at `start` where `end` lies before it.
  package var range: Range<Int> { start..<max(start, end) }
}

/// A respondent: the unit that is counted and that joins to a survey.
package struct Case: Sendable, Hashable, Identifiable {
  /// The short name; one case only has it.
  package var id: String
  /// The name under which the survey knows the same person; never the real one.
  package var pseudonym: String
  /// What is known of the person: `gender` → `girl`.
  package var attributes: [String: String]
  /// The identifiers of the sources in which the person speaks.
  package var sources: [String]
  /// The identifier that another program gave it; kept through import and export.
  package var guid: String?

  /// A case; without a pseudonym the identifier is it.
  package init(
    id: String, pseudonym: String? = nil, attributes: [String: String] = [:], sources: [String], guid: String? = nil
  ) {
    self.id = id
    self.pseudonym = pseudonym ?? id
    self.attributes = attributes
    self.sources = sources
    self.guid = guid
  }
}

/// Texts, frame, codings and respondents of one study.
package struct InterviewProject: Sendable, Hashable {
  /// The texts.
  package var sources: [Source]
  /// The codes.
  package var frame: CodingFrame
  /// Who coded what as what.
  package var codings: [Coding]
  /// The respondents.
  package var cases: [Case]

  /// A project of its parts.
  package init(sources: [Source], frame: CodingFrame, codings: [Coding] = [], cases: [Case] = []) {
    self.sources = sources
    self.frame = frame
    self.codings = codings
    self.cases = cases
  }
}
