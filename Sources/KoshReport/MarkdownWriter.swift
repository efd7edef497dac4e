internal import KoshChart
package import KoshTable

/// Writes a summary of a document in one language as Markdown: for a repository, a mail, a pull request.
///
/// Title, question, counts of verdicts, a table of the claims with their arithmetic, the cautions. Exhibits, ledger and
/// data are left to the HTML page.
package enum MarkdownWriter {
  /// The summary, ended by a line break.
  package static func summary(_ document: ReportDocument, in language: Language) -> String {
    var lines = ["# " + escaped(document.title[language])]
    if document.isSynthetic { lines += ["", "**" + escaped(Wording.syntheticBanner[language]) + "**"] }
    if !document.subtitle.isEmpty { lines += ["", escaped(document.subtitle[language])] }
    if !document.question.isEmpty { lines += ["", "> " + escaped(document.question[language])] }
    let claims = document.claims
    if !claims.isEmpty {
      let counts = document.verdictCounts
      let summary = Verdict.allCases.map { "\(Wording.word(for: $0)[language]): \(counts[$0])" }
      lines += ["", "## " + Wording.claims[language], "", summary.joined(separator: " · "), ""]
      let heads = [
        Trilingual.none, Wording.claim, Wording.published, Wording.recomputed, Wording.verdict, Wording.arithmetic,
      ].map { $0[language] }
      lines.append("| " + heads.joined(separator: " | ") + " |")
      lines.append("|" + String(repeating: " --- |", count: heads.count))
      for card in claims { append(card, language, to: &lines) }
    }
    let cautions = document.cautions
    if !cautions.isEmpty {
      lines += ["", "## " + Wording.cautions[language], ""]
      for note in cautions {
        let about = note.about.isEmpty ? "" : "**\(escaped(note.about[language]))**: "
        lines.append("- " + about + escaped(note.text[language]))
      }
    }
    if !document.programVersion.isEmpty { lines += ["", "Kosh " + escaped(document.programVersion)] }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func append(_ card: ClaimCard, _ language: Language, to lines: inout [String]) {
    let cells = [
      card.id, card.statement[language], card.published[language], card.recomputed[language],
      Wording.word(for: card.verdict)[language], card.explanation[language],
    ]
    lines.append("| " + cells.map(escaped).joined(separator: " | ") + " |")
    for part in card.parts { append(part, language, to: &lines) }
  }

  /// Text that Markdown reads as text: its marks escaped, line breaks as spaces.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\\", "`", "*", "_", "[", "]", "<", ">", "#", "|": result += "\\" + String(character)
      case _ where character.isNewline: result += " "
      default: result.append(character)
      }
    }
    return result
  }
}
