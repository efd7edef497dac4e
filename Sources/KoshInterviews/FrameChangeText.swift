/// What a changed coding frame means for codings, as lines of a screen: each change, and each coding that it touches.
package struct FrameChangeText: Sendable {
  /// The text, with a line end.
  package let text: String

  /// Tells a change.
  ///
  ///     codes: version 1 → 2
  ///     cost: redefined; codings to be read again: 1
  ///       i01:4  A  The fees ate my savings
  ///     fee: replaced by price; codings that take the new code: 0
  ///
  /// - Parameters:
  ///   - codings: The codings that were made with the version before.
  ///   - sources: The texts, for the words of the codings.
  package init(_ change: FrameChange, codings: [Coding], sources: [Source]) {
    let texts = Dictionary(sources.map { ($0.id, $0.text) }, uniquingKeysWith: { first, _ in first })
    var lines = ["codes: version \(change.oldVersion) → \(change.newVersion)"]
    for effect in change.effect(on: codings) {
      let duty =
        switch effect.entry.duty {
        case .keep: "codings that stay as they are"
        case .recode: "codings that take the new code"
        case .review: "codings to be read again"
        }
      lines.append("\(effect.entry.code): \(FrameChangeText.told(effect.entry.kind)); \(duty): \(effect.codings.count)")
      guard effect.entry.duty != .keep else { continue }
      for position in effect.codings {
        let coding = codings[position]
        let text = texts[coding.source]
        let line = text.map { ":\($0.lineAndColumn(ofScalar: coding.start).line)" } ?? ""
        let words = text.map { FrameChangeText.short($0[coding.range]) } ?? "\(coding.start)–\(coding.end)"
        lines.append("  \(coding.source)\(line)  \(coding.coder)  \(words)")
      }
    }
    if lines.count == 1 { lines.append("nothing changed") }
    text = lines.joined(separator: "\n") + "\n"
  }

  private static func told(_ kind: FrameChange.Kind) -> String {
    switch kind {
    case .added: "new"
    case .removed: "taken out"
    case .replaced(let heir): "replaced by \(heir)"
    case .split(let into): "split into \(into.joined(separator: ", "))"
    case .redefined: "redefined"
    case .moved(let from, let to): "moved from \(from ?? "the top") to \(to ?? "the top")"
    case .renamed: "renamed"
    case .closed: "no longer given to text"
    }
  }

  /// The words on one line, cut after 60 scalars.
  private static func short(_ words: String) -> String {
    var scalars = words.unicodeScalars.map { $0.properties.isWhitespace ? " " : $0 }
    if scalars.count > 60 { scalars = scalars.prefix(59) + ["…"] }
    return String(String.UnicodeScalarView(scalars))
  }
}
