internal import KoshDemography
internal import KoshStatistics
internal import KoshTable

/// Whether neighbouring places have like values.
struct SpatialAutocorrelationAnalysis: Analysis {
  static let schema = ObjectSchema(
    "spatial_autocorrelation",
    "Moran's I: whether neighbouring places have like values, in all and place by place; also of a regression's residuals.",
    AnalysisHead.fields([
      Field("variables", .list(.name), "The variables, each tested by itself."),
      Field(
        "residuals_of", .list(.text),
        "Regressions of the study, as ANALYSIS.MODEL, whose residuals are tested: least squares, a row a place; findings `ANALYSIS.MODEL.i`."
      ),
      Field("place", .name, "The variable that names the place; the key of the source unless given."),
      Field(
        "neighbours",
        .object(
          ObjectSchema(
            "neighbours",
            "Who is whose neighbour; the common borders of the regions of Kazakhstan unless a source is given.",
            [
              Field("borders_on", .text, "The day whose borders count, YYYY-MM-DD; today's unless given."),
              Field("source", .name, "A source with a row for each pair of places."),
              Field("from", .name, "Its variable of the one place."),
              Field("to", .name, "Its variable of the other."),
              Field("distance", .name, "Its variable of how far apart they are: then all pairs must be there."),
              Field("nearest", .integer, "With distances: the so many nearest are neighbours."),
              Field("within", .number, "With distances: places at most so far are neighbours."),
              Field("power", .number, "With distances: weights are 1 / distance to this power."),
            ])), "Who is whose neighbour; regions with a common border unless given."),
      Field(
        "weights", .choice(["row_standardised", "binary"]),
        "Whether the weights of each place add up to 1 (unless given) or every neighbour counts 1."),
      Field("permutations", .integer, "Random orders for p-values; 9999 unless given."),
      Field("seed", .integer, "Where the random orders start; 1 unless given."),
    ]))

  let head: AnalysisHead
  let names: [String]
  /// Regressions whose residuals are tested.
  let models: [String]
  let placeName: String?
  let neighbours: Neighbours
  let style: SpatialWeights.Style
  let permutations: Int
  let seed: UInt64
  private let place: Place
  private let placePlace: Place
  let modelsPlace: Place

  struct Neighbours: Sendable {
    var day: String?
    var source: String?
    var from: String
    var to: String
    var distance: String?
    var nearest: Int?
    var within: Double?
    var power: Double?
    var place: Place

    init(_ node: SpecNode?, at place: Place) {
      day = node?.text("borders_on")
      source = node?.text("source")
      from = node?.text("from") ?? ""
      to = node?.text("to") ?? ""
      distance = node?.text("distance")
      nearest = node?.integer("nearest")
      within = node?.number("within")
      power = node?.number("power")
      self.place = node?.place ?? place
    }
  }

  init(_ node: SpecNode) {
    head = AnalysisHead(node)
    names = node.texts("variables")
    models = node.texts("residuals_of")
    placeName = node.text("place")
    neighbours = Neighbours(node["neighbours"], at: node.place)
    style = node.text("weights") == "binary" ? .binary : .rowStandardised
    permutations = node.integer("permutations") ?? 9999
    seed = UInt64(clamping: node.integer("seed") ?? 1)
    place = node["variables"]?.place ?? node.place
    placePlace = node["place"]?.place ?? node.place
    modelsPlace = node["residuals_of"]?.place ?? node.place
  }

  var findingPatterns: [String] {
    names.flatMap { name in
      [
        "i", "expected", "z", "p_value", "p_permuted", "n", "left_out", "high_high", "low_low", "outliers", "local.*",
        "local.*.adjusted_p",
      ].map { "\(name).\($0)" }
    } + models.flatMap { name in Self.residualParts.map { "\(name).\($0)" } }
  }
  var variables: [(name: String, mustBeNumber: Bool, place: Place)] {
    (placeName.map { [($0, false, placePlace)] } ?? []) + names.map { ($0, true, place) }
  }

  func problems(in data: StudyData) -> [Problem] {
    guard let id = neighbours.source else {
      let needsSource = [
        ("distance", neighbours.distance != nil), ("nearest", neighbours.nearest != nil),
        ("within", neighbours.within != nil), ("power", neighbours.power != nil),
      ]
      return needsSource.filter(\.1).map { key, _ in
        Problem(
          .specification, "\"\(key)\" of the neighbours is given without \"source\"", at: neighbours.place,
          why: "common borders have no distances", remedy: "add source: with a row for each pair of places")
      }
    }
    guard let source = data[id] else {
      return [
        Problem(
          .specification, "there is no source \"\(id)\"", at: neighbours.place, remedy: "name a source of the study")
      ]
    }
    var problems = [neighbours.from, neighbours.to, neighbours.distance ?? neighbours.from].filter {
      source.table[$0] == nil
    }
    .reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    .map { name in
      Problem(
        .specification, "\"\(id)\" has no variable \"\(name)\"", at: neighbours.place,
        remedy: Spelling.advice(for: name, among: source.table.names))
    }
    if problems.isEmpty, let own = head.data.flatMap({ data[$0] }) {
      let known = Set(
        (0..<own.table.rowCount).map { row in placeName.flatMap { own.table[$0]?.text(at: row) } ?? own.keys[row] })
      let named = [neighbours.from, neighbours.to].flatMap { name in
        (0..<source.table.rowCount).compactMap { source.table[name]?.text(at: $0) }
      }
      let unknown = Set(named.filter { !known.contains($0) }).sorted()
      problems += unknown.map { name in
        Problem(
          .data, "\"\(id)\" names the neighbour \"\(name)\", which is no place of \"\(own.specification.id)\"",
          at: neighbours.place, remedy: Spelling.advice(for: name, among: known.sorted()))
      }
    }
    let rules = [neighbours.nearest != nil, neighbours.within != nil, neighbours.power != nil].count { $0 }
    let isInverseWithin = neighbours.power != nil && neighbours.within != nil && neighbours.nearest == nil
    if neighbours.distance != nil, rules != 1, !isInverseWithin {
      problems.append(
        Problem(
          .specification, "the neighbours have a distance and \(rules == 0 ? "no rule" : "several rules")",
          at: neighbours.place, why: "distances become weights by one rule",
          remedy: "give one of nearest, within and power (power and within together cut far places off)"))
    }
    return problems
  }

  func run(_ context: RunContext) throws(Problems) -> AnalysisOutcome {
    let source = try context.source(head)
    let rows = source.rows(where: head.condition)
    let places = places(source, rows)
    var outcome = AnalysisOutcome(findings: [])
    let weights = names.isEmpty ? nil : try weights(places, context)
    for name in names {
      guard let weights, let column = source.table[name] else { continue }
      let values = rows.map { column.number(at: $0) }
      let tests = try placing(at: place) { () throws(Problem) in
        (
          try SpatialAutocorrelation.moran(values, weights, permutations: permutations, seed: seed, name: name),
          try SpatialAutocorrelation.localMoran(values, weights, permutations: permutations, seed: seed, name: name)
        )
      }
      report(name, column, tests.0, tests.1, source, rows, places, &outcome)
    }
    try testResiduals(context, source, &outcome)
    outcome.drawing = .tests(
      TestGrid(
        rowTitle: Trilingual(en: "Variable", ru: "Переменная", kk: "Айнымалы"),
        columns: [
          Trilingual(en: "Moran's I", ru: "Индекс Морана I", kk: "Моран индексі I"),
          Trilingual(en: "Without a pattern", ru: "Без закономерности", kk: "Заңдылықсыз"),
          pTitle,
          Trilingual(en: "Places", ru: "Мест", kk: "Орындар"),
        ],
        rows: names.compactMap { name in
          source.table[name].map { column in
            TestGrid.Row(
              label: column.variable.label, parts: ["i", "expected", "p_permuted", "n"].map { "\(name).\($0)" })
          }
        }
          + models.compactMap { name in
            context.models[name].map { model in
              TestGrid.Row(
                label: residualsLabel(model).map { $1.prefix(1).uppercased() + $1.dropFirst() },
                parts: ["i", "expected", "p_value", "n"].map { "\(name).\($0)" })
            }
          }, source: source.specification.id))
    outcome.cautions = outcome.cautions.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    return outcome
  }

  /// The places of rows: their variable, or the key of the source.
  func places(_ source: LoadedSource, _ rows: [Int]) -> [String] {
    rows.map { row in placeName.flatMap { source.table[$0]?.text(at: row) } ?? source.keys[row] }
  }

  private var pTitle: Trilingual {
    if names.isEmpty { return Trilingual(same: "p") }
    return models.isEmpty
      ? Trilingual(en: "p, random orders", ru: "p перестановочное", kk: "p, орын ауыстыру")
      : Trilingual(
        en: "p (random orders; of residuals by their moments)", ru: "p (перестановочное; для остатков по их моментам)",
        kk: "p (орын ауыстыру; қалдықтар үшін моменттері бойынша)")
  }

  /// What a neighbour counts, in words.
  var neighbourhood: Trilingual {
    style == .binary
      ? Trilingual(en: "each neighbour counts 1", ru: "каждый сосед с весом 1", kk: "әр көршінің салмағы 1")
      : Trilingual(en: "mean of the neighbours", ru: "среднее соседей", kk: "көршілердің орташасы")
  }

  func weights(_ places: [String], _ context: RunContext) throws(Problems) -> SpatialWeights {
    let known = Set(places)
    guard let id = neighbours.source, let pairs = context.data[id] else {
      let day = neighbours.day
      let regions = Set(Region.existing(on: day).map(\.code))
      let unknown = places.filter { !regions.contains($0) }
      guard unknown.isEmpty else {
        throw Problems(
          Problem(
            .data, "no region of Kazakhstan\(day.map { " on \($0)" } ?? " today"): \(unknown.joined(separator: ", "))",
            at: neighbours.place, why: "without a source of neighbours the borders of regions are taken, by code",
            remedy: "choose rows with where:, another day with borders_on:, or give a source of pairs"))
      }
      return try SpatialWeights(
        places: places,
        pairs: RegionNeighbours.pairs(on: day).filter { known.contains($0.0) && known.contains($0.1) }, style: style)
    }
    let table = pairs.table
    let rows = (0..<table.rowCount).compactMap { row -> (String, String, Double?)? in
      guard let from = table[neighbours.from]?.text(at: row), let to = table[neighbours.to]?.text(at: row) else {
        return nil
      }
      return (from, to, neighbours.distance.flatMap { table[$0]?.number(at: row) })
    }
    // Pairs of places that `where` leaves out are no error.
    let chosen = rows.filter { known.contains($0.0) && known.contains($0.1) }
    guard neighbours.distance != nil else {
      do throws(Problems) {
        return try SpatialWeights(places: places, pairs: chosen.map { ($0.0, $0.1) }, style: style)
      } catch {
        throw Problems(error.list.map { placed($0) })
      }
    }
    var index: [String: Int] = [:]
    for (i, place) in places.enumerated() { index[place] = i }
    var distances = [[Double]](repeating: [Double](repeating: .infinity, count: places.count), count: places.count)
    for (from, to, distance) in chosen {
      guard let i = index[from], let j = index[to], let distance else { continue }
      (distances[i][j], distances[j][i]) = (distance, distance)
    }
    let rule: SpatialWeights.DistanceRule =
      if let nearest = neighbours.nearest { .nearest(nearest) } else if let power = neighbours.power {
        .inverse(power: power, within: neighbours.within)
      } else { .within(neighbours.within ?? 0) }
    return try placing(at: neighbours.place) { () throws(Problem) in
      try SpatialWeights(places: places, distances: distances, rule, style: style)
    }
  }

  private func placed(_ problem: Problem) -> Problem {
    var problem = problem
    problem.place = neighbours.place
    return problem
  }

  private func report(
    _ name: String, _ column: Column, _ global: MoranTest, _ local: LocalMoranTest, _ source: LoadedSource,
    _ rows: [Int], _ places: [String], _ outcome: inout AnalysisOutcome
  ) {
    let title = column.variable.label + Trilingual(same: ": ")
    let cells = [CellRange(source.specification.id, [name], rows: rows)]
    let orders = Trilingual(
      en: "\(permutations) random orders, seed \(Int(clamping: seed))",
      ru: "случайных перестановок: \(permutations), начальное число \(Int(clamping: seed))",
      kk: "кездейсоқ орын ауыстыру саны: \(permutations), бастапқы сан \(Int(clamping: seed))")
    func add(_ part: String, _ what: Trilingual, _ value: Double?, _ decimals: Int, _ method: Trilingual) {
      outcome.findings.append(
        finding("\(name).\(part)", title + what, value, decimals: decimals, method: method, cells: cells))
    }
    let none = Trilingual(same: "")
    add(
      "i", Trilingual(en: "Moran's I", ru: "индекс Морана I", kk: "Моран индексі I"), global.statistic, 3, neighbourhood
    )
    add(
      "expected",
      Trilingual(en: "Moran's I without a pattern", ru: "I без закономерности", kk: "заңдылықсыз I"), global.expected,
      3, none)
    add("z", Trilingual(same: "z"), global.z, 2, none)
    add(
      "p_value", Trilingual(same: "p"), global.randomisationPValue ?? global.normalPValue, 3,
      Trilingual(
        en: "two-sided, variance over all orders", ru: "двусторонний, дисперсия по всем перестановкам",
        kk: "екіжақты, барлық орын ауыстыру бойынша дисперсия"))
    add(
      "p_permuted", Trilingual(en: "p of random orders", ru: "p перестановочное", kk: "орын ауыстыру бойынша p"),
      global.permutationPValue, 3, orders)
    outcome.findings.append(
      count("\(name).n", title + Trilingual(en: "places", ru: "мест", kk: "орындар саны"), global.n, cells: cells))
    func list(_ part: String, _ what: Trilingual, _ members: [String]) {
      let chosen = members.compactMap { place in places.firstIndex(of: place).map { rows[$0] } }
      outcome.findings.append(
        Finding(
          "\(id).\(name).\(part)", label: title + what, value: .list(chosen.map { .text(source.keys[$0]) }),
          method: part == "left_out" ? none : orders,
          cells: [CellRange(source.specification.id, [name], rows: chosen)]))
    }
    list(
      "left_out",
      Trilingual(
        en: "left out, no value or no neighbour", ru: "не учтены: нет значения или соседа",
        kk: "есепке алынбады: мәні не көршісі жоқ"), global.missing + global.islands)
    let found = local.found()
    let adjusted = Trilingual(
      en: " (5 %, adjusted for many places)", ru: " (5 %, с поправкой на множество мест)",
      kk: " (5 %, орындардың көптігіне түзетілген)")
    list("high_high", SpatialQuadrant.highHigh.text + adjusted, found.filter { $0.quadrant == .highHigh }.map(\.place))
    list("low_low", SpatialQuadrant.lowLow.text + adjusted, found.filter { $0.quadrant == .lowLow }.map(\.place))
    list(
      "outliers",
      Trilingual(en: "unlike the neighbours", ru: "не похожи на соседей", kk: "көршілеріне ұқсамайды") + adjusted,
      found.filter { $0.quadrant == .highLow || $0.quadrant == .lowHigh }.map(\.place))
    for place in local.places {
      let row = places.firstIndex(of: place.place).map { rows[$0] }
      let label = (row.map { source.label(ofRow: $0) } ?? Trilingual(same: place.place)) + Trilingual(same: ", ")
      let part = RegressionAnalysis.part(ofTerm: place.place)
      add(
        "local.\(part)", label + Trilingual(en: "local I", ru: "локальный I", kk: "жергілікті I"), place.statistic, 2,
        place.quadrant.text)
      add(
        "local.\(part).adjusted_p", label + Trilingual(en: "adjusted p", ru: "скорректированное p", kk: "түзетілген p"),
        place.adjustedPValue, 3,
        Trilingual(
          en: "adjusted for \(local.places.count) places (Benjamini and Hochberg)",
          ru: "с поправкой на число мест, \(local.places.count) (Бенджамини и Хохберг)",
          kk: "орын санына, \(local.places.count), түзетілген (Бенджамини мен Хохберг)") + Trilingual(same: "; ")
          + orders)
    }
    outcome.cautions += global.cautions.map { caution in
      guard caution.code == "islands" else { return caution }
      let names = global.islands.compactMap { place in
        places.firstIndex(of: place).map { source.label(ofRow: rows[$0]) }
      }.joined(separator: ", ")
      return Caution(
        caution.code,
        column.variable.label
          + Trilingual(
            en: ": left out, since no neighbour of theirs has a value: \(names).",
            ru: ": не учтены, поскольку ни у одного соседа нет значения: \(names).",
            kk: ": көршілерінің ешқайсысында мән жоқ болғандықтан есепке алынбады: \(names)."))
    }
    if let p = global.permutationPValue, p < 0.05 { outcome.cautions.append(pattern(column, global)) }
  }

  private func pattern(_ column: Column, _ test: MoranTest) -> Caution {
    let label = column.variable.label
    return test.statistic > test.expected
      ? Caution(
        "neighbours_alike",
        Trilingual(
          en: "\(label): neighbouring places have like values, so they tell less than as many independent ones would.",
          ru: "\(label): у соседних мест похожие значения, поэтому они говорят меньше, чем столько же независимых.",
          kk: "\(label): көршілес орындардың мәндері ұқсас, сондықтан олар сонша тәуелсіз орыннан аз мәлімет береді."))
      : Caution(
        "neighbours_unlike",
        Trilingual(
          en: "\(label): neighbouring places have unlike values, more than chance would make them.",
          ru: "\(label): у соседних мест значения различаются сильнее, чем было бы случайно.",
          kk: "\(label): көршілес орындардың мәндері кездейсоқ болғаннан да көбірек ерекшеленеді."))
  }
}
