internal import KoshTable

/// A place where a real name of a key is left.
package struct NameLeft: Sendable, Hashable {
  /// The word in which it stands, as it is in the text; not to be printed where others read.
  package let word: String
  /// The scalars of the word.
  package let range: Range<Int>
  /// The line on which the word begins, counted from 1.
  package let line: Int
}

extension PseudonymKey {
  /// Real names of the key that are left in a text: words that are one in any letter case, or begin with one of at least
  /// four letters, as declined forms do.
  ///
  /// It is meant for texts in which names have been replaced. It warns rather than proves: a word that begins like a name
  /// may be another word, and a name that the key does not know is not found.
  ///
  ///     let key = PseudonymKey([.init(real: "Айгерим", pseudonym: "Person-1")])
  ///     key.left(in: SourceText("Person-1 и подруга Айгерима.")).map(\.word)   // ["Айгерима"]
  ///
  /// - Complexity: O(length of the text + words · entries of one first letter).
  package func left(in text: SourceText) -> [NameLeft] {
    let scalars = FoldedText(text).scalars
    var byFirst: [UInt32: [[UInt32]]] = [:]
    for entry in entries {
      let name = FoldedText.fold(entry.real)
      if let first = name.first { byFirst[first, default: []].append(name) }
    }
    var found: [Range<Int>] = []
    var isInWord = false
    for start in scalars.indices {
      defer { isInWord = PseudonymKey.isLetter(scalars[start]) }
      guard !isInWord, let names = byFirst[scalars[start]] else { continue }
      for name in names where start + name.count <= scalars.count {
        guard scalars[start..<(start + name.count)].elementsEqual(name) else { continue }
        var end = start + name.count
        while end < scalars.count, PseudonymKey.isLetter(scalars[end]) { end += 1 }
        if end == start + name.count || name.count >= 4 { found.append(start..<end) }
      }
    }
    return Ranges.tidy(found).map {
      NameLeft(word: text[$0], range: $0, line: text.lineAndColumn(ofScalar: $0.lowerBound).line)
    }
  }

  private static func isLetter(_ value: UInt32) -> Bool {
    if value < 0x80 { return (0x61...0x7A).contains(value) }
    if (0x430...0x481).contains(value) || (0x48A...0x52F).contains(value) { return true }
    guard let scalar = Unicode.Scalar(value) else { return false }
    return scalar.properties.isAlphabetic || scalar.properties.generalCategory == .nonspacingMark
  }

  /// The key with an entry for each word of texts that may be a name and that it does not have yet, for a person to look
  /// through: entries of words that are no names are to be taken out.
  ///
  /// A word and the longer ones that begin with it are taken for forms of one name, whose ending stays behind the
  /// pseudonym: `Айгерім` becomes `Name-1`, `Айгерімнің` `Name-1-нің`.
  ///
  /// - Complexity: O(length of the texts + candidates²).
  package func proposing(from texts: [SourceText]) -> PseudonymKey {
    var counts: [String: Int] = [:]
    for text in texts { for one in NameCandidates.find(in: text) { counts[one.word, default: 0] += one.count } }
    let known = Set(entries.map(\.real))
    // The shortest first, so that a word's base has its pseudonym before its forms.
    let words = counts.keys.filter { !known.contains($0) && !holds(pseudonymPart: $0) }.sorted {
      let (a, b) = ($0.unicodeScalars.count, $1.unicodeScalars.count)
      return a != b ? a < b : byCodePoint($0, $1)
    }
    var result = self
    var taken = Set(entries.map(\.pseudonym))
    var bases = entries.map { ($0.real, $0.pseudonym) }
    var number = 0
    for word in words {
      let base = bases.filter { word.hasPrefix($0.0) && $0.0.unicodeScalars.count >= 4 }.max {
        $0.0.unicodeScalars.count < $1.0.unicodeScalars.count
      }
      var pseudonym: String
      if let base {
        pseudonym = base.1 + "-" + String(word.unicodeScalars.dropFirst(base.0.unicodeScalars.count))
      } else {
        repeat {
          number += 1
          pseudonym = "Name-\(number)"
        } while taken.contains(pseudonym)
        bases.append((word, pseudonym))
      }
      guard taken.insert(pseudonym).inserted else { continue }
      result.entries.append(Entry(real: word, pseudonym: pseudonym))
    }
    return result
  }

  /// Whether a word is a part of a pseudonym of the key.
  func holds(pseudonymPart word: String) -> Bool {
    entries.contains { entry in
      !ByteSearch.places(of: Array(word.utf8), in: Array(entry.pseudonym.utf8), limit: 1).isEmpty
    }
  }
}
