internal import KoshNumerics
internal import KoshTable

/// Cells of a source that a number came from.
struct CellRange: Sendable, Hashable {
  /// The data source.
  var source: String
  /// Columns of it.
  var columns: [String]
  /// Rows of the table, counted from 0; `nil` for all.
  var rows: [Int]?

  init(_ source: String, _ columns: [String], rows: [Int]? = nil) {
    self.source = source
    self.columns = columns
    self.rows = rows
  }
}

/// What kind of number a finding is, for the reading of claims about it.
enum FindingTrait: Sendable, Hashable {
  case correlation
  case oddsRatio
  /// A coefficient, with the plain correlation of its predictor and the outcome.
  case coefficient(estimate: Double, rawCorrelation: Double?)
  case straightLine
  case curve
  case degenerate
  case cumulated
  /// From a regression on a time series whose diagnostics warn.
  case seriallyCorrelated(durbinWatson: Double)
  case collinear(inflation: Double)
  /// Of a period, as the codebook names it.
  case period(String)
  /// Words that somebody said, in this language if it is known: no language of the report writes them anew.
  case quote(Language?)
}

/// One result of a study: a value with its label, unit, method and the cells it came from.
struct Finding: Sendable, Hashable {
  /// `analysis.part`, as claims and texts refer to it.
  var id: String
  var label: Trilingual
  var value: Evaluated
  var unit: Trilingual
  var method: Trilingual
  var cells: [CellRange]
  var traits: Set<FindingTrait>
  /// The value in the reader's words, where the value itself is a name that only claims use.
  var shown: Trilingual?

  init(
    _ id: String, label: Trilingual, value: Evaluated, unit: Trilingual = Trilingual(same: ""),
    method: Trilingual = Trilingual(same: ""), cells: [CellRange] = [], traits: Set<FindingTrait> = []
  ) {
    self.id = id
    self.label = label
    self.value = value
    self.unit = unit
    self.method = method
    self.cells = cells
    self.traits = traits
  }

  /// A finding that is one computed number; undefined where there is none.
  init(
    _ id: String, label: Trilingual, number: Double?, decimals: Int, unit: Trilingual = Trilingual(same: ""),
    method: Trilingual = Trilingual(same: ""), cells: [CellRange] = [], traits: Set<FindingTrait> = []
  ) {
    let value: Evaluated =
      if let number, number.isFinite { .number(Quantity(number, decimals: decimals)) } else {
        .undefined(Evaluator.impossible)
      }
    self.init(id, label: label, value: value, unit: unit, method: method, cells: cells, traits: traits)
  }

  /// The value as a reader sees it.
  var text: Trilingual {
    if let shown { return shown }
    if case .list(let items) = value { return items.map(Expression.shown).joined(separator: ", ") }
    return Expression.shown(value)
  }
}

/// The findings of a run, in the order in which they were made.
struct Findings: Sendable {
  private(set) var list: [Finding] = []
  private var index: [String: Int] = [:]

  init() {}

  /// Adds findings; an id that comes again replaces the earlier one.
  package mutating func add(_ findings: [Finding]) {
    for finding in findings {
      if let position = index[finding.id] {
        list[position] = finding
      } else {
        index[finding.id] = list.count
        list.append(finding)
      }
    }
  }

  /// The finding of an id.
  subscript(id: String) -> Finding? { index[id].map { list[$0] } }

  /// The findings whose id matches a pattern in which `*` stands for any letters.
  func matching(_ pattern: String) -> [Finding] { list.filter { Findings.matches($0.id, pattern) } }

  /// Whether a name fits a pattern in which `*` stands for any letters.
  static func matches<Text: StringProtocol>(_ name: Text, _ pattern: Text) -> Bool {
    let pieces = pattern.split(separator: "*", omittingEmptySubsequences: false)
    guard pieces.count > 1 else { return name == pattern }
    guard name.hasPrefix(pieces[0]), name.hasSuffix(pieces[pieces.count - 1]) else { return false }
    var rest = Substring(name).dropFirst(pieces[0].count)
    for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
      guard let end = rest.firstEnd(of: Substring(piece)) else { return false }
      rest = rest[end...]
    }
    return rest.count >= pieces[pieces.count - 1].count
  }
}

extension Substring {
  /// Where the first occurrence of `piece` ends.
  fileprivate func firstEnd(of piece: Substring) -> Index? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(piece) { return self.index(start, offsetBy: piece.count) }
      start = self.index(after: start)
    }
    return nil
  }
}
