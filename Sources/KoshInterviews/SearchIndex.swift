package import KoshTable

/// The words of all sources, ready to be looked up: by form, by beginning, and by stem across the three languages.
///
/// Every word gets a language of its own (``SearchLanguage``), so that Kazakh, Russian and English words of one sentence
/// are each stemmed by their own rules, and a borrowed word with Kazakh endings (университетке) is found with the others.
///
/// - Complexity: Making it takes O(*n*), a look-up O(forms + matches); 12 bytes per word are kept beside the text.
package struct SearchIndex: Sendable {
  /// The sources, in the order given.
  package let sources: [Source]
  /// Words in all sources.
  package var wordCount: Int { starts.count }

  /// The first word of each source, and the number of words at the end.
  let firstWord: [Int]
  /// For each word the byte of its source at which it begins.
  let starts: [UInt32]
  /// For each word its form, and in the highest bit whether a sentence begins with it.
  let words: [UInt32]
  /// The forms: a folded word in a language.
  let forms: [Form]
  /// Words by form: those of form f stand from `firstPosting[f]` to `firstPosting[f + 1]`, in order.
  let firstPosting: [UInt32]
  let postings: [UInt32]
  /// The stems, and the number of each.
  let stems: [Stem]
  let stemNumbers: [Stem: Int]
  /// The forms of each stem.
  let formsOfStem: [[UInt32]]
  /// Forms whose letters can be Russian or Kazakh, by the stem that they have in the language which they were not taken
  /// for: the sentence around a word can mislead.
  let otherwise: [Stem: [UInt32]]

  /// A folded word in a language.
  struct Form: Sendable {
    var word: String
    var language: Language?
    /// Its stem, by number.
    var stem: Int
  }

  /// A stem in a language.
  struct Stem: Sendable, Hashable {
    var text: String
    var language: Language?
  }

  /// From how many letters on a stem counts in the language that a word was not taken for.
  static let leastSharedStem = 4

  static let sentenceBit: UInt32 = 1 << 31

  /// The index of sources.
  package init(_ sources: [Source]) {
    self.sources = sources
    var builder = SearchIndexBuilder(bytes: sources.reduce(0) { $0 + $1.text.utf8.count })
    var firstWord = [0]
    for source in sources {
      builder.add(source)
      firstWord.append(builder.starts.count)
    }
    self.firstWord = firstWord
    starts = builder.starts
    words = builder.words
    (forms, stems, stemNumbers, otherwise) = builder.forms()
    var firstPosting = Array(repeating: UInt32(0), count: forms.count + 1)
    for word in words { firstPosting[Int(word & ~SearchIndex.sentenceBit) + 1] += 1 }
    for form in forms.indices { firstPosting[form + 1] += firstPosting[form] }
    var next = firstPosting
    var postings = Array(repeating: UInt32(0), count: words.count)
    for (position, word) in words.enumerated() {
      let form = Int(word & ~SearchIndex.sentenceBit)
      postings[Int(next[form])] = UInt32(position)
      next[form] += 1
    }
    self.postings = postings
    self.firstPosting = firstPosting
    var formsOfStem: [[UInt32]] = stems.map { _ in [] }
    for (number, form) in forms.enumerated() { formsOfStem[form.stem].append(UInt32(number)) }
    self.formsOfStem = formsOfStem
  }

  /// How often a form occurs.
  func count(ofForm form: Int) -> Int { Int(firstPosting[form + 1] - firstPosting[form]) }

  func form(ofWord word: Int) -> Int { Int(words[word] & ~SearchIndex.sentenceBit) }

  func beginsSentence(_ word: Int) -> Bool { words[word] & SearchIndex.sentenceBit != 0 }

  /// The source of a word, by its position among ``sources``.
  ///
  /// - Complexity: O(log of the number of sources).
  func source(ofWord word: Int) -> Int {
    var (low, high) = (0, sources.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if firstWord[middle] <= word { low = middle } else { high = middle }
    }
    // Sources without words begin where the next one does: the last one that begins there is meant.
    return low
  }

  /// The language that each word of a source was taken for; `nil` for numbers and other scripts.
  package func languages(inSource source: Int) -> [Language?] {
    (firstWord[source]..<firstWord[source + 1]).map { forms[form(ofWord: $0)].language }
  }
}

/// Collects the words of sources one after another.
private struct SearchIndexBuilder {
  private(set) var starts: [UInt32] = []
  private(set) var words: [UInt32] = []
  /// The folded words, one after another, and where each begins.
  private var arena: [UInt8] = []
  private var firstByte: [UInt32] = [0]
  private var signs: [SearchLanguage.Sign] = []
  /// An open table of words by hash; 0 is empty, else the word's number plus 1.
  private var table: [UInt32] = Array(repeating: 0, count: 1 << 16)
  /// For each folded word its form in no language, English, Russian and Kazakh, plus 1; 0 where it does not occur.
  private var formOf: [SIMD4<UInt32>] = []
  private var formWords: [(word: UInt32, language: Language?)] = []

  init(bytes: Int) {
    starts.reserveCapacity(bytes / 10)
    words.reserveCapacity(bytes / 10)
  }

  mutating func add(_ source: Source) {
    let first = words.count
    // The head tells of the text; nobody said it.
    let head = SourceHead(source.text).end
    source.text.utf8.withUnsafeBufferPointer { bytes in
      SearchTokens.scan(bytes) { token, folded in
        guard token.start >= head else { return }
        starts.append(UInt32(truncatingIfNeeded: token.start))
        words.append(number(of: folded) | (token.beginsSentence ? SearchIndex.sentenceBit : 0))
      }
    }
    giveLanguages(from: first, fallback: source.language)
  }

  private mutating func number(of folded: UnsafeBufferPointer<UInt8>) -> UInt32 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in folded { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    hash ^= hash >> 32
    let slot = slot(of: folded, hash: hash)
    guard table[slot] == 0 else { return table[slot] - 1 }
    let number = UInt32(signs.count)
    table[slot] = number + 1
    arena.append(contentsOf: folded)
    firstByte.append(UInt32(truncatingIfNeeded: arena.count))
    signs.append(SearchLanguage.sign(of: String(decoding: folded, as: UTF8.self)))
    formOf.append(SIMD4(0, 0, 0, 0))
    if signs.count * 2 > table.count { grow() }
    return number
  }

  /// Where a word stands in the table, or else the empty slot where it belongs.
  private func slot(of folded: UnsafeBufferPointer<UInt8>, hash: UInt64) -> Int {
    // Buffers, since every word of every source comes by here.
    table.withUnsafeBufferPointer { table in
      firstByte.withUnsafeBufferPointer { firstByte in
        arena.withUnsafeBufferPointer { arena in
          let mask = table.count - 1
          var slot = Int(truncatingIfNeeded: hash) & mask
          while table[slot] != 0 {
            let known = Int(table[slot] - 1)
            let low = Int(firstByte[known])
            if Int(firstByte[known + 1]) - low == folded.count {
              var at = 0
              while at < folded.count, arena[low + at] == folded[at] { at += 1 }
              if at == folded.count { break }
            }
            slot = (slot + 1) & mask
          }
          return slot
        }
      }
    }
  }

  private mutating func grow() {
    var larger = Array(repeating: UInt32(0), count: table.count * 2)
    for number in signs.indices {
      var hash: UInt64 = 0xCBF2_9CE4_8422_2325
      for byte in arena[Int(firstByte[number])..<Int(firstByte[number + 1])] {
        hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
      }
      hash ^= hash >> 32
      var slot = Int(truncatingIfNeeded: hash) & (larger.count - 1)
      while larger[slot] != 0 { slot = (slot + 1) & (larger.count - 1) }
      larger[slot] = UInt32(number) + 1
    }
    table = larger
  }

  /// Turns the numbers of words into those of forms, sentence by sentence.
  private mutating func giveLanguages(from first: Int, fallback: Language?) {
    var start = first
    var sentence: [SearchLanguage.Sign] = []
    while start < words.count {
      var end = start + 1
      while end < words.count, words[end] & SearchIndex.sentenceBit == 0 { end += 1 }
      sentence.removeAll(keepingCapacity: true)
      for at in start..<end { sentence.append(signs[Int(words[at] & ~SearchIndex.sentenceBit)]) }
      // Most sentences have no word in doubt, and then nothing has to be looked for around it.
      let languages = sentence.contains(.cyrillic) ? SearchLanguage.languages(sentence, fallback: fallback) : nil
      for at in start..<end {
        let language = languages.map { $0[at - start] } ?? sentence[at - start].language
        let mark = words[at] & SearchIndex.sentenceBit
        words[at] = form(words[at] & ~SearchIndex.sentenceBit, language) | mark
      }
      start = end
    }
  }

  private mutating func form(_ word: UInt32, _ language: Language?) -> UInt32 {
    let place =
      switch language {
      case nil: 0
      case .en: 1
      case .ru: 2
      case .kk: 3
      }
    let known = formOf[Int(word)][place]
    guard known == 0 else { return known - 1 }
    formWords.append((word, language))
    formOf[Int(word)][place] = UInt32(formWords.count)
    return UInt32(formWords.count - 1)
  }

  /// The forms, and their stems with their numbers.
  func forms() -> (
    [SearchIndex.Form], [SearchIndex.Stem], [SearchIndex.Stem: Int], otherwise: [SearchIndex.Stem: [UInt32]]
  ) {
    var stems: [SearchIndex.Stem] = []
    var numbers: [SearchIndex.Stem: Int] = [:]
    var otherwise: [SearchIndex.Stem: [UInt32]] = [:]
    let forms = formWords.enumerated().map { position, pair in
      let (number, language) = pair
      let word = String(
        decoding: arena[Int(firstByte[Int(number)])..<Int(firstByte[Int(number) + 1])], as: UTF8.self)
      if signs[Int(number)] == .cyrillic, language == .ru || language == .kk {
        let other: Language = language == .ru ? .kk : .ru
        let stem = SearchLanguage.stem(word, other)
        // Short stems are alike by accident.
        if stem.unicodeScalars.count >= SearchIndex.leastSharedStem {
          otherwise[SearchIndex.Stem(text: stem, language: other), default: []].append(UInt32(position))
        }
      }
      let stem = SearchIndex.Stem(text: SearchLanguage.stem(word, language), language: language)
      let known = numbers[stem] ?? stems.count
      if known == stems.count {
        numbers[stem] = known
        stems.append(stem)
      }
      return SearchIndex.Form(word: word, language: language, stem: known)
    }
    return (forms, stems, numbers, otherwise)
  }
}
