internal import KoshTable

extension Table {
  /// A term of a regression in the words of the codebook: `(Intercept)` → constant, `region::KZ-11` → Region: Akmola,
  /// `gender:score` → Gender × Score. What the codebook does not know stays as the formula writes it.
  func label(ofTerm term: String) -> Trilingual {
    if term == "(Intercept)" { return Trilingual(en: "constant", ru: "константа", kk: "тұрақты мүше") }
    // `::` stands before a category, `:` between factors.
    let mark = "\u{0}"
    let factors = term.replacing("::", with: mark).split(separator: ":").map(String.init)
    let labels: [Trilingual] = factors.map { factor in
      let pieces = factor.split(separator: "\u{0}", maxSplits: 1).map(String.init)
      guard let name = pieces.first, let column = self[name] else {
        return Trilingual(same: factor.replacing(mark, with: "::"))
      }
      guard pieces.count == 2 else { return column.variable.label }
      return column.variable.label + Trilingual(same: ": ") + column.label(ofLevel: pieces[1])
    }
    return labels.joined(separator: " × ")
  }
}
