internal import KoshChart
internal import KoshFiles
internal import KoshReport
package import KoshTable

/// Runs studies from folder to written report: the one way that the command line, tests and benchmarks share.
package struct StudyRunner: Sendable {
  /// Which language the report opens in.
  package var language: Language
  /// The folder that is written to; each study has a folder of its name in it.
  package var output: String
  /// The program's version, as reports name it.
  package var version: String

  /// A runner that writes to `output`.
  package init(output: String, language: Language = .en, version: String) {
    self.output = output
    self.language = language
    self.version = version
  }

  /// Reads, plans, runs and writes one study.
  ///
  /// Nothing is written unless everything was computed, so a report is never a part of one; what an earlier run of a
  /// study that has since broken had written is removed, so that it cannot be taken for the report of this one.
  package func run(folder: String) throws(Problems) -> StudyRun {
    var run: StudyRun
    do throws(Problems) {
      run = try StudyRunner.compute(folder: folder)
    } catch {
      let name = StudyReader.name(ofFolder: folder)
      for path in ["\(output)/\(name)/index.html", "\(output)/\(name)/findings.json", "\(output)/index.html"] {
        FileBytes.remove(path: path)
      }
      throw error
    }
    let name = run.plan.specification.name
    let document = ReportBuilder(run, version: version).document()
    do {
      try FileBytes.makeDirectory(path: output + "/" + name)
      try FileBytes.write(HTMLWriter.page(document, default: language), to: output + "/\(name)/index.html")
      try FileBytes.write(
        FindingsJSON.value(run, version: version).text(indent: true) + "\n", to: output + "/\(name)/findings.json")
    } catch {
      throw Problems(error)
    }
    run.indexEntry = IndexEntry(document, address: name + "/index.html")
    run.indexEntry?.label = run.plan.specification.paper ?? Trilingual(same: "")
    return run
  }

  /// Reads, plans and runs a study, writing nothing.
  package static func compute(folder: String) throws(Problems) -> StudyRun { try StudyRun(plan(folder: folder)) }

  /// Reads and checks a study, computing nothing; one line about what it holds.
  ///
  /// What is to be known of interviews, such as names that are left in them, follows line by line.
  package static func check(folder: String) throws(Problems) -> String {
    let plan = try plan(folder: folder)
    let study = plan.specification
    let line =
      "\(study.name): in order (\(study.sources.count) sources, \(study.analyses.count) analyses, \(study.claims.count) claims, \(study.exhibits.count) exhibits)"
    let cautions = study.interviews.flatMap { plan.data.interviews[$0.id]?.cautions ?? [] }
    return ([line] + cautions.map { "    – \($0.text.en)" }).joined(separator: "\n")
  }

  /// Reads and checks a study, computing nothing.
  static func plan(folder: String) throws(Problems) -> Plan {
    let specification = try StudyReader.read(folder: folder)
    return try Plan(specification, data: StudyData(specification))
  }

  /// Writes the page that lists the studies of one run.
  package func writeIndex(_ runs: [StudyRun]) throws(Problems) {
    // By publication where studies name one: a reader looks for paper A before paper B.
    let runs = runs.enumerated().sorted { (order($0.element), $0.offset) < (order($1.element), $1.offset) }.map(
      \.element)
    let entries = runs.compactMap(\.indexEntry)
    do {
      try FileBytes.write(
        HTMLWriter.index(entries, figure: indexFigure(runs), programVersion: version, default: language),
        to: output + "/index.html")
    } catch {
      throw Problems(error)
    }
  }

  private func order(_ run: StudyRun) -> String { run.plan.specification.paper?.en ?? "" }

  /// The verdicts on published claims; those on made-up data only where there is nothing else.
  private func indexFigure(_ all: [StudyRun]) -> Figure? {
    let published = all.filter { !$0.plan.specification.isSynthetic }
    let runs = published.isEmpty ? all : published
    let total = runs.map(\.counts).reduce(VerdictCounts(), +)
    guard total.total > 0 else { return nil }
    let text = ChartText(
      title: Trilingual(
        en:
          "\(total.confirmed) of \(total.total) claims are confirmed, \(total.refuted) do not follow, \(total.cannotTell) cannot be told",
        ru:
          "Утверждений: \(total.total); подтверждено \(total.confirmed), не следует из данных \(total.refuted), нельзя сказать \(total.cannotTell)",
        kk:
          "Тұжырымдар: \(total.total); расталғаны \(total.confirmed), деректерден шықпайтыны \(total.refuted), айту мүмкін емесі \(total.cannotTell)"
      ),
      subtitle: Trilingual(
        en: "Verdicts by study", ru: "Вердикты по исследованиям", kk: "Зерттеулер бойынша қорытындылар"),
      note: Trilingual(
        en: "Verdicts are computed from the printed figures", ru: "Вердикты вычислены по напечатанным цифрам",
        kk: "Қорытындылар басылған сандардан есептелген"))
    let rows = runs.map { run in
      VerdictChart.Row(
        run.plan.specification.paper ?? run.plan.specification.title, confirmed: run.counts.confirmed,
        refuted: run.counts.refuted,
        cannotTell: run.counts.cannotTell)
    }
    return Figure(id: "verdicts", chart: VerdictChart(text: text, rows: rows, names: Wording.verdictNames))
  }
}
