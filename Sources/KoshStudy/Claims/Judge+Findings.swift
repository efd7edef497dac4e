internal import KoshNumerics
internal import KoshReport
internal import KoshTable

// Verdicts on findings: lists, searches, and the checks of printed numbers.
extension Judge {
  func members(_ id: String, _ keys: [String]) -> Ruling {
    guard let finding = context.findings[id], case .list(let items) = finding.value else {
      return Ruling(.undecided, Evaluator.nothing)
    }
    let found = items.map(Evaluator.word)
    let extra = found.filter { !keys.contains($0) }
    let lacking = keys.filter { !found.contains($0) }
    var ruling = Ruling(
      extra.isEmpty && lacking.isEmpty ? .yes : .no,
      Words.members(context.text(of: finding), count: found.count, extra: extra, lacking: lacking))
    ruling.recomputed = context.text(of: finding)
    ruling.findings = [id]
    return ruling
  }

  func exists(_ patterns: [String], _ claim: ClaimSpecification) -> Ruling {
    guard let published = claim.published.first else { return Ruling(.undecided, Evaluator.nothing) }
    let candidates = patterns.flatMap { context.findings.matching($0) }.compactMap { finding in
      finding.value.quantity.map { (finding: finding, value: $0.value) }
    }
    let printed = Interval(published.value, halfWidth: published.halfUnit)
    let hits = candidates.filter { printed.meets($0.finding.value.quantity?.interval ?? Interval($0.value)) }
    func line(_ candidate: (finding: Finding, value: Double)) -> Trilingual {
      candidate.finding.label + Trilingual(same: " ") + Trilingual(candidate.value, decimals: published.decimals + 2)
    }
    if !hits.isEmpty {
      var ruling = Ruling(.yes, Words.found(hits.prefix(3).map(line).joined(separator: "; "), among: candidates.count))
      ruling.recomputed = Trilingual(hits[0].value, decimals: published.decimals + 2)
      ruling.values = hits.map(\.value)
      ruling.findings = hits.map(\.finding.id)
      return ruling
    }
    guard let nearest = candidates.min(by: { abs($0.value - published.value) < abs($1.value - published.value) }) else {
      return Ruling(.undecided, Evaluator.nothing)
    }
    var ruling = Ruling(.no, Words.notFound(nearest: line(nearest), among: candidates.count))
    ruling.recomputed = Trilingual(nearest.value, decimals: published.decimals + 2)
    ruling.values = [nearest.value]
    ruling.findings = [nearest.finding.id]
    return ruling
  }

  func truth(of finding: String) -> Truth {
    switch context.findings[finding]?.value {
    case .truth(let truth): truth
    default: .undecided
    }
  }

  func possible(_ analysis: String) -> Ruling {
    var ruling = Ruling(
      truth(of: analysis + ".possible"), context.findings[analysis + ".possible"]?.method ?? Evaluator.nothing)
    ruling.recomputed = context.findings[analysis + ".counts_sum"]?.text ?? Trilingual(same: "")
    ruling.values = [context.findings[analysis + ".counts_sum"]?.value.quantity?.value].compactMap { $0 }
    ruling.findings = [analysis + ".possible", analysis + ".counts_sum"]
    return ruling
  }

  func significant(_ term: String, isStarred: Bool) -> Ruling {
    let found = truth(of: term + ".significant")
    var ruling = Ruling(
      isStarred ? found : !found, context.findings[term + ".significant"]?.method ?? Evaluator.nothing)
    ruling.recomputed = context.findings[term + ".significant"]?.text ?? Trilingual(same: "")
    ruling.findings = [term + ".significant"]
    return ruling
  }

  func floor(_ term: String) -> Ruling {
    var ruling = Ruling(truth(of: term + ".floor"), context.findings[term + ".floor"]?.method ?? Evaluator.nothing)
    ruling.recomputed = context.findings[term + ".se_floor"]?.text ?? Trilingual(same: "")
    ruling.values = [context.findings[term + ".se_floor"]?.value.quantity?.value].compactMap { $0 }
    ruling.findings = [term + ".floor", term + ".se_floor"]
    return ruling
  }
}
