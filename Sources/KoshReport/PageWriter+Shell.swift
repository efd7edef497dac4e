internal import KoshTable

extension PageWriter {
  /// Everything before the three articles.
  mutating func openPage(title: Trilingual, description: Trilingual, default first: Language, home: String?) {
    raw(
      "<!DOCTYPE html>\n<html lang=\"\(first.rawValue)\" data-lang=\"\(first.rawValue)\"><head><meta charset=\"utf-8\">"
    )
    raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
    // Nothing may be fetched from anywhere: the page keeps its own promise.
    raw(
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'\">"
    )
    raw("<meta name=\"color-scheme\" content=\"light dark\"><title>")
    text(title[first])
    raw("</title><meta name=\"description\" content=\"")
    text(description[first])
    raw("\"><link rel=\"icon\" href=\"\(Self.icon)\"><style>")
    raw(Stylesheet.css)
    raw("</style><script>")
    raw(PageScript.early)
    raw("</script></head><body>")
    raw(Self.iconSymbols)
    raw("<a class=\"skip\" href=\"#\(first.rawValue)\">")
    inAllLanguages(Wording.skip, block: "skip")
    raw("</a><header class=\"bar\">")
    raw("<a class=\"brand\" href=\"")
    text(home ?? "#\(first.rawValue)")
    raw("\"><b translate=\"no\">Kosh</b>")
    if home != nil {
      raw(" ")
      inAllLanguages(Wording.allStudies, block: "home")
    }
    raw("</a><nav class=\"languages\" aria-label=\"\(Language.allCases.map(\.ownName).joined(separator: ", "))\">")
    for language in Language.allCases {
      raw(
        "<a href=\"#\(language.rawValue)\" lang=\"\(language.rawValue)\" hreflang=\"\(language.rawValue)\" data-title=\""
      )
      text(title[language])
      raw("\"\(language == first ? " aria-current=\"true\"" : "")>")
      // Short names where the screen is narrow.
      raw("<span class=\"long\">\(language.ownName)</span><span class=\"short\" aria-hidden=\"true\">")
      raw("\(language.shortName)</span></a>")
    }
    raw("</nav><button type=\"button\" class=\"theme\" hidden>")
    raw(Self.themeIcon)
    raw("<span class=\"hidden-text\">")
    inAllLanguages(Wording.theme, block: "theme")
    raw("</span></button></header><main>")
  }

  /// Everything after the three articles.
  mutating func closePage(version: String, footer: Trilingual = Wording.footer) {
    raw("</main><footer class=\"foot\"><p>")
    inAllLanguages(footer, block: "footer")
    raw("</p><p translate=\"no\">Kosh ")
    text(version)
    raw("</p></footer><script>")
    raw(PageScript.late)
    raw("</script></body></html>\n")
  }

  mutating func openArticle(_ language: Language) {
    self.language = language
    (figures, tables, blocks) = (0, 0, 0)
    raw("<article lang=\"\(language.rawValue)\" id=\"\(language.rawValue)\" tabindex=\"-1\">")
  }

  mutating func closeArticle() { raw("</article>") }

  /// The counts of verdicts: numerals, words and a bar of their shares.
  mutating func verdictStrip(_ counts: VerdictCounts) {
    guard counts.total > 0 else { return }
    raw("<div class=\"strip\"><ul>")
    for verdict in Verdict.allCases {
      raw("<li class=\"\(verdict.rawValue)\">")
      raw("<span class=\"count\">\(counts[verdict])</span> ")
      raw("<span class=\"word\">")
      icon(verdict)
      text(Wording.word(for: verdict))
      raw("</span><span class=\"meaning\">")
      text(Wording.meaning(of: verdict))
      raw("</span></li>")
    }
    raw("</ul>")
    verdictBar(counts)
    raw("</div>")
  }

  mutating func verdictBar(_ counts: VerdictCounts) {
    raw("<div class=\"shares\" aria-hidden=\"true\">")
    for verdict in Verdict.allCases where counts[verdict] > 0 {
      raw("<i class=\"\(verdict.rawValue)\" style=\"flex-grow:\(counts[verdict])\"></i>")
    }
    raw("</div>")
  }

  static let icon = """
    data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' \
    rx='3' fill='%230b4f7a'/%3E%3Cpath d='M3 12L8 3.5 13 12M5.6 12L8 8l2.4 4' fill='none' stroke='white' \
    stroke-width='1.5'/%3E%3C/svg%3E
    """

  static let themeIcon = """
    <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true"><circle cx="10" cy="10" r="7.2" fill="none" \
    stroke="currentColor" stroke-width="1.6"/><path d="M10 2.8a7.2 7.2 0 0 1 0 14.4z" fill="currentColor"/></svg>
    """
}

extension Language {
  /// Two or three letters for a narrow menu.
  var shortName: String {
    switch self {
    case .en: "Eng"
    case .ru: "Рус"
    case .kk: "Қаз"
    }
  }
}
