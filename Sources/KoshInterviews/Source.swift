package import KoshTable

/// One interview, or another text that is coded.
package struct Source: Sendable, Hashable, Identifiable {
  /// The short name that codings refer to; one source only has it.
  package var id: String
  /// What a reader sees, usually the file's name.
  package var name: String
  /// The text, with `\n` for line ends.
  package let text: SourceText
  /// SHA-256 of the text's UTF-8, by which an edited text is noticed.
  package let sha256: String
  /// The language that most of it is spoken in, if known.
  package var language: Language?
  /// Who spoke when, in the order of the text; empty where the text does not say.
  package var turns: [Turn]
  /// What the file says about itself at its head (`case: R01`), by key.
  package var metadata: [String: String]
  /// The file it was read from.
  package var path: String?
  /// The identifier that another program gave it; kept through import and export.
  package var guid: String?
  /// What of its file is not in the text, such as footnotes; empty where all is.
  package var cautions: [Caution]

  /// A source of a text; its hash is computed.
  package init(
    id: String, name: String? = nil, text: SourceText, language: Language? = nil, turns: [Turn] = [],
    metadata: [String: String] = [:], path: String? = nil, guid: String? = nil, cautions: [Caution] = []
  ) {
    self.id = id
    self.name = name ?? id
    self.text = text
    self.cautions = cautions
    sha256 = text.sha256()
    self.language = language
    self.turns = turns
    self.metadata = metadata
    self.path = path
    self.guid = guid
  }

  /// The source with nothing but what some speakers say: all else is blanks, so that every position stays. Its hash
  /// stays that of the whole text.
  ///
  ///     // "I: Why?\nR: For the job.\nI: And?\nR: No." of R is "           For the job.\n                No."
  ///
  /// - Complexity: O(*n*).
  package func keeping(speakers: Set<String>) -> Source {
    keeping { turn in turn.speaker.map(speakers.contains) ?? false }
  }

  /// The source with nothing but what is said, without the names of those who speak; a text without turns as it is.
  ///
  /// - Complexity: O(*n*).
  package func keepingSpeech() -> Source { turns.isEmpty ? self : keeping { _ in true } }

  private func keeping(_ isKept: (Turn) -> Bool) -> Source {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    var done = 0
    func blank(upTo end: Int) {
      for byte in text.utf8[done..<max(done, end)] where byte & 0xC0 != 0x80 { bytes.append(byte == 10 ? 10 : 32) }
      done = max(done, end)
    }
    for turn in turns where isKept(turn) {
      let range = text.bytes(turn.range)
      blank(upTo: range.lowerBound)
      bytes += text.utf8[done..<max(done, range.upperBound)]
      done = max(done, range.upperBound)
    }
    blank(upTo: text.utf8.count)
    return Source(self, text: SourceText(utf8: bytes))
  }

  private init(_ other: Source, text: SourceText) {
    (id, name, sha256, language, turns) = (other.id, other.name, other.sha256, other.language, other.turns)
    (metadata, path, guid, cautions) = (other.metadata, other.path, other.guid, other.cautions)
    self.text = text
  }

  /// The turn in which a scalar stands; `nil` between turns and where there are none.
  ///
  /// - Complexity: O(log of the number of turns).
  package func turn(at position: Int) -> Turn? {
    var (low, high) = (0, turns.count)
    while low < high {
      let middle = (low + high) / 2
      if turns[middle].range.upperBound <= position { low = middle + 1 } else { high = middle }
    }
    guard low < turns.count, turns[low].range.contains(position) else { return nil }
    return turns[low]
  }
}

/// What one person says until another one speaks.
package struct Turn: Sendable, Hashable {
  /// The speaker as the transcript names them.
  package var speaker: String?
  /// The scalars of the source's text, half-open, that hold what was said, without the speaker's name.
  package var range: Range<Int>
  /// When it begins, in seconds from the start of the recording.
  package var start: Double?
  /// When it ends, in seconds from the start of the recording.
  package var end: Double?

  /// A turn; leave out what the transcript does not say.
  package init(speaker: String? = nil, range: Range<Int>, start: Double? = nil, end: Double? = nil) {
    self.speaker = speaker
    self.range = range
    self.start = start
    self.end = end
  }
}
