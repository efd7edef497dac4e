internal import KoshTable

extension PageWriter {
  /// What the program is, the verdicts of all studies together, the studies one by one.
  mutating func index(_ studies: [IndexEntry], figure: Figure?) {
    raw("<div class=\"head\"")
    blockAttribute("head")
    raw(">")
    element("h1", Wording.indexTitle)
    element("p", class: "question", Wording.whatKoshIs)
    raw("</div>")
    // Claims that were made up to try the program say nothing of published work: they never enter its totals.
    let published = studies.filter { !$0.isSynthetic }
    let madeUp = studies.filter(\.isSynthetic)
    let counts = (published.isEmpty ? madeUp : published).map(\.verdictCounts).reduce(VerdictCounts(), +)
    raw("<section class=\"summary\"")
    blockAttribute("summary")
    raw("><h2>")
    text(Wording.inShort)
    raw("</h2>")
    verdictStrip(counts)
    let apart = madeUp.map(\.verdictCounts).reduce(VerdictCounts(), +)
    if !published.isEmpty, apart.total > 0 {
      raw("<p class=\"counts\">")
      text(Wording.claimsChecked)
      raw(": <b>\(counts.total)</b>. ")
      text(Wording.countedApart)
      raw(": <b>\(apart.total)</b></p>")
    }
    if studies.isEmpty { element("p", Wording.noStudies) }
    raw("</section>")
    if let figure { self.figure(figure) }
    if !studies.isEmpty { table(published: published, madeUp: madeUp) }
  }

  private mutating func table(published: [IndexEntry], madeUp: [IndexEntry]) {
    raw("<section")
    idAttribute("section", "studies")
    raw("><h2")
    nextBlockAttribute()
    raw(">")
    text(Wording.studies)
    raw("</h2><div class=\"exhibit table studies\"")
    nextBlockAttribute()
    raw("><table><caption><div>")
    text(Wording.studiesCaption)
    raw("</div></caption><thead><tr>")
    element("th scope=\"col\" class=\"leading\"", closing: "th", Wording.study)
    for verdict in Verdict.allCases {
      raw("<th scope=\"col\"><span class=\"word \(verdict.rawValue)\">")
      icon(verdict)
      text(Wording.word(for: verdict))
      raw("</span></th>")
    }
    raw("</tr></thead><tbody>")
    for study in published + madeUp {
      raw("<tr><th scope=\"row\" class=\"leading\">")
      if !study.label.isEmpty { element("span", class: "label", study.label) }
      raw("<a class=\"study\" href=\"")
      text(study.address)
      // The language goes along, also where a browser keeps no choices between files.
      raw("#\(language.rawValue)\">")
      text(study.title)
      raw("</a>")
      if study.isSynthetic {
        raw(" ")
        element("span", class: "synthetic", Wording.synthetic)
      }
      if !study.subtitle.isEmpty { element("span", class: "subtitle", study.subtitle) }
      if !study.question.isEmpty { element("span", class: "asks", study.question) }
      exhibitCounts(findings: study.findings, cautions: study.cautions)
      verdictBar(study.verdictCounts)
      raw("</th>")
      counts(study.verdictCounts)
      raw("</tr>")
    }
    raw("</tbody><tfoot>")
    let isMixed = !published.isEmpty && !madeUp.isEmpty
    if !published.isEmpty { total(published, isMixed ? Wording.totalPublished : Wording.total) }
    if !madeUp.isEmpty { total(madeUp, isMixed ? Wording.totalSynthetic : Wording.total) }
    raw("</tfoot></table></div></section>")
  }

  private mutating func total(_ studies: [IndexEntry], _ label: Trilingual) {
    raw("<tr><th scope=\"row\" class=\"leading\">")
    text(label)
    exhibitCounts(
      findings: studies.reduce(0) { $0 + $1.findings }, cautions: studies.reduce(0) { $0 + $1.cautions })
    raw("</th>")
    counts(studies.map(\.verdictCounts).reduce(VerdictCounts(), +))
    raw("</tr>")
  }

  private mutating func exhibitCounts(findings: Int, cautions: Int) {
    raw("<span class=\"of\">")
    text(Wording.findingsCount)
    raw(": <b>")
    text(Trilingual(Double(findings), decimals: 0))
    raw("</b> · ")
    text(Wording.cautionsCount)
    raw(": <b>")
    text(Trilingual(Double(cautions), decimals: 0))
    raw("</b></span>")
  }

  private mutating func counts(_ counts: VerdictCounts) {
    for verdict in Verdict.allCases {
      raw("<td class=\"\(verdict.rawValue)\">")
      icon(verdict)
      raw("\(counts[verdict])<span class=\"name\"> ")
      text(Wording.word(for: verdict))
      raw("</span></td>")
    }
  }
}
