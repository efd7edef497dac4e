/// Words that may be names, for a person to look through before a key is made.
package enum NameCandidates {
  /// A word and how often it occurs.
  package struct Candidate: Sendable, Hashable {
    /// The word as it is in the text.
    package let word: String
    /// How often it occurs with a capital inside of a sentence.
    package let count: Int
  }

  /// The words of a text that begin with a capital though no sentence begins with them, the most frequent first, equals
  /// in code-point order. A name that occurs only at the beginning of sentences is not found; that is for the reader.
  ///
  ///     NameCandidates.find(in: SourceText("Я жила в Алматы. Потом Айгерим уехала."))   // Айгерим, Алматы
  ///
  /// - Complexity: O(*n*).
  package static func find(in text: SourceText) -> [Candidate] {
    var counts: [String: Int] = [:]
    var word = String.UnicodeScalarView()
    var (startsSentence, wordStartsSentence) = (true, true)
    func close() {
      defer { word = String.UnicodeScalarView() }
      guard let first = word.first, word.count > 1, !wordStartsSentence, first.properties.isUppercase,
        word.contains(where: { $0.properties.isLowercase })
      else { return }
      counts[String(word), default: 0] += 1
    }
    for scalar in text.string.unicodeScalars {
      if scalar.properties.isAlphabetic || scalar.properties.generalCategory == .nonspacingMark
        || (scalar == "-" || scalar == "’") && !word.isEmpty
      {
        if word.isEmpty { (wordStartsSentence, startsSentence) = (startsSentence, false) }
        word.append(scalar)
      } else {
        close()
        if ".!?…:\n".unicodeScalars.contains(scalar) {
          startsSentence = true
        } else if scalar.properties.numericType != nil {
          startsSentence = false
        }
      }
    }
    close()
    return counts.map { Candidate(word: $0.key, count: $0.value) }
      .sorted { $0.count != $1.count ? $0.count > $1.count : byCodePoint($0.word, $1.word) }
  }
}
