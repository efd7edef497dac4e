internal import KoshFiles
package import KoshTable

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// What the rows of a word list are.
package enum WordListUnit: String, Sendable, Hashable, CaseIterable {
  /// All forms of a word in one language together, shown by the most frequent one.
  case stem
  /// Each form for itself, in one language.
  case form
}

/// A word with how often each group uses it.
package struct WordCount: Sendable, Hashable {
  /// The word, or the most frequent form of its stem.
  package let word: String
  /// The language it was taken for; `nil` for numbers and other scripts.
  package let language: Language?
  /// The forms that are counted, most frequent first.
  package let forms: [String]
  /// Occurrences in each group.
  package let counts: [Int]
  /// Sources in which it occurs, by group: a word that one person repeats is no word of the group.
  package let sources: [Int]
  /// G² of the groups' use against equal use, χ² with groups − 1 degrees of freedom if words were independent (they are
  /// not: it orders words, it is no test); `nil` with one group.
  package let logLikelihood: Double?
  /// Occurrences in all groups.
  package var total: Int { counts.reduce(0, +) }
}

/// The words of groups of sources.
package struct WordList: Sendable, Hashable {
  /// The groups' names, in the order of the counts.
  package let groups: [String]
  /// Words counted in each group, function words too.
  package let wordCounts: [Int]
  /// Sources in each group.
  package let sourceCounts: [Int]
  /// The words, most frequent first, equals in code-point order.
  package let words: [WordCount]

  /// The words ordered by how unevenly the groups use them.
  package var byUnevenness: [WordCount] {
    words.enumerated().sorted {
      let (left, right) = ($0.element.logLikelihood ?? 0, $1.element.logLikelihood ?? 0)
      return left == right ? $0.offset < $1.offset : left > right
    }.map(\.element)
  }
}

extension SearchIndex {
  /// How often each word is used, by group.
  ///
  /// - Parameters:
  ///   - unit: Whether forms of a word are counted together.
  ///   - groups: The group of each source by its identifier; a source without one is left out. `nil`: all are one group.
  ///   - isCounted: Whether what a speaker says is counted, by the speaker's name (`nil` between turns): to leave the
  ///     interviewer out. Asked once for each turn.
  ///   - withoutFunctionWords: Whether words such as and, мен, и are left out.
  ///   - least: Words with fewer occurrences in all are left out.
  /// - Complexity: O(words + *w* log *w*) for *w* different ones.
  package func wordList(
    by unit: WordListUnit = .stem, groups: [String: String]? = nil, isCounted: ((String?) -> Bool)? = nil,
    withoutFunctionWords: Bool = true, atLeast least: Int = 1
  ) -> WordList {
    let groupOf = sources.map { source -> String? in
      guard let groups else { return "" }
      return groups[source.id]
    }
    let names = Set(groupOf.compactMap { $0 }).sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
    let number = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    let g = names.count
    // Forms first, then what they are counted under: a row for each stem, or each form.
    let rowOf = forms.enumerated().map { number, form in unit == .stem ? form.stem : number }
    let rows = unit == .stem ? stems.count : forms.count
    // A form that carries grammar is left out by itself: its stem can have others that do not.
    let isLeftOut = forms.map { withoutFunctionWords && SearchLanguage.isFunctionWord($0.word) }
    var counts = Array(repeating: 0, count: rows * g)
    var inSources = Array(repeating: 0, count: rows * g)
    var lastSource = Array(repeating: -1, count: rows)
    var ofForm = Array(repeating: 0, count: forms.count)
    var (wordCounts, sourceCounts) = (Array(repeating: 0, count: g), Array(repeating: 0, count: g))
    for source in sources.indices {
      guard let group = groupOf[source].flatMap({ number[$0] }) else { continue }
      sourceCounts[group] += 1
      for range in countedWords(of: source, isCounted) {
        wordCounts[group] += range.count
        for word in range {
          let form = form(ofWord: word)
          guard !isLeftOut[form] else { continue }
          let row = rowOf[form]
          ofForm[form] += 1
          counts[row * g + group] += 1
          if lastSource[row] != source {
            lastSource[row] = source
            inSources[row * g + group] += 1
          }
        }
      }
    }
    var formsOfRow: [[Int]] = Array(repeating: [], count: rows)
    for form in forms.indices where ofForm[form] > 0 {
      formsOfRow[rowOf[form]].append(form)
    }
    var words: [WordCount] = []
    for (row, members) in formsOfRow.enumerated() where !members.isEmpty {
      let own = Array(counts[(row * g)..<(row * g + g)])
      guard own.reduce(0, +) >= least else { continue }
      let ordered = members.sorted {
        ofForm[$0] != ofForm[$1]
          ? ofForm[$0] > ofForm[$1]
          : forms[$0].word.unicodeScalars.lexicographicallyPrecedes(forms[$1].word.unicodeScalars)
      }
      guard let shown = ordered.first else { continue }
      words.append(
        WordCount(
          word: forms[shown].word, language: forms[shown].language, forms: ordered.map { forms[$0].word }, counts: own,
          sources: Array(inSources[(row * g)..<(row * g + g)]),
          logLikelihood: g > 1 ? logLikelihood(observed: own, sizes: wordCounts) : nil))
    }
    words.sort {
      if $0.total != $1.total { return $0.total > $1.total }
      if $0.word != $1.word { return $0.word.unicodeScalars.lexicographicallyPrecedes($1.word.unicodeScalars) }
      return ($0.language?.rawValue ?? "") < ($1.language?.rawValue ?? "")
    }
    return WordList(groups: names, wordCounts: wordCounts, sourceCounts: sourceCounts, words: words)
  }

  /// The words of a source that count, as ranges: all of them, or those of some speakers.
  func countedWords(of source: Int, _ isCounted: ((String?) -> Bool)?) -> [Range<Int>] {
    let all = firstWord[source]..<firstWord[source + 1]
    guard let isCounted else { return all.isEmpty ? [] : [all] }
    let (text, turns) = (sources[source].text, sources[source].turns)
    var ranges: [Range<Int>] = []
    var at = all.lowerBound
    func take(upTo byte: Int, _ speaker: String?) {
      let start = at
      while at < all.upperBound, Int(starts[at]) < byte { at += 1 }
      if at > start, isCounted(speaker) { ranges.append(start..<at) }
    }
    for turn in turns {
      take(upTo: text.byteOffset(ofScalar: turn.range.lowerBound), nil)
      take(upTo: text.byteOffset(ofScalar: turn.range.upperBound), turn.speaker)
    }
    take(upTo: .max, nil)
    return ranges
  }
}

/// Dunning's log-likelihood ratio of a word's use in groups of text: G² = 2 Σ O ln(O/E), over occurrences of the word and
/// of all other words, with E as if every group used the word alike.
///
/// - Parameters:
///   - observed: Occurrences in each group.
///   - sizes: Words of each group, at least as many.
/// - Returns: At least 0; `nil` where there are no words.
///
///     logLikelihood(observed: [10, 2], sizes: [1000, 1000])   // 5.8542…
///
/// Source: T. Dunning (1993), *Computational Linguistics* 19(1), 61–74.
package func logLikelihood(observed: [Int], sizes: [Int]) -> Double? {
  let n = Double(sizes.reduce(0, +))
  guard n > 0 else { return nil }
  let share = Double(observed.reduce(0, +)) / n
  var sum = 0.0
  for (count, size) in zip(observed, sizes) where size > 0 {
    for (o, e) in [
      (Double(count), Double(size) * share), (Double(size - count), Double(size) * (1 - share)),
    ] where o > 0 && e > 0 { sum += o * log(o / e) }
  }
  return max(0, 2 * sum)
}
