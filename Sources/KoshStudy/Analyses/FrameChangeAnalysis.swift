internal import KoshInterviews
internal import KoshTable

/// Which codings a changed coding frame touches.
struct FrameChangeAnalysis: Analysis {
  static let schema = InterviewSchema.frameChange

  let head: AnalysisHead
  let interviews: InterviewHead

  init(_ node: SpecNode) {
    head = AnalysisHead(node)
    interviews = InterviewHead(node)
  }

  var findingPatterns: [String] { ["changes", "review", "recode", "codes", "*.n"] }

  func problems(in data: StudyData) -> [Problem] {
    let found = interviews.problems(in: data)
    guard let loaded = data.interviews[interviews.interviews], !loaded.hasFrameBefore else { return found }
    return found + [
      Problem(
        .specification, "the interviews \"\(loaded.id)\" name no earlier version of their frame",
        at: interviews.place(of: "interviews"), why: "a change is from one version to another",
        remedy: "add frame_before: FILE to \"\(loaded.id)\"")
    ]
  }

  func run(_ context: RunContext) throws(Problems) -> AnalysisOutcome {
    let loaded = try context.interviews(interviews)
    let effects = loaded.frameEffects
    let frame = loaded.project.frame
    func touched(_ isMeant: (FrameChange.Duty) -> Bool) -> [Int] {
      Array(Set(effects.filter { isMeant($0.entry.duty) }.flatMap(\.codings))).sorted()
    }
    let review = touched { $0 == .review }
    let recode = touched { if case .recode = $0 { true } else { false } }
    let suppression = CaseSuppression(loaded)
    let n = loaded.project.cases.count
    var hidesAny = false
    /// A number of codings, unless few respondents are behind it.
    func guarded(_ finding: Finding, of codings: [Int], hides: Bool = false) -> Finding {
      guard hides || suppression.hides(loaded.whole.cases(of: codings), of: n) else { return finding }
      hidesAny = true
      return Finding(finding.id, label: finding.label, value: LoadedInterviews.suppressed)
    }
    var findings = [
      count(
        "changes",
        Trilingual(
          en: "changes of the coding frame", ru: "изменений схемы кодирования", kk: "кодтау сызбасының өзгерістері"),
        effects.count),
      guarded(
        count(
          "review",
          Trilingual(
            en: "codings to be read again", ru: "фрагментов, которые нужно перечитать",
            kk: "қайта оқылуға тиіс үзінділер"),
          review.count, cells: loaded.cells(review)), of: review),
      guarded(
        count(
          "recode",
          Trilingual(
            en: "codings that take another code", ru: "фрагментов, получающих другой код",
            kk: "басқа код алатын үзінділер"),
          recode.count, cells: loaded.cells(recode)), of: recode),
    ]
    var names: [String] = []
    for effect in effects where !names.contains(effect.entry.code) { names.append(effect.entry.code) }
    let touchedBy = names.map { code in
      Array(Set(effects.filter { $0.entry.code == code }.flatMap(\.codings))).sorted()
    }
    let people = touchedBy.map { loaded.whole.cases(of: $0) }
    let hidden = suppression.withComplement(people.map { suppression.hides($0, of: n) }, people: people)
    for (position, code) in names.enumerated() {
      let own = effects.filter { $0.entry.code == code }
      let codings = touchedBy[position]
      let touched = finding(
        "\(InterviewHead.part(code)).n",
        (frame[code]?.name ?? Trilingual(same: code))
          + Trilingual(en: ", codings touched", ru: ", затронуто фрагментов", kk: ", қамтылған үзінділер"),
        Double(codings.count), decimals: 0,
        method: own.map { FrameChangeAnalysis.told($0.entry.kind) }.joined(separator: ", "),
        cells: loaded.cells(codings))
      findings.append(guarded(touched, of: codings, hides: hidden[position]))
    }
    var changed = Finding(
      "\(id).codes",
      label: Trilingual(en: "codes that changed", ru: "изменённые коды", kk: "өзгерген кодтар"),
      value: .list(names.map { .text($0) }))
    changed.shown = names.map { frame[$0]?.name ?? Trilingual(same: $0) }.joined(separator: ", ")
    findings.append(changed)
    return AnalysisOutcome(
      findings: findings, cautions: loaded.cautions + suppression.cautions(loaded, hidesAny: hidesAny))
  }

  private static func told(_ kind: FrameChange.Kind) -> Trilingual {
    switch kind {
    case .added: return Trilingual(en: "new", ru: "новый", kk: "жаңа")
    case .removed: return Trilingual(en: "taken out", ru: "исключён", kk: "алынып тасталған")
    case .replaced(let heir):
      return Trilingual(en: "replaced by \(heir)", ru: "заменён на \(heir)", kk: "\(heir) кодымен алмастырылған")
    case .split(let into):
      let list = into.joined(separator: ", ")
      return Trilingual(en: "split into \(list)", ru: "разделён на \(list)", kk: "\(list) кодтарына бөлінген")
    case .redefined:
      return Trilingual(en: "defined anew", ru: "определён иначе", kk: "басқаша анықталған")
    case .moved(let from, let to):
      let (old, new) = (from ?? "–", to ?? "–")
      return Trilingual(
        en: "moved from \(old) to \(new)", ru: "перенесён из \(old) в \(new)",
        kk: "\(old) ішінен \(new) ішіне көшірілген")
    case .renamed: return Trilingual(en: "renamed", ru: "переименован", kk: "атауы өзгерген")
    case .closed:
      return Trilingual(en: "no longer given to text", ru: "больше не присваивается", kk: "енді берілмейді")
    }
  }
}
