/// Guesses what was meant by a name that does not exist.
public enum Spelling {
  /// The candidate nearest to `word`, if one is near enough to be a slip of the hand: at most a third of the letters
  /// differ, ignoring case (one letter in words of two; words of one letter are near to nothing but their other case).
  ///
  ///     Spelling.nearest(to: "gendr", in: ["gender", "score"])   // "gender"
  public static func nearest(to word: String, in candidates: some Sequence<String>) -> String? {
    let wanted = Array(word.lowercased())
    var best: (distance: Int, name: String)?
    for candidate in candidates where candidate != word {
      let letters = Array(candidate.lowercased())
      let atLeast = min(wanted.count, letters.count) > 1 ? 1 : 0
      let limit = max(atLeast, max(wanted.count, letters.count) / 3)
      let distance = editDistance(wanted, letters)
      if distance <= limit, distance < (best?.distance ?? .max) { best = (distance, candidate) }
    }
    return best?.name
  }

  /// `did you mean "x"?` for a near candidate, else the candidates listed (the first twelve).
  public static func advice(for word: String, among candidates: [String]) -> String? {
    if let near = nearest(to: word, in: candidates) { return "did you mean \"\(near)\"?" }
    guard !candidates.isEmpty else { return nil }
    let shown = candidates.prefix(12).joined(separator: ", ")
    return "there is: \(shown)\(candidates.count > 12 ? ", …" : "")"
  }

  /// Insertions, deletions, substitutions and swaps of neighbours between two words (optimal string alignment).
  ///
  /// - Complexity: O(*n* · *m*).
  static func editDistance(_ a: [Character], _ b: [Character]) -> Int {
    var beforePrevious: [Int] = []
    var previous = Array(0...b.count)
    for i in 0..<a.count {
      var current = [i + 1]
      for j in 0..<b.count {
        var cost = min(previous[j] + (a[i] == b[j] ? 0 : 1), previous[j + 1] + 1, current[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforePrevious[j - 1] + 1) }
        current.append(cost)
      }
      (beforePrevious, previous) = (previous, current)
    }
    return previous[b.count]
  }
}
