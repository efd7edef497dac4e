internal import KoshTable

extension PageWriter {
  /// The shape and the word of a verdict: never colour alone.
  mutating func badge(_ verdict: Verdict) {
    raw("<span class=\"badge \(verdict.rawValue)\">")
    icon(verdict)
    text(Wording.word(for: verdict))
    raw("</span>")
  }

  mutating func icon(_ verdict: Verdict) {
    raw(
      "<svg class=\"icon \(verdict.rawValue)\" viewBox=\"0 0 16 16\" aria-hidden=\"true\"><use href=\"#icon-\(verdict.rawValue)\"/></svg>"
    )
  }

  /// The shapes that ``icon(_:)`` shows: a disc with a tick, a diamond with a cross, a ring with a question mark.
  static let iconSymbols = """
    <svg class="symbols" aria-hidden="true" width="0" height="0">\
    <symbol id="icon-confirmed" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7.5" fill="currentColor"/>\
    <path d="M4.4 8.3l2.5 2.5 4.8-5.3" fill="none" stroke="var(--paper)" stroke-width="1.8"/></symbol>\
    <symbol id="icon-refuted" viewBox="0 0 16 16"><path d="M8 0l8 8-8 8-8-8z" fill="currentColor"/>\
    <path d="M5.6 5.6l4.8 4.8m0-4.8l-4.8 4.8" fill="none" stroke="var(--paper)" stroke-width="1.7"/></symbol>\
    <symbol id="icon-cannot_tell" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.8" fill="none" stroke="currentColor" \
    stroke-width="1.5"/><path d="M6 6.3c0-2.7 4.1-2.6 4.1 0 0 1.6-2.1 1.6-2.1 3.2" fill="none" stroke="currentColor" \
    stroke-width="1.5"/><circle cx="8" cy="11.7" r="1" fill="currentColor"/></symbol></svg>
    """

  mutating func claims(_ cards: [ClaimCard]) {
    blocks += 1
    let number = blocks
    raw("<div class=\"claims\">")
    let counts = VerdictCounts(cards)
    if Verdict.allCases.filter({ counts[$0] > 0 }).count > 1 { filter(counts, number: number) }
    for card in cards { claim(card, depth: 0) }
    raw("</div>")
  }

  /// Radio buttons that the stylesheet reads: the filter works without a script.
  private mutating func filter(_ counts: VerdictCounts, number: Int) {
    raw("<fieldset class=\"filter\"")
    blockAttribute("filter\(number)")
    raw("><legend>")
    text(Wording.show)
    raw("</legend>")
    func choice(_ value: String, _ writer: inout PageWriter, _ body: (inout PageWriter) -> Void) {
      let name = "\(writer.language.rawValue)-filter\(number)"
      writer.raw("<label><input type=\"radio\" name=\"\(name)\" value=\"\(value)\"\(value == "all" ? " checked" : "")>")
      writer.raw("<span>")
      body(&writer)
      writer.raw("</span></label>")
    }
    choice("all", &self) {
      $0.text(Wording.all)
      $0.raw(" <b>\(counts.total)</b>")
    }
    for verdict in Verdict.allCases where counts[verdict] > 0 {
      choice(verdict.rawValue, &self) {
        $0.icon(verdict)
        $0.text(Wording.word(for: verdict))
        $0.raw(" <b>\(counts[verdict])</b>")
      }
    }
    raw("</fieldset>")
  }

  mutating func claim(_ card: ClaimCard, depth: Int) {
    let heading = depth == 0 ? "h3" : "h4"
    raw("<section class=\"claim \(card.verdict.rawValue)\(depth > 0 ? " part" : "")\"")
    idAttribute("claim", card.id)
    blockAttribute("claim-" + card.id)
    raw("><div class=\"claim-head\">")
    badge(card.verdict)
    raw("<a class=\"claim-id\" translate=\"no\" href=\"")
    address("claim", card.id)
    raw("\">")
    text(card.id)
    raw("</a>")
    if !card.place.isEmpty { element("span", class: "place", card.place) }
    raw("</div>")
    element(heading, card.statement)
    // A claim of parts shows its numbers where they belong: at the parts.
    if card.parts.isEmpty, !card.published.isEmpty || !card.recomputed.isEmpty {
      raw("<dl class=\"values\">")
      if !card.published.isEmpty {
        raw("<div>")
        element("dt", Wording.published)
        element("dd", card.published)
        raw("</div>")
      }
      if !card.recomputed.isEmpty {
        raw("<div>")
        element("dt", Wording.recomputed)
        raw("<dd>")
        number(card.recomputed[language], finding: card.findings.first)
        raw("</dd></div>")
      }
      raw("</dl>")
    }
    if !card.explanation.isEmpty {
      raw("<p class=\"arithmetic\"><b>")
      text(Wording.arithmetic)
      raw("</b> ")
      text(card.explanation)
      raw("</p>")
    }
    if !card.readings.isEmpty {
      raw("<div class=\"readings\">")
      element("p", class: "label", Wording.readings)
      raw("<ul>")
      for reading in card.readings { element("li", reading) }
      raw("</ul></div>")
    }
    if let settle = card.settle, !settle.isEmpty {
      raw("<p class=\"settle\"><b>")
      text(Wording.settle)
      raw("</b> ")
      text(settle)
      raw("</p>")
    }
    used(card.findings)
    if !card.parts.isEmpty {
      element("p", class: "label", Wording.parts)
      raw("<div class=\"parts\">")
      for part in card.parts { claim(part, depth: depth + 1) }
      raw("</div>")
    }
    raw("</section>")
  }
}
