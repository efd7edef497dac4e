package import KoshTable

extension CodingFrame {
  /// The codes above a code, the nearest first; those of a circle once each.
  ///
  /// - Complexity: O(number of codes · depth).
  package func broader(than id: String) -> [String] {
    var result: [String] = []
    var next = self[id]?.parent
    while let code = next, code != id, !result.contains(code), let found = self[code] {
      result.append(code)
      next = found.parent
    }
    return result
  }

  /// The code itself and all below it, in the order of the frame.
  ///
  /// - Complexity: O(number of codes² · depth).
  package func withNarrower(_ id: String) -> [String] {
    codes.map(\.id).filter { $0 == id || broader(than: $0).contains(id) }
  }

  /// What keeps the frame from being used: identifiers that are empty or come twice, parents that do not exist, codes
  /// that are their own ancestors.
  ///
  /// - Parameter places: Where each code stands, if it is known.
  package func check(places: [Place] = []) -> [Problem] {
    var problems: [Problem] = []
    var first: [String: Int] = [:]
    func place(_ position: Int) -> Place { places.indices.contains(position) ? places[position] : Place() }
    for (position, code) in codes.enumerated() {
      if code.id.isEmpty {
        problems.append(
          Problem(.specification, "a code has no identifier", at: place(position), remedy: "give it a short name"))
      }
      if let earlier = first[code.id] {
        let line = place(earlier).line.map { " on line \($0)" } ?? ""
        problems.append(
          Problem(
            .specification, "the code \"\(code.id)\" is there twice", at: place(position),
            why: "the first one stands\(line.isEmpty ? " earlier" : line), and codings could mean either",
            remedy: "give one of them another identifier"))
      } else {
        first[code.id] = position
      }
    }
    for (position, code) in codes.enumerated() {
      guard let parent = code.parent else { continue }
      guard first[parent] != nil else {
        problems.append(
          Problem(
            .specification, "the code \"\(code.id)\" belongs to \"\(parent)\", which does not exist",
            at: place(position),
            remedy: Spelling.advice(for: parent, among: codes.map(\.id))))
        continue
      }
      var seen = [code.id]
      var next: String? = parent
      while let above = next, !seen.contains(above) {
        seen.append(above)
        next = self[above]?.parent
      }
      if next == code.id {
        problems.append(
          Problem(
            .specification, "the code \"\(code.id)\" is above itself: \((seen + [code.id]).joined(separator: " → "))",
            at: place(position), why: "the codes form a tree", remedy: "leave the parent of one of them out"))
      }
    }
    return problems
  }
}
