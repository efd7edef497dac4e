package import KoshTable

/// Into what pieces texts are cut, so that two coders can be compared piece by piece.
package enum AgreementUnit: String, Sendable, Hashable, CaseIterable {
  /// Whole texts.
  case source
  /// What one person says until another one speaks; texts without turns are cut into lines.
  case turn
  /// Lines that hold more than blanks.
  case line
}

/// What each coder did, by pieces or by spans: what measures of agreement take.
///
/// A coder takes part in a text only if they coded something in it: that somebody never opened a text is not a
/// judgement about it. Say otherwise with `worked`.
package struct CoderUnits: Sendable {
  private let index: InterviewIndex
  /// For each source the coders (positions in ``InterviewIndex/coders``) who took part, in order.
  private let atWork: [[Int]]

  /// Prepares an index for comparison.
  ///
  /// - Parameter worked: For each coder the sources that they went through, for those that they left without a code.
  package init(_ index: InterviewIndex, worked: [String: Set<String>] = [:]) {
    self.index = index
    var atWork = [Set<Int>](repeating: [], count: index.project.sources.count)
    for position in index.counted { atWork[Int(index.sourceOf[position])].insert(Int(index.coderOf[position])) }
    for (coder, sources) in worked {
      guard let coder = index.coders.firstIndex(of: coder) else { continue }
      for source in sources { if let at = index.sourceNumber[source] { atWork[at].insert(coder) } }
    }
    self.atWork = atWork.map { $0.sorted() }
  }

  /// A row for each coder and piece: `coder`, `unit` (the source's identifier and the piece's number, `i01#12`),
  /// `value` (`yes` where the coder gave the code, or one below it, to at least one sign of the piece, else `no`).
  ///
  /// Only texts in which two coders or more took part. For many codes, cut the texts once with ``cut(_:)``.
  ///
  /// - Complexity: O(pieces · coders + codings), and a pass over the texts.
  package func table(code: String, unit: AgreementUnit, orNarrower: Bool = true) -> Table {
    table(code: code, cut(unit), orNarrower: orNarrower)
  }

  /// The texts in which two coders or more took part, cut into pieces.
  package struct Cut: Sendable {
    fileprivate let pieces: [[Range<Int>]]
    fileprivate let coder: [Int32]
    fileprivate let unit: [Int32]
    /// The first piece of each source, and their number at the end.
    package let firstUnit: [Int]
    /// The pieces' names, in order.
    package let units: [String]
  }

  /// Cuts the texts in which two coders or more took part.
  ///
  /// - Complexity: O(length of the texts).
  package func cut(_ unit: AgreementUnit) -> Cut {
    var all = [[Range<Int>]](repeating: [], count: atWork.count)
    var (coderCodes, unitCodes): ([Int32], [Int32]) = ([], [])
    var units: [String] = []
    var firstUnit: [Int] = []
    for (source, coders) in atWork.enumerated() {
      firstUnit.append(units.count)
      guard coders.count > 1 else { continue }
      let pieces = pieces(of: source, unit)
      let id = index.project.sources[source].id
      let first = units.count
      if unit == .source {
        units.append(id)
      } else {
        for piece in pieces.indices { units.append("\(id)#\(piece + 1)") }
      }
      for coder in coders {
        for piece in pieces.indices {
          coderCodes.append(Int32(coder))
          unitCodes.append(Int32(first + piece))
        }
      }
      all[source] = pieces
    }
    return Cut(pieces: all, coder: coderCodes, unit: unitCodes, firstUnit: firstUnit + [units.count], units: units)
  }

  /// The table of a code for texts that are cut already; see ``table(code:unit:orNarrower:)``.
  ///
  /// - Complexity: O(pieces · coders + codings).
  package func table(code: String, _ cut: Cut, orNarrower: Bool = true) -> Table {
    guard let number = index.codeNumber[code] else {
      return CoderUnits.table([], [], [], coders: index.coders, units: [])
    }
    var values = [Int32](repeating: 0, count: cut.unit.count)
    var row = 0
    for (source, coders) in atWork.enumerated() where coders.count > 1 {
      let pieces = cut.pieces[source]
      for position in index.counted[index.bySource[source]]
      where index.has(position, code: number, orNarrower: orNarrower) {
        guard let place = coders.firstIndex(of: Int(index.coderOf[position])) else { continue }
        let range = index.project.codings[position].range
        var piece = firstEnding(after: range.lowerBound, in: pieces)
        while piece < pieces.count, pieces[piece].lowerBound < range.upperBound {
          values[row + place * pieces.count + piece] = 1
          piece += 1
        }
      }
      row += coders.count * pieces.count
    }
    return CoderUnits.table(cut.coder, cut.unit, values, coders: index.coders, units: cut.units)
  }

  /// The same without names: for each piece, coder by coder, 1 for yes, 0 for no, −1 for a coder who took no part in the
  /// text.
  ///
  /// - Complexity: O(pieces · coders + codings).
  package func judgements(code: String, _ cut: Cut, orNarrower: Bool = true) -> [Int8] {
    let count = index.coders.count
    var values = [Int8](repeating: -1, count: cut.units.count * count)
    guard let number = index.codeNumber[code] else { return values }
    for (source, coders) in atWork.enumerated() where coders.count > 1 {
      let (pieces, first) = (cut.pieces[source], cut.firstUnit[source])
      for piece in pieces.indices { for coder in coders { values[(first + piece) * count + coder] = 0 } }
      for position in index.counted[index.bySource[source]]
      where index.has(position, code: number, orNarrower: orNarrower) {
        let range = index.project.codings[position].range
        let coder = Int(index.coderOf[position])
        var piece = firstEnding(after: range.lowerBound, in: pieces)
        while piece < pieces.count, pieces[piece].lowerBound < range.upperBound {
          values[(first + piece) * count + coder] = 1
          piece += 1
        }
      }
    }
    return values
  }

  private static func table(
    _ coder: [Int32], _ unit: [Int32], _ value: [Int32], coders: [String], units: [String]
  ) -> Table {
    Table(
      name: "coders by unit",
      columns: [
        Column(Variable("coder"), codes: coder, levels: coders), Column(Variable("unit"), codes: unit, levels: units),
        Column(Variable("value"), codes: value, levels: ["no", "yes"]),
      ])
  }

  /// How many scalars both, one or none of two coders gave a code.
  package struct Shared: Sendable, Hashable {
    /// Scalars that both gave the code.
    package var both = 0
    /// Scalars that only the first gave it.
    package var onlyFirst = 0
    /// Scalars that only the second gave it.
    package var onlySecond = 0
    /// Scalars that neither gave it.
    package var neither = 0

    /// Four counts of scalars.
    package init(both: Int = 0, onlyFirst: Int = 0, onlySecond: Int = 0, neither: Int = 0) {
      self.both = both
      self.onlyFirst = onlyFirst
      self.onlySecond = onlySecond
      self.neither = neither
    }

    /// All scalars.
    package var total: Int { both + onlyFirst + onlySecond + neither }
  }

  /// Compares two coders scalar by scalar over the texts in which both took part.
  ///
  /// - Complexity: O(codings).
  package func scalars(code: String, _ first: String, _ second: String, orNarrower: Bool = true) -> Shared {
    var result = Shared()
    guard let a = index.coders.firstIndex(of: first), let b = index.coders.firstIndex(of: second) else { return result }
    for (source, coders) in atWork.enumerated() where coders.contains(a) && coders.contains(b) {
      let left = Ranges.merged(spans(code, coder: a, source: source, orNarrower: orNarrower))
      let right = Ranges.merged(spans(code, coder: b, source: source, orNarrower: orNarrower))
      let both = Ranges.common(left, right).reduce(0) { $0 + $1.count }
      let onlyFirst = left.reduce(0) { $0 + $1.count } - both
      let onlySecond = right.reduce(0) { $0 + $1.count } - both
      result.both += both
      result.onlyFirst += onlyFirst
      result.onlySecond += onlySecond
      result.neither += index.project.sources[source].text.count - both - onlyFirst - onlySecond
    }
    return result
  }

  /// One text with the spans of each coder who took part: a continuum, as measures of unitising call it.
  package struct Continuum: Sendable, Hashable {
    /// The source's identifier.
    package let source: String
    /// Its length in scalars.
    package let length: Int
    /// The coders who took part, in code-point order.
    package let coders: [String]
    /// For each of them the spans with the code, sorted, those that overlap or touch made one.
    package let spans: [[Range<Int>]]
  }

  /// The spans of a code in every text in which two coders or more took part.
  package func continua(code: String, orNarrower: Bool = true) -> [Continuum] {
    atWork.indices.filter { atWork[$0].count > 1 }.map { source in
      Continuum(
        source: index.project.sources[source].id, length: index.project.sources[source].text.count,
        coders: atWork[source].map { index.coders[$0] },
        spans: atWork[source].map {
          Ranges.merged(spans(code, coder: $0, source: source, orNarrower: orNarrower))
        })
    }
  }

  private func spans(_ code: String, coder: Int, source: Int, orNarrower: Bool) -> [Range<Int>] {
    guard let number = index.codeNumber[code] else { return [] }
    var result: [Range<Int>] = []
    for position in index.counted[index.bySource[source]]
    where Int(index.coderOf[position]) == coder && index.has(position, code: number, orNarrower: orNarrower) {
      result.append(index.project.codings[position].range)
    }
    return Ranges.tidy(result)
  }

  /// The pieces of a text, in order and apart from one another: what the numbers of ``table(code:unit:orNarrower:)``
  /// count.
  package func pieces(of source: String, _ unit: AgreementUnit) -> [Range<Int>] {
    index.sourceNumber[source].map { pieces(of: $0, unit) } ?? []
  }

  private func pieces(of number: Int, _ unit: AgreementUnit) -> [Range<Int>] {
    let source = index.project.sources[number]
    switch unit {
    case .source: return [0..<source.text.count]
    case .turn where !source.turns.isEmpty: return source.turns.map(\.range)
    case .turn, .line:
      var result: [Range<Int>] = []
      var (start, scalar, isBlank) = (0, 0, true)
      for byte in source.text.utf8 {
        if byte == 10 {
          if !isBlank { result.append(start..<scalar) }
          (start, isBlank) = (scalar + 1, true)
        } else if byte != 32, byte != 9 {
          isBlank = false
        }
        if byte & 0xC0 != 0x80 { scalar += 1 }
      }
      if !isBlank { result.append(start..<scalar) }
      return result
    }
  }

  private func firstEnding(after place: Int, in ranges: [Range<Int>]) -> Int {
    var (low, high) = (0, ranges.count)
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound <= place { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
