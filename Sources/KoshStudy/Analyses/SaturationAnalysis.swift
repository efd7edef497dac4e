internal import KoshInterviews
internal import KoshTable

/// Whether later interviews still bring new codes.
struct SaturationAnalysis: Analysis {
  static let schema = InterviewSchema.saturation

  let head: AnalysisHead
  let interviews: InterviewHead
  let base: Int
  let runLength: Int
  let threshold: Double
  let orders: Int
  let seed: Int

  init(_ node: SpecNode) {
    head = AnalysisHead(node)
    interviews = InterviewHead(node)
    base = node.integer("base") ?? 4
    runLength = node.integer("run") ?? 2
    threshold = (node.number("threshold") ?? 5) / 100
    orders = node.integer("orders") ?? 1_000
    seed = node.integer("seed") ?? 1
  }

  var findingPatterns: [String] {
    [
      "n", "total", "base_codes", "reached", "is_reached", "last_share", "new.*", "known.*", "mean.*", "low.*",
      "high.*",
    ]
  }

  func problems(in data: StudyData) -> [Problem] {
    var found = interviews.problems(in: data)
    for (key, value, greatest) in [("base", base, 1_000), ("run", runLength, 1_000), ("orders", orders, 100_000)]
    where !(1...greatest).contains(value) {
      found.append(
        Problem(
          .specification, "\"\(key)\" is \(value)", at: interviews.place(of: key),
          remedy: "give a number from 1 to \(greatest)"))
    }
    return found
  }

  func run(_ context: RunContext) throws(Problems) -> AnalysisOutcome {
    let loaded = try context.interviews(interviews)
    let index = loaded.index(coders: interviews.coders)
    let codes = interviews.codes(of: loaded)
    let wanted = Set(codes.map(\.id))
    let sets = index.codesByCase(wanted)
    let result = Saturation(codes: sets, baseSize: base, runLength: runLength, threshold: threshold)
    let band = SaturationBand(
      codes: sets, baseSize: base, runLength: runLength, threshold: threshold, orders: orders,
      seed: UInt64(bitPattern: Int64(seed)))
    // Exact means over orders would tell, step for step, how many codes one respondent has alone, or two: of real people
    // they are told in whole codes.
    let steps = loaded.leastCell == nil ? band.steps : band.steps.map(\.inWholeCodes)
    let cells = loaded.cells(index.counted.filter { wanted.contains(loaded.project.codings[$0].code) })
    var reached: Double?
    if case .reached(let at) = result.outcome { reached = Double(at) }
    let isReached: Truth =
      switch result.outcome {
      case .reached: .yes
      case .notReached: .no
      case .tooFewInterviews, .emptyBase: .undecided
      }
    let percent = Trilingual(same: "%")
    // What a few interviews bring is told of a few people: a stretch of so many must be at least so long, and so must
    // what is left after it.
    func isShown(_ interviews: Int) -> Bool {
      loaded.leastCell.map { interviews >= $0 && (interviews == sets.count || sets.count - interviews >= $0) } ?? true
    }
    // Two neighbouring numbers of known codes tell what one interview brought.
    func isStep(_ k: Int) -> Bool { isShown(k) && (loaded.leastCell.map { k % $0 == 0 || k == sets.count } ?? true) }
    var hidesAny = false
    func guarded(_ finding: Finding, _ isShown: Bool) -> Finding {
      guard !isShown else { return finding }
      hidesAny = true
      return Finding(finding.id, label: finding.label, value: LoadedInterviews.suppressed)
    }
    var findings = [
      count("n", Trilingual(en: "interviews", ru: "интервью", kk: "сұхбаттар саны"), sets.count, cells: cells),
      count(
        "total", Trilingual(en: "codes that occur", ru: "встретилось кодов", kk: "кездескен кодтар"),
        result.cumulative.last ?? 0, cells: cells),
      guarded(
        finding(
          "base_codes",
          Trilingual(
            en: "codes of the first \(base) interviews", ru: "кодов в первых интервью (\(base))",
            kk: "алғашқы \(base) сұхбаттағы кодтар"), result.baseCodes.map(Double.init), decimals: 0, cells: cells),
        isShown(base)),
      finding(
        "reached",
        Trilingual(
          en: "interview with which saturation is reached", ru: "интервью, на котором достигнуто насыщение",
          kk: "қанығуға жеткен сұхбат"), reached, decimals: 0,
        method: Trilingual(
          en: "base \(base), run \(runLength), at most \(100 * threshold)% new codes",
          ru: "база \(base), серия \(runLength), не более \(100 * threshold)% новых кодов",
          kk: "негіз \(base), тізбек \(runLength), жаңа кодтар \(100 * threshold)%-дан аспайды"), cells: cells),
      Finding(
        "\(id).is_reached",
        label: Trilingual(en: "saturation is reached", ru: "насыщение достигнуто", kk: "қанығуға жетті"),
        value: .truth(isReached), cells: cells),
      guarded(
        finding(
          "last_share",
          Trilingual(
            en: "share of new codes in the last run", ru: "доля новых кодов в последней серии",
            kk: "соңғы тізбектегі жаңа кодтардың үлесі"), result.runs.last.map { 100 * $0.share }, decimals: 1,
          unit: percent, cells: cells),
        isShown(runLength)),
    ]
    for (step, fresh) in result.newCodes.enumerated() {
      let k = step + 1
      let after = Trilingual(
        en: "codes known after \(k) interviews", ru: "кодов после \(k) интервью", kk: "\(k) сұхбаттан кейінгі кодтар")
      // Who is behind a number is never told of real people.
      let own = loaded.leastCell == nil ? loaded.project.cases[step].id : "–"
      let ownCodings = index.counted.filter { position in
        let coding = loaded.project.codings[position]
        return wanted.contains(coding.code) && loaded.project.cases[step].sources.contains(coding.source)
      }
      findings += [
        guarded(
          count(
            "new.\(k)",
            Trilingual(
              en: "new codes of interview \(k) (\(own))", ru: "новых кодов в интервью \(k) (\(own))",
              kk: "\(k)-сұхбаттың жаңа кодтары (\(own))"), fresh, cells: loaded.cells(ownCodings)),
          loaded.leastCell == nil),
        guarded(count("known.\(k)", after, result.cumulative[step], cells: cells), isStep(k)),
      ]
      let drawn = steps[step]
      for (name, value, words) in [
        (
          "mean", drawn.mean,
          Trilingual(en: ", mean over orders", ru: ", среднее по порядкам", kk: ", реттер бойынша орташа")
        ),
        (
          "low", Double(drawn.low),
          Trilingual(en: ", lower end of the band", ru: ", нижняя граница полосы", kk: ", жолақтың төменгі шегі")
        ),
        (
          "high", Double(drawn.high),
          Trilingual(en: ", upper end of the band", ru: ", верхняя граница полосы", kk: ", жолақтың жоғарғы шегі")
        ),
      ] {
        findings.append(
          guarded(
            finding(
              "\(name).\(k)", after + words, value,
              decimals: name == "mean" && loaded.leastCell == nil ? 1 : 0, cells: cells),
            name == "mean" || isShown(k)))
      }
    }
    return AnalysisOutcome(
      findings: findings,
      cautions: loaded.cautions + (loaded.leastCell == nil ? result.cautions : [])
        + interviews.cautions(index, countsPassages: false)
        + CaseSuppression(loaded).cautions(loaded, hidesAny: hidesAny),
      drawing: .saturation(
        SaturationDrawing(
          source: loaded.id,
          known: result.cumulative.enumerated().map { isStep($0.offset + 1) ? $0.element : nil },
          steps: steps, showsBand: steps.map { isShown($0.interviews) })))
  }
}

/// What a figure of saturation draws.
struct SaturationDrawing: Sendable {
  /// The set of interviews.
  var source: String
  /// Codes known after each interview, in the order of the study; `nil` where suppressed.
  var known: [Int?]
  var steps: [SaturationBand.Step]
  /// Whether the ends of the band may be shown, step by step.
  var showsBand: [Bool]
}
