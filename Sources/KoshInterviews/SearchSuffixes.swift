/// Endings of words, of which the longest that fits is looked for.
struct Suffixes: Sendable {
  private let entries: [(letters: [Unicode.Scalar], group: Int)]

  /// Endings in groups, numbered from 1; the endings of a group are separated by blanks.
  init(_ groups: String...) {
    entries = groups.enumerated().flatMap { number, text in
      text.split(separator: " ").map { (Array($0.unicodeScalars), number + 1) }
    }.sorted { $0.0.count > $1.0.count }
  }

  /// The longest ending of `word` that begins at `limit` or later: its length and group.
  func longest(of word: [Unicode.Scalar], from limit: Int) -> (length: Int, group: Int)? {
    for (letters, group) in entries where word.count - letters.count >= limit && word.ends(with: letters) {
      return (letters.count, group)
    }
    return nil
  }

  /// All endings of `word` that begin at `limit` or later, longest first.
  func all(of word: [Unicode.Scalar], from limit: Int) -> [[Unicode.Scalar]] {
    entries.lazy.filter { word.count - $0.letters.count >= limit && word.ends(with: $0.letters) }.map(\.letters)
  }
}

extension [Unicode.Scalar] {
  /// Whether the last elements are those of `letters`.
  func ends(with letters: [Unicode.Scalar]) -> Bool {
    guard count >= letters.count else { return false }
    var at = count - letters.count
    for letter in letters {
      guard self[at] == letter else { return false }
      at += 1
    }
    return true
  }

  /// The letters as text.
  var text: String {
    var result = String.UnicodeScalarView()
    result.append(contentsOf: self)
    return String(result)
  }
}
