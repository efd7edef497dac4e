internal import KoshTable

extension PageWriter {
  /// Where the numbers come from: files with their hashes, the program's version, how to cite.
  mutating func provenance(_ document: ReportDocument) {
    raw("<section")
    idAttribute("section", "provenance")
    raw(">")
    raw("<h2")
    nextBlockAttribute()
    raw(">")
    text(Wording.provenance)
    raw("</h2>")
    if !document.inputs.isEmpty { inputs(document.inputs) }
    raw("<div class=\"cite\"")
    nextBlockAttribute()
    raw("><h3>")
    text(Wording.howToCite)
    raw("</h3><p><b>")
    text(Wording.thisReport)
    raw(".</b> ")
    sentence(document.title)
    if !document.subtitle.isEmpty { sentence(document.subtitle) }
    raw("<span translate=\"no\">Kosh ")
    text(document.programVersion)
    raw("</span>.</p>")
    for input in document.inputs where !input.citation.isEmpty {
      raw("<p><b translate=\"no\">")
      text(input.path)
      raw(".</b> ")
      text(input.citation)
      raw("</p>")
    }
    raw("</div></section>")
  }

  /// The text as a sentence of its own: with a full stop unless it ends in a mark.
  private mutating func sentence(_ content: Trilingual) {
    let line = content[language]
    text(line)
    raw([".", "?", "!", "…"].contains(line.last) ? " " : ". ")
  }

  private mutating func inputs(_ inputs: [InputFile]) {
    raw("<div class=\"exhibit table inputs\"")
    nextBlockAttribute()
    raw("><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"")
    text(Wording.files)
    raw("\"><table><caption><div>")
    text(Wording.files)
    raw("</div></caption><thead><tr>")
    element("th scope=\"col\" class=\"leading\"", closing: "th", Wording.file)
    element("th scope=\"col\" class=\"leading\"", closing: "th", Wording.source)
    element("th scope=\"col\" class=\"trailing\"", closing: "th", Wording.rows)
    raw("</tr></thead><tbody>")
    for input in inputs {
      raw("<tr><th scope=\"row\" class=\"leading\"><span translate=\"no\">")
      text(input.path)
      raw("</span><code class=\"hash\" translate=\"no\">SHA-256 ")
      text(input.sha256)
      raw("</code></th><td class=\"leading\">")
      text(input.source)
      raw("</td><td class=\"trailing\">")
      if let rows = input.rows { text(Trilingual(Double(rows), decimals: 0)) }
      raw("</td></tr>")
    }
    raw("</tbody></table></div></div>")
  }
}
