internal import CKernels
internal import KoshNumerics

/// Which level of every absorbed effect each row has, arranged for the kernels: rows in order of the dimension with the
/// most levels, and cells, runs of rows that agree in every dimension.
///
/// No indicator is ever written out, and the equations of the effects are solved over cells, not rows.
struct AbsorbedEffects: Sendable {
  /// One dimension: a variable, or a combination of variables.
  struct Dimension: Sendable {
    /// Its name in the formula: `origin`, `origin^year`.
    var name: String
    /// For each row its level.
    var codes: [Int32]
    /// What each level is called; every level has a row.
    var levelNames: [String]
  }

  /// In the formula's order.
  let dimensions: [Dimension]
  /// Rows.
  let rowCount: Int
  /// The dimensions in the kernels' order, the one that is eliminated first.
  let sequence: [Int]
  /// For each place in the kernels' order the row that stands there; `nil` if rows stand in that order already.
  let order: [Int32]?
  /// The number of threads, 0 for as many as there are processors.
  var threads: Int

  private let cellRow: [Int32]
  private let groupCell: [Int32]
  private let other: [Int32]
  private let rowChunk: [Int32]
  private let groupChunk: [Int32]
  /// Where each dimension of `sequence` but the first begins among the other levels.
  let firstOther: [Int]

  /// Cells.
  var cellCount: Int { cellRow.count - 1 }
  /// Levels of the first dimension in `sequence`.
  var groupCount: Int { groupCell.count - 1 }
  /// Levels of the others.
  let otherCount: Int

  /// - Precondition: There is at least one dimension and one row; every level has a row.
  /// - Complexity: O(rows · dimensions) time; nothing is copied where rows are in order already.
  init(_ dimensions: [Dimension], threads: Int = 0) {
    self.dimensions = dimensions
    self.threads = threads
    rowCount = dimensions[0].codes.count
    let levels = dimensions.map(\.levelNames.count)
    let codes = dimensions.map(\.codes)
    let (sequence, order) = Self.arrangement(codes, levels: levels)
    (self.sequence, self.order) = (sequence, order)
    let ordered = sequence.map { dimension in order.map { gathered(codes[dimension], $0) } ?? codes[dimension] }
    var (first, next) = ([Int](), 0)
    for dimension in sequence.dropFirst() {
      first.append(next)
      next += levels[dimension]
    }
    firstOther = first
    otherCount = next
    let (rows, further) = (codes[0].count, sequence.count - 1)
    let starts = [0] + first.map { Int32($0) }
    var cells = 0
    withPointers(to: ordered) { pointers in
      cells = kosh_effects_cells(rows, pointers.count, pointers, starts, 0, nil, nil, nil)
    }
    var cellRow = [Int32](repeating: 0, count: cells + 1)
    var groupCell = [Int32](repeating: 0, count: levels[sequence[0]] + 1)
    var other = [Int32](repeating: 0, count: max(1, further * cells))
    withPointers(to: ordered) { pointers in
      _ = kosh_effects_cells(rows, pointers.count, pointers, starts, cells, &cellRow, &groupCell, &other)
    }
    self.cellRow = cellRow
    self.groupCell = groupCell
    self.other = other

    // Chunks depend on the data alone, so that the number of threads changes nothing. Where the other dimensions have
    // many levels there are fewer, for each has sums of its own.
    func chunks(_ size: Int, least: Int) -> Int { max(1, min(32, size / least, max(4, size / (2 * (next + 1))))) }
    let rowChunks = chunks(rows, least: 16384)
    rowChunk = (0...rowChunks).map { part in
      part == rowChunks ? Int32(cells) : Int32(lowerBound(cellRow, Int32(rows / rowChunks * part)))
    }
    let groupChunks = chunks(cells, least: 8192)
    let groups = groupCell.count - 1
    groupChunk = (0...groupChunks).map { part in
      part == groupChunks ? Int32(groups) : Int32(lowerBound(groupCell, Int32(cells / groupChunks * part)))
    }
  }

  /// The dimension with the most levels goes first, or one with at least half as many in whose order rows stand already.
  private static func arrangement(_ codes: [[Int32]], levels: [Int]) -> ([Int], [Int32]?) {
    let falling = levels.indices.sorted { (levels[$1], $0) < (levels[$0], $1) }
    for first in falling where 2 * levels[first] >= levels[falling[0]] {
      let sequence = [first] + falling.filter { $0 != first }
      let isSorted = withPointers(to: sequence.map { codes[$0] }) { pointers in
        kosh_effects_is_sorted(codes[0].count, pointers.count, pointers) != 0
      }
      if isSorted { return (sequence, nil) }
    }
    var order = [Int32](repeating: 0, count: codes[0].count)
    var scratch = order
    var counts = [Int32](repeating: 0, count: levels[falling[0]] + 1)
    withPointers(to: falling.map { codes[$0] }) { pointers in
      kosh_effects_order(
        codes[0].count, pointers.count, pointers, falling.map { Int32(levels[$0]) }, &order, &scratch, &counts)
    }
    return (falling, order)
  }

  /// Calls `body` with the arrangement as the kernels take it.
  func withKernel<Result>(_ body: (UnsafePointer<kosh_effects>) -> Result) -> Result {
    withPointers(to: [cellRow, groupCell, other, rowChunk, groupChunk]) { pointers in
      var kernel = kosh_effects()
      kernel.rows = rowCount
      kernel.groups = groupCount
      kernel.others = otherCount
      kernel.further = sequence.count - 1
      kernel.cells = cellCount
      kernel.cell_row = pointers[0]
      kernel.group_cell = pointers[1]
      kernel.other = pointers[2]
      kernel.row_chunks = rowChunk.count - 1
      kernel.row_chunk = pointers[3]
      kernel.group_chunks = groupChunk.count - 1
      kernel.group_chunk = pointers[4]
      kernel.threads = threads
      return body(&kernel)
    }
  }

  /// The values in the kernels' order of rows.
  func arranged(_ values: [Double]) -> [Double] { order.map { gathered(values, $0) } ?? values }

  /// The values, given in the kernels' order, in that of the rows.
  func restored(_ values: [Double]) -> [Double] {
    guard let order else { return values }
    return [Double](unsafeUninitializedCapacity: values.count) { buffer, count in
      kosh_will_fill(buffer.baseAddress, buffer.count * MemoryLayout<Double>.stride)
      for (place, row) in order.enumerated() { buffer[Int(row)] = values[place] }
      count = values.count
    }
  }

  /// For each cell its level of a dimension.
  private func cellLevels(_ dimension: Int) -> [Int32] {
    guard let place = sequence.firstIndex(of: dimension), place > 0 else {
      var levels = [Int32](repeating: 0, count: cellCount)
      for group in 0..<groupCount {
        for cell in Int(groupCell[group])..<Int(groupCell[group + 1]) { levels[cell] = Int32(group) }
      }
      return levels
    }
    let first = Int32(firstOther[place - 1])
    return other[((place - 1) * cellCount)..<(place * cellCount)].map { $0 - first }
  }

  /// The parts into which rows fall when rows with a common level of either dimension belong together: within one part
  /// the effects of two dimensions share a constant.
  ///
  /// - Returns: The number of parts, and for each level of both dimensions its part.
  func components(_ a: Int, _ b: Int) -> (count: Int, ofFirst: [Int32], ofSecond: [Int32]) {
    let (levelsA, levelsB) = (dimensions[a].levelNames.count, dimensions[b].levelNames.count)
    var parts = [Int32](repeating: 0, count: levelsA + levelsB)
    let count = kosh_effects_components(cellCount, cellLevels(a), cellLevels(b), levelsA, levelsB, &parts)
    return (count, Array(parts[..<levelsA]), Array(parts[levelsA...]))
  }

  /// Whether every level of a dimension lies in one group: its rows never belong to two.
  func isNested(_ dimension: Int, in groups: RowGroups) -> Bool {
    var groupOf = [Int32](repeating: -1, count: dimensions[dimension].levelNames.count)
    for (level, group) in zip(dimensions[dimension].codes, groups.codes) {
      if groupOf[Int(level)] < 0 {
        groupOf[Int(level)] = group
      } else if groupOf[Int(level)] != group {
        return false
      }
    }
    return true
  }
}

/// The first place whose value is at least `wanted`, in a rising array.
private func lowerBound(_ values: [Int32], _ wanted: Int32) -> Int {
  var (low, high) = (0, values.count - 1)
  while low < high {
    let middle = (low + high) / 2
    if values[middle] < wanted { low = middle + 1 } else { high = middle }
  }
  return low
}

/// The values at the given places, in their order.
func gathered<Element>(_ values: [Element], _ places: [Int32]) -> [Element] {
  [Element](unsafeUninitializedCapacity: places.count) { buffer, count in
    kosh_will_fill(buffer.baseAddress, buffer.count * MemoryLayout<Element>.stride)
    values.withUnsafeBufferPointer { values in
      for (place, row) in places.enumerated() { buffer.initializeElement(at: place, to: values[Int(row)]) }
    }
    count = places.count
  }
}
