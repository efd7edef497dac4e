package import KoshTable

/// What is looked for: words that follow each other, or alternatives of them.
///
/// `грант` finds every form of a word in each language that it can belong to; `=грант` this form only; `стипенд*` what
/// begins so; `*` any one word; several words are found where they follow each other in one sentence; `|` separates
/// alternatives: `грант | шәкіртақы | scholarship`.
package struct SearchQuery: Sendable, Hashable {
  /// One word of it.
  package enum Term: Sendable, Hashable {
    /// Every form of the word, in each of the languages.
    case stem(String, [Language])
    /// This folded word.
    case form(String)
    /// Folded words that begin so.
    case prefix(String)
    /// Any word.
    case any
  }

  /// The alternatives, each a sequence of words.
  package let alternatives: [[Term]]

  /// The query as it was written.
  package let text: String

  /// Reads a query.
  ///
  /// - Parameter language: The language of its words; `nil`: whichever they can belong to by their letters.
  /// - Throws: ``Problem`` for a query or an alternative without words, and for one of nothing but `*`.
  ///
  ///     try SearchQuery("жұмыс іздеу | job hunt*").alternatives.count   // 2
  package init(_ text: String, language: Language? = nil) throws(Problem) {
    self.text = text
    var alternatives: [[Term]] = []
    for part in text.split(separator: "|", omittingEmptySubsequences: false) {
      var terms: [Term] = []
      for piece in part.split(whereSeparator: { $0.isWhitespace }) {
        if piece == "*" {
          terms.append(.any)
          continue
        }
        let isExact = piece.hasPrefix("=")
        let isPrefix = piece.hasSuffix("*")
        let words = SearchTokens.words(of: String(piece))
        for (position, word) in words.enumerated() {
          if isPrefix, position == words.count - 1 {
            terms.append(.prefix(word))
          } else if isExact {
            terms.append(.form(word))
          } else {
            let languages = language.map { [$0] } ?? SearchLanguage.possible(word)
            terms.append(languages.isEmpty ? .form(word) : .stem(word, languages))
          }
        }
      }
      guard !terms.isEmpty else {
        throw Problem(
          .specification, "the search \"\(text)\" has no word\(alternatives.isEmpty ? "" : " after |")",
          remedy: "write a word, such as грант, or alternatives with | between")
      }
      guard terms.contains(where: { $0 != .any }) else {
        throw Problem(
          .specification, "the search \"\(text)\" is for any word at all", why: "* stands for a word beside others",
          remedy: "name a word too")
      }
      alternatives.append(terms)
    }
    self.alternatives = alternatives
  }

  /// Looks for every form of a word, taken as it stands.
  package init(stemOf word: String, languages: [Language]) {
    text = word
    alternatives = [[.stem(SearchTokens.words(of: word).first ?? word, languages)]]
  }
}

/// Where a query was found: words `first` up to, not including, `end` of one source.
package struct SearchMatch: Sendable, Hashable {
  /// The source, by its position among the index's sources.
  package let source: Int
  /// The first word, counted over all sources.
  package let first: Int
  /// The word after the last one.
  package let end: Int
}

extension SearchIndex {
  /// All places where a query is found, in the order of the sources; of two that overlap, the earlier and longer one.
  ///
  /// - Complexity: O(forms + occurrences of the rarest word of each alternative).
  package func matches(_ query: SearchQuery) -> [SearchMatch] {
    var found: [SearchMatch] = []
    for terms in query.alternatives { found += matches(of: terms) }
    guard query.alternatives.count > 1 || (query.alternatives.first?.count ?? 0) > 1 else { return found }
    found.sort { $0.first != $1.first ? $0.first < $1.first : $0.end > $1.end }
    var kept: [SearchMatch] = []
    for match in found where match.first >= kept.last?.end ?? 0 { kept.append(match) }
    return kept
  }

  /// How often a query is found.
  package func count(_ query: SearchQuery) -> Int { matches(query).count }

  private func matches(of terms: [SearchQuery.Term]) -> [SearchMatch] {
    let sets = terms.map { forms(of: $0) }
    // The rarest word is looked up, its neighbours are compared.
    let sizes = sets.map { $0?.reduce(0) { $0 + count(ofForm: Int($1)) } ?? .max }
    guard let least = sizes.min(), let anchor = sizes.firstIndex(of: least), let start = sets[anchor], least > 0 else {
      return []
    }
    let members = sets.enumerated().map { position, set -> Set<UInt32>? in
      position == anchor ? nil : set.map { Set($0) }
    }
    var positions: [UInt32] = []
    positions.reserveCapacity(least)
    for form in start { positions += postings[Int(firstPosting[Int(form)])..<Int(firstPosting[Int(form) + 1])] }
    if start.count > 1 { positions.sort() }
    var result: [SearchMatch] = []
    result.reserveCapacity(terms.count == 1 ? positions.count : 0)
    var source = 0
    for position in positions {
      let first = Int(position) - anchor
      guard first >= 0, first + terms.count <= wordCount else { continue }
      while firstWord[source + 1] <= Int(position) { source += 1 }
      guard first >= firstWord[source], first + terms.count <= firstWord[source + 1] else { continue }
      var fits = true
      for offset in terms.indices where fits {
        if offset > 0, beginsSentence(first + offset) { fits = false }
        if offset != anchor, let set = members[offset] {
          fits = fits && set.contains(words[first + offset] & ~SearchIndex.sentenceBit)
        }
      }
      if fits { result.append(SearchMatch(source: source, first: first, end: first + terms.count)) }
    }
    return result
  }

  /// The forms that a term means; `nil` for any.
  private func forms(of term: SearchQuery.Term) -> [UInt32]? {
    switch term {
    case .any: return nil
    case .stem(let word, let languages):
      var stems = languages.map { Stem(text: SearchLanguage.stem(word, $0), language: $0) }
      // What is looked for is mostly a dictionary form, and where its end looks like an ending, as in диплом or
      // Өскемен, its inflected forms have it whole as their stem.
      if word.unicodeScalars.count >= SearchIndex.leastSharedStem {
        for language in languages where SearchLanguage.stem(word, language) != word {
          stems.append(Stem(text: word, language: language))
        }
      }
      let found = stems.flatMap { stem in stemNumbers[stem].map { formsOfStem[$0] } ?? [] }
      // Where the letters leave the language open, the guess at a word's language does not decide either.
      guard languages.count > 1 else { return found }
      return Array(Set(found + stems.flatMap { otherwise[$0] ?? [] })).sorted()
    case .form(let word): return forms.indices.filter { forms[$0].word == word }.map { UInt32($0) }
    case .prefix(let prefix):
      let bytes = Array(prefix.utf8)
      return forms.indices.filter { forms[$0].word.utf8.starts(with: bytes) }.map { UInt32($0) }
    }
  }
}
