/// A language of the studies: every label, message and report exists in all three.
public enum Language: String, CaseIterable, Sendable, Hashable, Codable {
  case en, ru, kk

  /// The language's own name for itself, as a reader looks for it in a menu.
  public var ownName: String {
    switch self {
    case .en: "English"
    case .ru: "Русский"
    case .kk: "Қазақша"
    }
  }
}
