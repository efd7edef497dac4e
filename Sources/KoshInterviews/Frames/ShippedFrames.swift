internal import KoshTable

/// Coding frames that come with the program, each after a theory of its field.
///
/// They are a place to begin: a study copies one, words the rules for its own texts and counts its own versions.
package enum ShippedFrame: String, Sendable, Hashable, CaseIterable {
  /// Why a person chooses: expectation of success, and the four components of value.
  case expectancyValue = "expectancy-value"
  /// What drives away, what attracts, and what stands between.
  case pushPull = "push-pull"
  /// What the movement of the educated means for their country.
  case brainDrain = "brain-drain"
  /// What people want of moving, and what they can do.
  case aspirationsCapabilities = "aspirations-capabilities"

  /// The frame.
  package var frame: CodingFrame {
    switch self {
    case .expectancyValue: .expectancyValue
    case .pushPull: .pushPull
    case .brainDrain: .brainDrain
    case .aspirationsCapabilities: .aspirationsCapabilities
    }
  }
}

extension Code {
  /// A code of a shipped frame: every text in three languages.
  init(
    _ id: String, under parent: String? = nil, isCodable: Bool = true, color: String, name: Trilingual,
    means: Trilingual,
    use: Trilingual, not: Trilingual, example: Trilingual
  ) {
    self.init(
      id, name: name, definition: means, include: use, exclude: not, examples: example.isEmpty ? [] : [example],
      parent: parent,
      isCodable: isCodable, color: color)
  }
}

/// The three texts of a shipped frame, English, Russian, Kazakh.
func words(_ en: String, _ ru: String, _ kk: String) -> Trilingual {
  var text = Trilingual(same: en)
  (text.ru, text.kk) = (ru, kk)
  return text
}
