/// The names of findings that analyses announce before they run: ids, and patterns where the data decide.
///
/// A part of a pattern (parts stand between dots) that is `*` alone stands for any number of parts; in other parts `*`
/// stands for letters without a dot, so that `m.region__*` does not stand for `m.region__A.std_eror`.
struct FindingNames: Sendable {
  private let exact: Set<String>
  /// Patterns by their first part, which is an analysis', each cut at its dots.
  private let patterns: [Substring: [ArraySlice<Substring>]]

  init(_ names: [String]) {
    exact = Set(names.filter { !$0.contains("*") })
    patterns = Dictionary(grouping: names.filter { $0.contains("*") }.map(Self.parts)) { $0.first ?? "" }
  }

  /// Whether an id has been announced. One that is itself a pattern has, where the data decide of any: what it stands for
  /// is seen when the study has run.
  func contains(_ id: String) -> Bool {
    if exact.contains(id) { return true }
    if id.contains("*") { return !patterns.isEmpty }
    let parts = Self.parts(id)
    return patterns[parts.first ?? ""]?.contains { Self.isNamed(parts, by: $0) } ?? false
  }

  private static func parts(_ name: String) -> ArraySlice<Substring> {
    name.split(separator: ".", omittingEmptySubsequences: false)[...]
  }

  private static func isNamed(_ parts: ArraySlice<Substring>, by pattern: ArraySlice<Substring>) -> Bool {
    guard let first = pattern.first, let part = parts.first else { return parts.isEmpty && pattern.isEmpty }
    if first == "*" { return (1...parts.count).contains { isNamed(parts.dropFirst($0), by: pattern.dropFirst()) } }
    return Findings.matches(part, first) && isNamed(parts.dropFirst(), by: pattern.dropFirst())
  }
}
