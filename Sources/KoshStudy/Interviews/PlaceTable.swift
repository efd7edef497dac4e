internal import KoshInterviews
internal import KoshTable

/// The places that an analysis found in texts, a row each: what its numbers lead to.
///
/// Of interviews that are neither published nor synthetic there is no such table, since it holds respondents' words.
struct PlaceTable: Sendable {
  /// The table's name: the analysis' and `places`.
  let id: String
  private let loaded: LoadedInterviews
  private var rows: [Row] = []
  private var known: [Key: Int] = [:]
  private let casesOfSource: [String: [String]]
  private let texts: [String: Source]

  /// More places than this are counted and not listed.
  static let limit = 5_000
  /// Longer passages are cut, and say so.
  static let longest = 400

  private struct Row: Sendable {
    var matter: String
    var source: String
    var range: Range<Int>
    var line: Int
    var speaker: String?
    var text: String
    var left: String
    var right: String
  }

  private struct Key: Sendable, Hashable {
    var matter: String
    var source: String
    var range: Range<Int>
  }

  init(_ analysis: String, _ loaded: LoadedInterviews) {
    id = analysis + ".places"
    self.loaded = loaded
    var cases: [String: [String]] = [:]
    for one in loaded.project.cases { for source in one.sources { cases[source, default: []].append(one.id) } }
    casesOfSource = cases
    texts = Dictionary(loaded.project.sources.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Adds places of one matter; a place that is there already is not added again.
  ///
  /// - Parameter context: How many scalars are shown to either side.
  /// - Returns: The cells of the places, for a finding; where there are none, the respondents, who were all looked at.
  mutating func cells(_ matter: String, _ places: [Segment], context: Int = 40) -> [CellRange] {
    let nobody = [CellRange(loaded.specification.casesID, ["case"])]
    guard loaded.leastCell == nil, !places.isEmpty else { return nobody }
    var own: [Int] = []
    for place in places {
      let key = Key(matter: matter, source: place.source, range: place.range)
      if let row = known[key] {
        own.append(row)
        continue
      }
      guard rows.count < PlaceTable.limit, let source = texts[place.source] else { continue }
      let text = source.text
      func around(_ range: Range<Int>) -> String { PlaceTable.line(text[range]) }
      known[key] = rows.count
      own.append(rows.count)
      rows.append(
        Row(
          matter: matter,
          source: place.source, range: place.range, line: text.lineAndColumn(ofScalar: place.range.lowerBound).line,
          speaker: source.turn(at: place.range.lowerBound)?.speaker, text: PlaceTable.cut(text[place.range]),
          left: around(max(0, place.range.lowerBound - context)..<place.range.lowerBound),
          right: around(place.range.upperBound..<min(text.count, place.range.upperBound + context))))
    }
    return own.isEmpty ? nobody : [CellRange(id, ["quote"], rows: own.sorted())]
  }

  /// The table as a source; `nil` where there is no place.
  func source(_ matterLabel: Trilingual) -> LoadedSource? {
    guard !rows.isEmpty else { return nil }
    func column(_ name: String, _ label: Trilingual, _ value: (Row) -> String?) -> Column {
      let cells = rows.map(value)
      return Column(Variable(name, label: label), categories: cells, printed: cells.map { $0 ?? "" })
    }
    func number(_ name: String, _ label: Trilingual, _ value: (Row) -> Int) -> Column {
      let cells = rows.map(value)
      return Column(Variable(name, label: label), numbers: cells.map(Double.init), printed: cells.map(String.init))
    }
    let columns = [
      column("matter", matterLabel) { $0.matter },
      column("source", Trilingual(en: "Text", ru: "Текст", kk: "Мәтін")) { $0.source },
      number("text_line", Trilingual(en: "Line of the text", ru: "Строка текста", kk: "Мәтін жолы")) { $0.line },
      column("case", Trilingual(en: "Respondent", ru: "Респондент", kk: "Респондент")) {
        casesOfSource[$0.source].map { $0.joined(separator: " ") }
      },
      column("speaker", Trilingual(en: "Speaker", ru: "Говорит", kk: "Сөйлеуші")) { $0.speaker },
      column("left", Trilingual(en: "Before", ru: "До", kk: "Алдында")) { $0.left },
      column("quote", Trilingual(en: "Quote", ru: "Цитата", kk: "Дәйексөз")) { $0.text },
      column("right", Trilingual(en: "After", ru: "После", kk: "Кейін")) { $0.right },
      number("start", Trilingual(en: "First sign", ru: "Первый знак", kk: "Бірінші таңба")) {
        $0.range.lowerBound
      },
      number("end", Trilingual(en: "Sign after the last", ru: "Знак за последним", kk: "Соңғысынан кейінгі таңба")) {
        $0.range.upperBound
      },
    ]
    let head = loaded.specification.head
    var specification = head
    specification.id = id
    specification.key = []
    specification.file = ""
    let title = Trilingual(
      en: "\(head.title): places found", ru: "\(head.title): найденные места", kk: "\(head.title): табылған жерлер")
    specification.title = title
    var made = LoadedSource(
      specification, table: Table(name: id, columns: columns, lines: RowLines(from: 2, count: rows.count)), path: "",
      sha256: "",
      byteCount: 0, keys: rows.indices.map { String($0 + 1) }, variables: [])
    made.isOfInterviews = true
    return made
  }

  /// A passage on one line.
  private static func line(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == "\n" || $0 == "\t" ? " " : $0 }))
  }

  /// A passage, cut after ``longest`` scalars.
  static func cut(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard scalars.count > longest else { return text }
    return String(String.UnicodeScalarView(scalars.prefix(longest))) + " […]"
  }
}
