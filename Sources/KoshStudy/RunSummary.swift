package import KoshTable

/// The few lines about a run that a person reads on the terminal.
package enum RunSummary {
  /// A run in `language`: title, findings, claims by verdict, cautions, where the report is.
  package static func text(_ run: StudyRun, report: String, language: Language, isColoured: Bool) -> String {
    let counts = run.counts
    func paint(_ text: String, _ code: String) -> String { isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text }
    var lines = [paint(run.plan.specification.title[language], "1")]
    let files =
      run.plan.specification.sources.count + run.plan.data.interviews.values.reduce(0) { $0 + $1.files.count }
    let findings = Trilingual(
      en: "\(run.findings.list.count) findings from \(files) data files",
      ru: "результатов: \(run.findings.list.count), файлов данных: \(files)",
      kk: "нәтижелер: \(run.findings.list.count), деректер файлдары: \(files)")
    lines.append("  " + findings[language])
    if counts.total > 0 {
      let parts = [
        paint("● ", "32")
          + Trilingual(
            en: "\(counts.confirmed) confirmed", ru: "подтверждено \(counts.confirmed)",
            kk: "расталды \(counts.confirmed)")[language],
        paint("▲ ", "31")
          + Trilingual(
            en: "\(counts.refuted) do not follow", ru: "не следует \(counts.refuted)", kk: "шықпайды \(counts.refuted)")[
            language],
        paint("○ ", "33")
          + Trilingual(
            en: "\(counts.cannotTell) cannot be told", ru: "нельзя сказать \(counts.cannotTell)",
            kk: "айту мүмкін емес \(counts.cannotTell)")[language],
      ]
      let claims = Trilingual(en: "claims", ru: "утверждения", kk: "тұжырымдар")[language]
      lines.append("  \(claims): " + parts.joined(separator: "   "))
      for claim in run.claims where claim.verdict == .refuted {
        lines.append("    " + paint("▲ ", "31") + claim.specification.id + "  " + claim.explanation[language])
      }
      for claim in run.claims.flatMap(\.withParts) where claim.specification.isRequired && claim.verdict != .confirmed {
        let words = Trilingual(
          en: "required, and not confirmed", ru: "обязательно, но не подтверждено", kk: "міндетті, бірақ расталмады")
        lines.append("    " + paint("! ", "31;1") + claim.specification.id + "  " + words[language])
      }
    }
    let cautions = run.mergedCautions
    if !cautions.isEmpty {
      lines.append(
        "  "
          + Trilingual(
            en: "keep in mind: \(cautions.count)", ru: "на заметку: \(cautions.count)",
            kk: "ескеріңіз: \(cautions.count)")[language])
      for caution in cautions.prefix(3) { lines.append("    – " + caution.text[language]) }
    }
    lines.append("  " + Trilingual(en: "report: \(report)", ru: "отчёт: \(report)", kk: "есеп: \(report)")[language])
    return lines.joined(separator: "\n")
  }
}
