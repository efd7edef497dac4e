package import KoshTable

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A word that stands near what was looked for.
package struct Collocate: Sendable, Hashable {
  /// The most frequent form of the word near the matches.
  package let word: String
  /// The language it was taken for.
  package let language: Language?
  /// How often it stands near a match.
  package let together: Int
  /// Of these, before the match.
  package let before: Int
  /// How often it occurs in all sources, the matches themselves left out.
  package let total: Int
  /// Sources in which it stands near a match.
  package let sources: Int
  /// How often it would stand there if words were scattered evenly.
  package let expected: Double
  /// Dunning's G² of nearness; large for words that are nearer (or farther) than by accident. It orders words, it is no
  /// test, since words of a text are not independent.
  package let logLikelihood: Double
  /// Pointwise mutual information log₂(together/expected) in bits; favours rare words.
  package let mutualInformation: Double
}

extension SearchIndex {
  /// Words that stand near matches more often than elsewhere, by G².
  ///
  /// A word near two matches is counted once; the words of matches are neither counted nor collocates. The window ends
  /// with the sentence.
  ///
  /// - Parameters:
  ///   - matches: Where something was found; in the order of the sources.
  ///   - window: Words to either side.
  ///   - least: Collocates that stand near a match less often are left out.
  ///   - withoutFunctionWords: Whether words such as and, мен, и are left out.
  /// - Returns: Collocates nearer than by accident, greatest G² first, equals in code-point order.
  /// - Complexity: O(words of the matches' windows + forms).
  ///
  /// Source: T. Dunning (1993), *Computational Linguistics* 19(1), 61–74; K. W. Church, P. Hanks (1990), *Computational
  /// Linguistics* 16(1), 22–29.
  package func collocates(
    of matches: [SearchMatch], window: Int = 5, atLeast least: Int = 2, withoutFunctionWords: Bool = true
  ) -> [Collocate] {
    let zeros = Array(repeating: 0, count: stems.count)
    var (near, before, inSources, lastSource, inNodes) = (zeros, zeros, zeros, zeros.map { $0 - 1 }, zeros)
    var nearOfForm = Array(repeating: 0, count: forms.count)
    var (windowWords, nodeWords) = (0, 0)
    // A form that carries grammar is left out by itself: its stem can have others that do not.
    let isLeftOut = forms.map { withoutFunctionWords && SearchLanguage.isFunctionWord($0.word) }
    for match in matches {
      nodeWords += match.end - match.first
      for word in match.first..<match.end where !isLeftOut[form(ofWord: word)] {
        inNodes[forms[form(ofWord: word)].stem] += 1
      }
    }
    visit(near: matches, window: window) { word, match in
      let form = form(ofWord: word)
      let stem = forms[form].stem
      windowWords += 1
      guard !isLeftOut[form] else { return }
      near[stem] += 1
      nearOfForm[form] += 1
      if word < match.first { before[stem] += 1 }
      if lastSource[stem] != match.source {
        lastSource[stem] = match.source
        inSources[stem] += 1
      }
    }
    let all = wordCount - nodeWords
    guard windowWords > 0, all > windowWords else { return [] }
    var result: [Collocate] = []
    for stem in stems.indices where near[stem] >= max(1, least) {
      let members = formsOfStem[stem].map { Int($0) }.filter { !isLeftOut[$0] }
      let shown = members.min {
        nearOfForm[$0] != nearOfForm[$1]
          ? nearOfForm[$0] > nearOfForm[$1]
          : forms[$0].word.unicodeScalars.lexicographicallyPrecedes(forms[$1].word.unicodeScalars)
      }
      let total = members.reduce(0) { $0 + count(ofForm: $1) } - inNodes[stem]
      let expected = Double(windowWords) * Double(total) / Double(all)
      guard let shown, Double(near[stem]) > expected,
        let g2 = KoshInterviews.logLikelihood(
          observed: [near[stem], total - near[stem]], sizes: [windowWords, all - windowWords])
      else { continue }
      result.append(
        Collocate(
          word: forms[shown].word, language: stems[stem].language, together: near[stem], before: before[stem],
          total: total,
          sources: inSources[stem], expected: expected, logLikelihood: g2,
          mutualInformation: log2(Double(near[stem]) / expected)))
    }
    return result.sorted {
      $0.logLikelihood != $1.logLikelihood
        ? $0.logLikelihood > $1.logLikelihood
        : $0.word.unicodeScalars.lexicographicallyPrecedes($1.word.unicodeScalars)
    }
  }

  /// Tells each word near matches once, with the match.
  private func visit(near matches: [SearchMatch], window: Int, _ tell: (Int, SearchMatch) -> Void) {
    // Matches come in order and do not overlap: nothing before `next` is told again.
    var next = 0
    for (position, match) in matches.enumerated() {
      let bounds = firstWord[match.source]..<firstWord[match.source + 1]
      var low = match.first
      while low > max(bounds.lowerBound, match.first - window), !beginsSentence(low) { low -= 1 }
      let following = position + 1 < matches.count ? matches[position + 1].first : .max
      var high = match.end
      while high < min(bounds.upperBound, match.end + window), !beginsSentence(high), high < following { high += 1 }
      for word in max(low, next)..<max(low, next, high) where !(match.first..<match.end).contains(word) {
        tell(word, match)
      }
      next = max(next, high, match.end)
    }
  }

  /// Where a collocate stands near matches, in the order of the sources; `window` and `withoutFunctionWords` as it was found with.
  ///
  /// - Complexity: O(words of the matches' windows).
  package func occurrences(
    of collocate: Collocate, near matches: [SearchMatch], window: Int = 5, withoutFunctionWords: Bool = true
  ) -> [SearchMatch] {
    let stem = Stem(text: SearchLanguage.stem(collocate.word, collocate.language), language: collocate.language)
    guard let number = stemNumbers[stem] else { return [] }
    var found: [SearchMatch] = []
    visit(near: matches, window: window) { word, match in
      let form = forms[form(ofWord: word)]
      guard form.stem == number, !withoutFunctionWords || !SearchLanguage.isFunctionWord(form.word) else { return }
      found.append(SearchMatch(source: match.source, first: word, end: word + 1))
    }
    return found
  }

  /// Where a word of a list stands, in all its forms that are counted, in the order of the sources.
  ///
  /// - Complexity: O(forms + *n* log *n*) in occurrences.
  package func occurrences(of word: WordCount) -> [SearchMatch] {
    let wanted = Set(word.forms)
    var positions: [UInt32] = []
    for number in forms.indices where forms[number].language == word.language && wanted.contains(forms[number].word) {
      positions += postings[Int(firstPosting[number])..<Int(firstPosting[number + 1])]
    }
    return positions.sorted().map {
      SearchMatch(source: source(ofWord: Int($0)), first: Int($0), end: Int($0) + 1)
    }
  }
}
