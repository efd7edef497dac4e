internal import KoshStatistics
internal import KoshTable

/// Hierarchical clustering of rows on standardised variables.
struct ClusterAnalysis: Analysis {
  static let schema = ObjectSchema(
    "cluster",
    "Hierarchical clustering of rows on standardised variables, cut into groups; beside it the rule of the sign.",
    AnalysisHead.fields([
      Field("variables", .list(.name), required: true, "The variables, numbers."),
      Field(
        "methods", .list(.choice(["ward", "average", "complete", "single"])),
        "How groups are joined; ward unless given."),
      Field("groups", .integer, "Into how many groups the tree is cut; 2 unless given."),
      Field("sign", .name, "A balance: how far do the groups fit its sign?"),
    ]))

  let head: AnalysisHead
  let names: [String]
  let methods: [String]
  let groups: Int
  let sign: String?
  private let place: Place

  init(_ node: SpecNode) {
    head = AnalysisHead(node)
    names = node.texts("variables")
    methods = node["methods"] == nil ? ["ward"] : node.texts("methods")
    groups = node.integer("groups") ?? 2
    sign = node.text("sign")
    place = node["variables"]?.place ?? node.place
  }

  private static let linkages: [String: Linkage] = [
    "ward": .ward, "average": .average, "complete": .complete, "single": .single,
  ]

  var findingPatterns: [String] {
    methods.flatMap { method in
      ["group[*]", "silhouette", "sizes", "agreement", "agreement_n"].map { "\(method).\($0)" }
    } + ["n", "lost"]
  }
  var variables: [(name: String, mustBeNumber: Bool, place: Place)] {
    (names + (sign.map { [$0] } ?? [])).map { ($0, true, place) }
  }

  func run(_ context: RunContext) throws(Problems) -> AnalysisOutcome {
    let source = try context.source(head)
    let rows = source.rows(where: head.condition)
    let columns = names.compactMap { source.table[$0] }
    let cells = [CellRange(source.specification.id, names, rows: rows)]
    var findings: [Finding] = []
    var trees: [ClusterTree] = []
    for method in methods {
      guard let linkage = Self.linkages[method] else { continue }
      let tree: Dendrogram = try placing(at: place) { () throws(Problem) in
        try cluster(rows.map { row in columns.map { $0.number(at: row) } }, linkage: linkage, names: names)
      }
      guard let labels = tree.clusters(groups) else {
        throw Problems(
          Problem(
            .specification, "\(tree.rows.count) rows cannot be cut into \(groups) groups", at: place,
            remedy: "give a number from 1 to \(tree.rows.count)"))
      }
      let kept = tree.rows.map { rows[$0] }
      if method == methods.first {
        findings.append(
          count(
            "n", Trilingual(en: "rows clustered", ru: "строк в кластеризации", kk: "кластерленген жолдар"), kept.count,
            cells: cells))
        findings.append(
          count(
            "lost",
            Trilingual(
              en: "rows left out, a value missing", ru: "строк исключено из-за пропусков",
              kk: "мәні жоқ болғандықтан алынбаған жолдар"), tree.lost.count, cells: cells))
      }
      for (row, label) in zip(kept, labels) {
        findings.append(
          finding(
            "\(method).group[\(source.keys[row])]",
            Trilingual(en: "group of ", ru: "группа: ", kk: "тобы: ") + source.label(ofRow: row), Double(label),
            decimals: 0, cells: cells))
      }
      let sizes = (1...groups).map { group in labels.count { $0 == group } }
      findings.append(
        Finding(
          "\(id).\(method).sizes",
          label: Trilingual(en: "sizes of the groups", ru: "размеры групп", kk: "топтардың көлемі"),
          value: .list(sizes.map { .number(Quantity(Double($0), decimals: 0)) }), cells: cells))
      findings.append(
        finding(
          "\(method).silhouette", Trilingual(en: "mean silhouette", ru: "средний силуэт", kk: "орташа силуэт"),
          tree.silhouette(groups)?.mean, decimals: 2, cells: cells))
      if let balance = sign.flatMap({ source.table[$0] }) {
        let agreement = agreement(labels, kept.map { (balance.number(at: $0) ?? 0) > 0 })
        findings.append(
          finding(
            "\(method).agreement",
            Trilingual(
              en: "rows whose group fits the sign of the balance",
              ru: "строки, группа которых соответствует знаку сальдо", kk: "тобы сальдо таңбасына сәйкес жолдар"),
            100 * Double(agreement) / Double(max(1, kept.count)), decimals: 0, unit: Trilingual(same: "%"), cells: cells
          ))
        findings.append(
          count(
            "\(method).agreement_n",
            Trilingual(
              en: "number of rows whose group fits the sign", ru: "число строк, группа которых соответствует знаку",
              kk: "тобы таңбаға сәйкес жолдар саны"), agreement, cells: cells))
      }
      trees.append(
        ClusterTree(
          method: method, tree: tree, labels: kept.map { source.label(ofRow: $0) }, groups: labels,
          variables: columns.map(\.variable.label), source: source.specification.id,
          isPositive: sign.flatMap { source.table[$0] }.map { balance in kept.map { (balance.number(at: $0) ?? 0) > 0 }
          }))
    }
    return AnalysisOutcome(findings: findings, drawing: .cluster(trees))
  }

  /// Rows that fit when each group is taken for the sign that most of its rows have.
  private func agreement(_ labels: [Int], _ isPositive: [Bool]) -> Int {
    Set(labels).reduce(0) { sum, group in
      let members = zip(labels, isPositive).filter { $0.0 == group }
      let positive = members.count { $0.1 }
      return sum + max(positive, members.count - positive)
    }
  }
}

/// A tree of groups, as an exhibit draws it.
struct ClusterTree: Sendable {
  var method: String
  var tree: Dendrogram
  var labels: [Trilingual]
  var groups: [Int]
  var variables: [Trilingual]
  var source: String
  /// For each leaf whether its balance is positive, where a balance was named.
  var isPositive: [Bool]?
}
