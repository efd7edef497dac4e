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
    var near: [Stem: (count: Int, before: Int, sources: Set<Int>, forms: [Int: Int])] = [:]
    var (windowWords, nodeWords) = (0, 0)
    var inNodes: [Stem: Int] = [:]
    // Matches come in order and do not overlap: nothing before `next` is counted again.
    var next = 0
    for (position, match) in matches.enumerated() {
      let bounds = firstWord[match.source]..<firstWord[match.source + 1]
      nodeWords += match.end - match.first
      for word in match.first..<match.end { inNodes[forms[form(ofWord: word)].stem, default: 0] += 1 }
      var low = match.first
      while low > max(bounds.lowerBound, match.first - window), !beginsSentence(low) { low -= 1 }
      let following = position + 1 < matches.count ? matches[position + 1].first : .max
      var high = match.end
      while high < min(bounds.upperBound, match.end + window), !beginsSentence(high), high < following { high += 1 }
      for word in max(low, next)..<max(low, next, high) where !(match.first..<match.end).contains(word) {
        let form = form(ofWord: word)
        windowWords += 1
        near[forms[form].stem, default: (0, 0, [], [:])].count += 1
        if word < match.first { near[forms[form].stem]?.before += 1 }
        near[forms[form].stem]?.sources.insert(match.source)
        near[forms[form].stem]?.forms[form, default: 0] += 1
      }
      next = max(next, high, match.end)
    }
    let all = wordCount - nodeWords
    guard windowWords > 0, all > windowWords else { return [] }
    var result: [Collocate] = []
    for (stem, found) in near where found.count >= least {
      let shown = found.forms.min {
        $0.value != $1.value
          ? $0.value > $1.value
          : forms[$0.key].word.unicodeScalars.lexicographicallyPrecedes(forms[$1.key].word.unicodeScalars)
      }
      guard let shown else { continue }
      let word = forms[shown.key].word
      if withoutFunctionWords, SearchLanguage.isFunctionWord(word) { continue }
      let total = (formsOfStem[stem] ?? []).reduce(0) { $0 + count(ofForm: Int($1)) } - (inNodes[stem] ?? 0)
      let expected = Double(windowWords) * Double(total) / Double(all)
      guard Double(found.count) > expected,
        let g2 = KoshInterviews.logLikelihood(
          observed: [found.count, total - found.count], sizes: [windowWords, all - windowWords])
      else { continue }
      result.append(
        Collocate(
          word: word, language: stem.language, together: found.count, before: found.before, total: total,
          sources: found.sources.count, expected: expected, logLikelihood: g2,
          mutualInformation: log2(Double(found.count) / expected)))
    }
    return result.sorted {
      $0.logLikelihood != $1.logLikelihood
        ? $0.logLikelihood > $1.logLikelihood
        : $0.word.unicodeScalars.lexicographicallyPrecedes($1.word.unicodeScalars)
    }
  }
}
