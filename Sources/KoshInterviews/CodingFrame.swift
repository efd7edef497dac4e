package import KoshTable

/// One idea that is looked for in the texts, with the rules by which it is recognised.
package struct Code: Sendable, Hashable, Identifiable {
  /// The short name that codings refer to; one code of a frame only has it.
  package var id: String
  /// What a reader sees.
  package var name: Trilingual
  /// What the code means.
  package var definition: Trilingual
  /// When it is to be used.
  package var include: Trilingual
  /// When it is not to be used, and which code takes its place.
  package var exclude: Trilingual
  /// Passages that deserve the code.
  package var examples: [Trilingual]
  /// The broader code it belongs to.
  package var parent: String?
  /// Whether text may be given this code; a mere heading is `false`.
  package var isCodable: Bool
  /// A colour as `#RRGGBB`.
  package var color: String?
  /// Codes of the version before, in whose place this one stands.
  package var replaces: [String]
  /// The identifier that another program gave it; kept through import and export.
  package var guid: String?

  /// A code; all but the identifier may be left out. Without a name the identifier is shown.
  package init(
    _ id: String, name: Trilingual? = nil, definition: Trilingual = Trilingual(same: ""),
    include: Trilingual = Trilingual(same: ""), exclude: Trilingual = Trilingual(same: ""),
    examples: [Trilingual] = [], parent: String? = nil, isCodable: Bool = true, color: String? = nil,
    replaces: [String] = [], guid: String? = nil
  ) {
    self.id = id
    self.name = name ?? Trilingual(same: id)
    self.definition = definition
    self.include = include
    self.exclude = exclude
    self.examples = examples
    self.parent = parent
    self.isCodable = isCodable
    self.color = color
    self.replaces = replaces
    self.guid = guid
  }
}

/// The codes of a study in one version.
package struct CodingFrame: Sendable, Hashable {
  /// What the frame is called.
  package var name: Trilingual
  /// The version, as the authors count: `2`, `2024-05-01`.
  package var version: String
  /// The codes, in the order in which they are shown.
  package var codes: [Code]

  /// A frame of codes.
  package init(name: Trilingual = Trilingual(same: ""), version: String = "1", codes: [Code]) {
    self.name = name
    self.version = version
    self.codes = codes
  }

  /// The code of an identifier.
  ///
  /// - Complexity: O(number of codes).
  package subscript(id: String) -> Code? { codes.first { $0.id == id } }
}
