internal import KoshDemography
internal import KoshFiles
internal import KoshInterviews
internal import KoshTable

/// The two sources that a set of interviews makes: a row a coding, and a row a respondent.
struct InterviewTables {
  let set: InterviewSpecification
  /// Everybody's codings.
  let index: InterviewIndex
  private var project: InterviewProject { index.project }
  let places: [Place]

  /// Both sources, ready for exhibits, joins and links from numbers to rows.
  ///
  /// - Parameters:
  ///   - caseLines: The lines of the respondents in their file; empty where there is none.
  ///   - attributes: The attributes in the order of the file.
  func sources(caseLines: [Int], attributes: [String], leastCell: Int?) -> (codings: LoadedSource, cases: LoadedSource)
  {
    var ofCodings = loaded(
      codings(), id: set.id, key: [], file: set.codings.joined(separator: ", "),
      title: Trilingual(
        en: "\(set.head.title): coded passages", ru: "\(set.head.title): кодированные фрагменты",
        kk: "\(set.head.title): кодталған үзінділер"))
    var ofCases = loaded(
      cases(lines: caseLines, attributes: attributes), id: set.casesID, key: ["case"], file: set.cases ?? "",
      title: Trilingual(
        en: "\(set.head.title): respondents", ru: "\(set.head.title): респонденты",
        kk: "\(set.head.title): респонденттер"))
    ofCodings.leastCell = leastCell
    ofCases.leastCell = leastCell
    ofCodings.isOfInterviews = true
    ofCases.isOfInterviews = true
    return (ofCodings, ofCases)
  }

  private func loaded(_ table: Table, id: String, key: [String], file: String, title: Trilingual) -> LoadedSource {
    var specification = set.head
    specification.id = id
    specification.title = title
    specification.key = key
    specification.file = file
    let keys =
      key.isEmpty
      ? (1...max(1, table.rowCount)).prefix(table.rowCount).map(String.init)
      : (0..<table.rowCount).map { table["case"]?.text(at: $0) ?? "" }
    return LoadedSource(
      specification, table: table, path: file, sha256: "", byteCount: 0, keys: keys,
      variables: key.isEmpty ? [] : set.attributes)
  }

  private func codings() -> Table {
    let quotes = Dictionary(
      index.quotes(Array(project.codings.indices)).compactMap { quote in quote.coding.map { ($0, quote) } },
      uniquingKeysWith: { first, _ in first })
    let all = project.codings.indices.map { (project.codings[$0], quotes[$0]) }
    let names = Dictionary(project.frame.codes.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    func column(
      _ name: String, _ label: Trilingual, _ value: (Coding, Quote?) -> String?, labels: [String: Trilingual] = [:]
    ) -> Column {
      // Words are printed as they are: a second list of them would only take room.
      Column(Variable(name, label: label, valueLabels: labels), categories: all.map { value($0.0, $0.1) })
    }
    func number(_ name: String, _ label: Trilingual, _ value: (Coding, Quote?) -> Int?) -> Column {
      let cells = all.map { value($0.0, $0.1) }
      return Column(
        Variable(name, label: label), numbers: cells.map { $0.map(Double.init) ?? .nan },
        printed: cells.map { $0.map(String.init) ?? "" })
    }
    let makers: [() -> Column] = [
      { column("source", Trilingual(en: "Text", ru: "Текст", kk: "Мәтін"), { coding, _ in coding.source }) },
      { number("text_line", Trilingual(en: "Line of the text", ru: "Строка текста", kk: "Мәтін жолы"), { $1?.line }) },
      {
        column(
          "case", Trilingual(en: "Respondent", ru: "Респондент", kk: "Респондент"),
          { $1.flatMap { $0.cases.isEmpty ? nil : $0.cases.joined(separator: " ") } })
      },
      { column("speaker", Trilingual(en: "Speaker", ru: "Говорит", kk: "Сөйлеуші"), { $1?.speaker }) },
      { column("code", Trilingual(en: "Code", ru: "Код", kk: "Код"), { coding, _ in coding.code }, labels: names) },
      { column("coder", Trilingual(en: "Coder", ru: "Кодировщик", kk: "Кодтаушы"), { coding, _ in coding.coder }) },
      { column("quote", Trilingual(en: "Quote", ru: "Цитата", kk: "Дәйексөз"), { $1?.text }) },
      {
        number(
          "start", Trilingual(en: "First sign", ru: "Первый знак", kk: "Бірінші таңба"), { coding, _ in coding.start })
      },
      {
        number(
          "end", Trilingual(en: "Sign after the last", ru: "Знак за последним", kk: "Соңғысынан кейінгі таңба"),
          { coding, _ in coding.end })
      },
      { column("memo", Trilingual(en: "Note", ru: "Заметка", kk: "Ескертпе"), { coding, _ in coding.memo }) },
    ]
    // Numbering the words of many codings is most of the work: on all cores.
    let columns = Stretches.map(makers.count) { makers[$0]() }
    // With several files a line number would name several rows.
    let lines = set.codings.count == 1 ? places.compactMap(\.line) : []
    let own = Array(2..<(all.count + 2))
    return Table(name: set.id, columns: columns, lines: RowLines(lines.count == all.count ? lines : own))
  }

  private func cases(lines: [Int], attributes: [String]) -> Table {
    let counts = CodeCaseTable(set.coders.isEmpty ? index : InterviewIndex(project, coders: Set(set.coders)))
    let counted = counts.table(unit: .cases, name: set.casesID)
    let known = Dictionary(set.attributes.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    var columns: [Column] = []
    for name in ["case", "pseudonym"] + attributes where counted[name] != nil {
      guard var column = counted[name] else { continue }
      switch name {
      case "case": column.variable.label = Trilingual(en: "Respondent", ru: "Респондент", kk: "Респондент")
      case "pseudonym": column.variable.label = Trilingual(en: "Pseudonym", ru: "Псевдоним", kk: "Бүркеншік ат")
      default:
        guard let variable = known[name] else { break }
        if variable.type == "number" {
          let cells = (0..<column.count).map { column.text(at: $0) ?? "" }
          column = Column(
            column.variable, numbers: cells.map { (try? PrintedNumber($0))?.value ?? .nan }, printed: cells)
        }
        column.variable.label = variable.label ?? column.variable.label
        column.variable.unit = variable.unit ?? column.variable.unit
        column.variable.valueLabels = variable.labels
        if variable.type == "region", case .categories(_, let levels) = column.values {
          for level in levels where variable.labels[level] == nil {
            column.variable.valueLabels[level] = Region.find(level)?.name
          }
        }
      }
      columns.append(column)
    }
    columns += counted.columns.filter { column in counts.codes.contains(column.name) }
    return Table(name: set.casesID, columns: columns, lines: lines.count == counted.rowCount ? RowLines(lines) : nil)
  }
}
