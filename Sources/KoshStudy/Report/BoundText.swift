internal import KoshReport
internal import KoshTable

/// Puts values into texts whose numbers are bound to findings.
struct BoundText {
  let context: RunContext

  /// A piece of a bound text, in one language.
  private func pieces(_ text: String, _ language: Language, claim: ClaimSpecification?) -> [Prose.Piece] {
    guard let template = try? TextTemplate(text) else { return [.text(text)] }
    return template.pieces.map { piece in
      switch piece {
      // A percent sign stays on the line of its number.
      case .text(let text): return .text(text.hasPrefix(" %") ? "\u{00A0}" + text.dropFirst() : text)
      case .bound(let expression, let decimals, let sign, _):
        if let claim, let published = published(expression, of: claim) { return .text(published[language]) }
        let shown = shown(expression, decimals: decimals, sign: sign)[language]
        if case .name(let id, _) = expression { return .number(shown, finding: id) }
        if expression.references.isEmpty { return .text(shown) }
        // A number made of several findings leads to the first of them.
        let first = expression.references.lazy.compactMap { if case .name(let id, _) = $0 { id } else { nil } }.first
        return first.map { .number(shown, finding: $0) } ?? .number(shown, finding: BoundText.cellFinding(expression))
      }
    }
  }

  /// `{published}` and `{published.2}` in a claim's statement.
  private func published(_ expression: Expression, of claim: ClaimSpecification) -> Trilingual? {
    guard case .name(let name, _) = expression, name == "published" || name.hasPrefix("published.") else { return nil }
    let position = name == "published" ? 1 : Int(name.dropFirst("published.".count)) ?? 1
    return claim.published.indices.contains(position - 1)
      ? Words.asPrinted(claim.published[position - 1]) : Trilingual(same: "–")
  }

  private func shown(_ expression: Expression, decimals: Int?, sign: Bool) -> Trilingual {
    let value = context.evaluate(expression)
    guard case .number(let quantity) = value else {
      if case .name(let id, _) = expression, let finding = context.findings[id] { return context.text(of: finding) }
      return Expression.shown(value)
    }
    if case .number(let printed) = expression, decimals == nil {
      return Trilingual(printed.value, decimals: printed.decimals)
    }
    return Trilingual(quantity.value, decimals: decimals ?? quantity.decimals, sign: sign ? .always : .negativeOnly)
  }

  /// The id under which a number that comes straight from cells stands in the ledger.
  static func cellFinding(_ expression: Expression) -> String {
    if case .cell(let source, let keys, let column, _)? = expression.references.first {
      return "\(source)[\((keys ?? ["*"]).joined(separator: ","))].\(column)"
    }
    return ""
  }

  /// A paragraph whose numbers lead to their findings.
  func prose(_ text: Trilingual, claim: ClaimSpecification? = nil) -> Prose {
    Prose(
      en: pieces(text.en, .en, claim: claim), ru: pieces(text.ru, .ru, claim: claim),
      kk: pieces(text.kk, .kk, claim: claim))
  }

  /// The text with its numbers, without links.
  func plain(_ text: Trilingual, claim: ClaimSpecification? = nil) -> Trilingual {
    let prose = prose(text, claim: claim)
    return text.map { language, _ in prose.plainText(in: language) }
  }

  /// Findings and cells that a text binds.
  func bound(_ text: Trilingual) -> [Expression] {
    ((try? TextTemplate(text.en))?.expressions ?? []).filter { !$0.references.isEmpty }
  }
}
