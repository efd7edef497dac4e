/// A project made ready for counting: which codings are sound, whose they are, and what belongs to what.
///
/// Made once, it answers every question below without looking a name up again. Codings that cannot be counted – of an
/// unknown source or code, empty, reversed or outside of the text – are in ``leftOut`` and in no number.
package struct InterviewIndex: Sendable {
  /// The project.
  package let project: InterviewProject
  /// The coders who are counted, in code-point order.
  package let coders: [String]
  /// Positions, in the project's codings, of those that are counted: by source, then start, then end, then position.
  package let counted: [Int]
  /// Positions of those that cannot be counted.
  package let leftOut: [Int]
  /// Positions of counted codings in texts of no case.
  package let withoutCase: [Int]

  /// For each coding of the project its source, code and coder; −1 where it is not counted.
  let sourceOf: [Int32]
  let codeOf: [Int32]
  let coderOf: [Int32]
  /// For each coding the cases it counts for.
  let casesOf: [[Int32]]
  /// For each code itself and the codes above it.
  let ancestors: [[Int]]
  /// For each source its stretch of `counted`.
  let bySource: [Range<Int>]
  let codeNumber: [String: Int]
  let sourceNumber: [String: Int]

  /// The index of a project.
  ///
  /// A coding counts for every case that has its source; in a group interview, where the turn's speaker is the
  /// identifier or pseudonym of one of those cases, for that one only.
  ///
  /// - Parameter wanted: Whose codings are counted; everybody's, if left out.
  /// - Complexity: O(*n* log *n*) in codings.
  package init(_ project: InterviewProject, coders wanted: Set<String>? = nil) {
    func numbers(_ names: [String]) -> [String: Int] {
      Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }
    let sourceNumber = numbers(project.sources.map(\.id))
    let codeNumber = numbers(project.frame.codes.map(\.id))
    let coders = Set(project.codings.map(\.coder)).filter { wanted?.contains($0) ?? true }.sorted(by: byCodePoint)
    let coderNumber = numbers(coders)
    var casesOfSource = [[Int]](repeating: [], count: project.sources.count)
    for (number, one) in project.cases.enumerated() {
      for source in one.sources {
        if let at = sourceNumber[source], casesOfSource[at].last != number { casesOfSource[at].append(number) }
      }
    }
    let count = project.codings.count
    var sourceOf = [Int32](repeating: -1, count: count)
    var codeOf = sourceOf
    var coderOf = sourceOf
    var casesOf = [[Int32]](repeating: [], count: count)
    var (counted, leftOut, withoutCase): ([Int], [Int], [Int]) = ([], [], [])
    counted.reserveCapacity(count)
    for (position, coding) in project.codings.enumerated() {
      guard let coder = coderNumber[coding.coder] else { continue }
      guard let source = sourceNumber[coding.source], let code = codeNumber[coding.code], coding.start >= 0,
        coding.start < coding.end, coding.end <= project.sources[source].text.count
      else {
        leftOut.append(position)
        continue
      }
      sourceOf[position] = Int32(source)
      codeOf[position] = Int32(code)
      coderOf[position] = Int32(coder)
      var cases = casesOfSource[source]
      if cases.count > 1, let speaker = project.sources[source].turn(at: coding.start)?.speaker {
        let own = cases.filter { project.cases[$0].id == speaker || project.cases[$0].pseudonym == speaker }
        if !own.isEmpty { cases = own }
      }
      casesOf[position] = cases.map { Int32($0) }
      counted.append(position)
      if cases.isEmpty { withoutCase.append(position) }
    }
    counted.sort { left, right in
      let (a, b) = (project.codings[left], project.codings[right])
      return (sourceOf[left], a.start, a.end, left) < (sourceOf[right], b.start, b.end, right)
    }
    var bySource = [Range<Int>](repeating: 0..<0, count: project.sources.count)
    var at = 0
    while at < counted.count {
      let source = sourceOf[counted[at]]
      var end = at
      while end < counted.count, sourceOf[counted[end]] == source { end += 1 }
      bySource[Int(source)] = at..<end
      at = end
    }
    self.project = project
    self.coders = coders
    self.counted = counted
    self.leftOut = leftOut
    self.withoutCase = withoutCase
    self.sourceOf = sourceOf
    self.codeOf = codeOf
    self.coderOf = coderOf
    self.casesOf = casesOf
    self.bySource = bySource
    self.codeNumber = codeNumber
    self.sourceNumber = sourceNumber
    let frame = project.frame
    ancestors = frame.codes.enumerated().map { number, code in
      [number] + frame.broader(than: code.id).compactMap { codeNumber[$0] }
    }
  }

  /// The codes' identifiers, in the order of the frame.
  package var codes: [String] { project.frame.codes.map(\.id) }

  /// How many cases some codings count for; the codings by their positions in the project.
  package func cases(of codings: [Int]) -> Int { Set(codings.flatMap { casesOf[$0] }).count }

  /// Whether a coding has a code, or one below it.
  func has(_ position: Int, code: Int, orNarrower: Bool) -> Bool {
    orNarrower ? ancestors[Int(codeOf[position])].contains(code) : Int(codeOf[position]) == code
  }
}

/// Whether a text stands before another in code-point order, the same on every machine.
func byCodePoint(_ left: String, _ right: String) -> Bool {
  left.unicodeScalars.lexicographicallyPrecedes(right.unicodeScalars)
}
