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
  /// - Complexity: O(length of the text · entries) at worst.
  package func left(in text: SourceText) -> [NameLeft] {
    let folded = FoldedText(text)
    let scalars = Array(text.string.unicodeScalars)
    var found: [Range<Int>] = []
    for entry in entries {
      let length = entry.real.unicodeScalars.count
      guard length > 0 else { continue }
      for place in folded.places(of: entry.real) {
        guard place.lowerBound == 0 || !PseudonymKey.isLetter(scalars[place.lowerBound - 1]) else { continue }
        var end = place.upperBound
        while end < scalars.count, PseudonymKey.isLetter(scalars[end]) { end += 1 }
        guard end == place.upperBound || length >= 4 else { continue }
        found.append(place.lowerBound..<end)
      }
    }
    return Ranges.tidy(found).map {
      NameLeft(word: text[$0], range: $0, line: text.lineAndColumn(ofScalar: $0.lowerBound).line)
    }
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.generalCategory == .nonspacingMark
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
