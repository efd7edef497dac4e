internal import KoshTable

extension PageWriter {
  mutating func figure(_ figure: Figure) {
    figures += 1
    raw("<figure class=\"exhibit\"")
    idAttribute("figure", figure.id)
    nextBlockAttribute()
    raw("><div class=\"drawing wide\">")
    raw(figure.chart.svg(in: language))
    raw("</div><figcaption><b>")
    text(Wording.figure(figures))
    raw(".</b> ")
    text(figure.caption)
    syntheticTag()
    raw("</figcaption>")
    if hasFindings(figure.findings) {
      raw("<p class=\"used\"><b>")
      text(Wording.findingsUsed)
      raw("</b> ")
      findingLinks(figure.findings)
      raw("</p>")
    }
    raw("</figure>")
  }
}
