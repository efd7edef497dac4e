internal import KoshTable

/// One kind of computation that a study can ask for: its keys, its checks, its findings.
///
/// A new kind is a new file with a type that conforms, and one line in ``AnalysisKinds``.
protocol Analysis: Sendable {
  /// The keys of the kind; the schema's name is the kind's.
  static var schema: ObjectSchema { get }
  /// Reads a node that fits the schema.
  init(_ node: SpecNode)
  /// Id, data source and rows.
  var head: AnalysisHead { get }
  /// What it finds, behind its id and a dot; `*` stands for names that only the data know.
  var findingPatterns: [String] { get }
  /// Variables that it takes from its source, each with the place to blame.
  var variables: [(name: String, mustBeNumber: Bool, place: Place)] { get }
  /// Formulas over findings and cells that it needs.
  var expressions: [(Expression, Place)] { get }
  /// Analyses whose fitted models it needs, besides those whose findings it names.
  var needs: [String] { get }
  /// Problems that the keys alone do not show.
  func problems(in data: StudyData) -> [Problem]
  /// Problems that the other analyses of the study show.
  func problems(among analyses: [any Analysis]) -> [Problem]
  /// Computes.
  func run(_ context: RunContext) throws(Problems) -> AnalysisOutcome
}

extension Analysis {
  var id: String { head.id }
  var variables: [(name: String, mustBeNumber: Bool, place: Place)] { [] }
  var expressions: [(Expression, Place)] { [] }
  var needs: [String] { [] }
  func problems(in data: StudyData) -> [Problem] { [] }
  func problems(among analyses: [any Analysis]) -> [Problem] { [] }

  /// A finding of this analysis.
  func finding(
    _ part: String, _ label: Trilingual, _ number: Double?, decimals: Int, unit: Trilingual = Trilingual(same: ""),
    method: Trilingual = Trilingual(same: ""), cells: [CellRange] = [], traits: Set<FindingTrait> = []
  ) -> Finding {
    Finding(
      "\(id).\(part)", label: label, number: number, decimals: decimals, unit: unit, method: method, cells: cells,
      traits: traits)
  }

  /// A finding that is a count.
  func count(_ part: String, _ label: Trilingual, _ number: Int, cells: [CellRange] = []) -> Finding {
    finding(part, label, Double(number), decimals: 0, cells: cells)
  }
}

/// What every analysis says: who it is, and which rows of which source it takes.
struct AnalysisHead: Sendable {
  var id: String
  var place: Place
  var data: String?
  var dataPlace: Place
  var condition: Expression?
  var conditionPlace: Place

  init(_ node: SpecNode) {
    id = node.text("id") ?? ""
    place = node["id"]?.place ?? node.place
    data = node.text("data")
    dataPlace = node["data"]?.place ?? node.place
    condition = node.expression("where")
    conditionPlace = node["where"]?.place ?? node.place
  }

  /// The keys that belong to every analysis, before those of the kind.
  static func fields(data: Bool = true, _ fields: [Field]) -> [Field] {
    var all = [
      Field("id", .name, required: true, "Its id: findings are named id.part."),
      Field("kind", .text, required: true, "The kind."),
    ]
    if data {
      all.append(Field("data", .name, required: true, "The source."))
      all.append(Field("where", .rowExpression, "Which rows it takes."))
    }
    return all + fields
  }
}

/// The kinds of analysis that a study can ask for.
enum AnalysisKinds {
  static let all: [any Analysis.Type] = [
    DescribeAnalysis.self, CrosstabAnalysis.self, CorrelationAnalysis.self, RegressionAnalysis.self, TrendAnalysis.self,
    ChangeAnalysis.self, ClusterAnalysis.self, SignGroupsAnalysis.self, IndexAnalysis.self, TwoWayAnalysis.self,
    CompareColumnsAnalysis.self, PercentagesAnalysis.self, PrintedRegressionAnalysis.self,
    InformationCriterionAnalysis.self,
    RSquaredAnalysis.self, CalculateAnalysis.self,
    CodesAnalysis.self, AgreementAnalysis.self, SaturationAnalysis.self, CoOccurrenceAnalysis.self,
    JointDisplayAnalysis.self, WordSearchAnalysis.self, QueryAnalysis.self, SequenceAnalysis.self,
    CollocationsAnalysis.self, WordListAnalysis.self, FrameChangeAnalysis.self,
    SeriesTestsAnalysis.self, SpecificationTestsAnalysis.self,
    SpatialAutocorrelationAnalysis.self, CurveAnalysis.self,
  ]

  static func make(_ node: SpecNode) -> (any Analysis)? {
    all.first { $0.schema.name == node.text("kind") }?.init(node)
  }
}

/// What an analysis gives: findings, cautions, and what exhibits draw.
struct AnalysisOutcome: Sendable {
  var findings: [Finding]
  var cautions: [Caution] = []
  var drawing: Drawing = .none
  /// Tables of a regression's questions.
  var grids: [RegressionGrid: TestGrid] = [:]
  /// The places in texts that findings lead to, as a source of their own.
  var places: LoadedSource?

  /// What an exhibit of the analysis needs beyond findings.
  enum Drawing: Sendable {
    case none
    case regression([FittedModel])
    case curve(FittedCurve)
    case printedRegression([PrintedRow])
    case trend([TrendSeries])
    case cluster([ClusterTree])
    case codes(CodedGrid)
    case saturation(SaturationDrawing)
    case joint(JointDrawing)
    case words(WordsDrawing)
    case tests(TestGrid)

    /// The fitted models that it draws.
    var models: [FittedModel] {
      switch self {
      case .regression(let models): models
      case .curve(let curve): [curve.model]
      default: []
      }
    }
  }
}

/// What analyses and claims may look at: the data and what has been found so far.
struct RunContext: Sendable {
  var data: StudyData
  var findings: Findings
  /// The regressions that were fitted so far, by `analysis.model`.
  var models: [String: FittedModel] = [:]

  /// The source of an analysis; the plan has made sure that it exists.
  func source(_ head: AnalysisHead) throws(Problems) -> LoadedSource {
    guard let id = head.data, let source = data[id] else {
      throw Problems(Problem(.specification, "the analysis \"\(head.id)\" has no data", at: head.dataPlace))
    }
    return source
  }

  /// The value of a name or a cell.
  func value(_ reference: Expression) -> Evaluated {
    switch reference {
    case .name(let id, _):
      return findings[id]?.value ?? .undefined(Evaluator.nothing)
    case .cell(let sourceID, let keys, let column, _):
      guard let source = data[sourceID] else { return .undefined(Evaluator.nothing) }
      // Where a row is a person, a cell is what one person said.
      guard source.leastCell == nil else { return .undefined(LoadedSource.aPerson) }
      guard let keys else { return .list((0..<source.table.rowCount).map { source.value(row: $0, column: column) }) }
      return source.row(ofKey: keys).map { source.value(row: $0, column: column) } ?? .undefined(Evaluator.nothing)
    default: return .undefined(Evaluator.nothing)
    }
  }

  /// A finding's value as a reader sees it: keys of rows by the labels of the rows.
  func text(of finding: Finding) -> Trilingual {
    if let shown = finding.shown { return shown }
    let source = finding.cells.first.flatMap { data[$0.source] }
    func label(_ value: Evaluated) -> Trilingual {
      guard case .text(let key) = value, let row = source?.row(ofKey: key.split(separator: ",").map(String.init)) else {
        return Expression.shown(value)
      }
      return source?.label(ofRow: row) ?? Trilingual(same: key)
    }
    if case .list(let items) = finding.value { return items.map(label).joined(separator: ", ") }
    return label(finding.value)
  }

  /// The value of a formula.
  func evaluate(_ expression: Expression) -> Evaluated {
    Evaluator { value($0) }.value(of: expression)
  }

  /// The cells that a formula rests on, through findings too.
  func cells(of expressions: [Expression]) -> [CellRange] {
    var result: [CellRange] = []
    for reference in expressions.flatMap(\.references) {
      switch reference {
      case .name(let id, _): result += findings[id]?.cells ?? []
      case .cell(let source, let keys, let column, _):
        result.append(CellRange(source, [column], rows: keys.flatMap { data[source]?.row(ofKey: $0) }.map { [$0] }))
      default: break
      }
    }
    return result.reduce(into: []) { list, range in if !list.contains(range) { list.append(range) } }
  }

  /// What kind of numbers a formula rests on.
  func traits(of expressions: [Expression]) -> Set<FindingTrait> {
    var result: Set<FindingTrait> = []
    for reference in expressions.flatMap(\.references) {
      switch reference {
      case .name(let id, _): result.formUnion(findings[id]?.traits ?? [])
      case .cell(let source, _, let column, _): result.formUnion(traits(source: source, columns: [column]))
      default: break
      }
    }
    return result
  }

  /// What the codebook says of variables: odds ratios, periods.
  func traits(source: String, columns: [String]) -> Set<FindingTrait> {
    var result: Set<FindingTrait> = []
    for column in columns {
      guard let variable = data[source]?.variable(column) else { continue }
      if variable.measure == "odds_ratio" { result.insert(.oddsRatio) }
      if let period = variable.period { result.insert(.period(period)) }
    }
    return result
  }
}

/// The result of `body`; a problem of it is told at `place`.
func placing<Result>(at place: Place, _ body: () throws(Problem) -> Result) throws(Problems) -> Result {
  do {
    return try body()
  } catch {
    var problem = error
    problem.place = Place(file: place.file, line: place.line, column: place.column, variable: problem.place.variable)
    throw Problems(problem)
  }
}
