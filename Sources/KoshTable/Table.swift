/// Columns of equal length with what is known about them: the one currency between rooms.
public struct Table: Sendable, Hashable {
  /// A name for messages: the file's or the data source's.
  public var name: String
  /// The columns, in the order of the file.
  public private(set) var columns: [Column]
  /// Rows.
  public let rowCount: Int
  /// For each row the line of the file on which it began, where the table came from one.
  public var lines: RowLines?
  private var index: [String: Int]

  /// A table of columns of equal length; a name that comes twice keeps its first column in look-ups.
  ///
  /// - Precondition: All columns have `rowCount` rows.
  public init(name: String, columns: [Column], lines: RowLines? = nil) {
    let rows = columns.first?.count ?? 0
    precondition(columns.allSatisfy { $0.count == rows }, "columns of unequal length")
    self.name = name
    self.columns = columns
    self.lines = lines
    rowCount = rows
    index = Dictionary(columns.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The column of a name.
  public subscript(name: String) -> Column? { index[name].map { columns[$0] } }

  /// The columns' names, in order.
  public var names: [String] { columns.map(\.name) }

  /// The table with `column` put in the place of the one of its name, or at the end.
  public func setting(_ column: Column) -> Table {
    var all = columns
    if let position = index[column.name] { all[position] = column } else { all.append(column) }
    return Table(name: name, columns: all, lines: lines)
  }

  /// The table with only the rows of `rows`, in that order.
  public func selecting(_ rows: [Int]) -> Table {
    Table(
      name: name, columns: columns.map { $0.selecting(rows) },
      lines: lines.map { lines in RowLines(rows.map { lines[$0] }) })
  }
}
