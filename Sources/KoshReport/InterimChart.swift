package import KoshTable

/// Stands in for the chart room's protocol until that room is merged.
package protocol Chart: Sendable {
  /// The drawing in one language.
  func svg(in language: Language) -> String
  /// What the drawing shows, in one or two sentences.
  func altText(in language: Language) -> String
}
