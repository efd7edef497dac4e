public import KoshTable

/// The five macro-regions by which forecasts of Kazakhstan are told.
public enum MacroRegion: String, CaseIterable, Sendable, Hashable {
  case north, centreAndEast = "center_east", west, south, megacities

  /// The name in three languages.
  public var name: Trilingual {
    switch self {
    case .north: Trilingual(en: "North", ru: "Север", kk: "Солтүстік")
    case .centreAndEast: Trilingual(en: "Centre and East", ru: "Центр и Восток", kk: "Орталық және Шығыс")
    case .west: Trilingual(en: "West", ru: "Запад", kk: "Батыс")
    case .south: Trilingual(en: "South", ru: "Юг", kk: "Оңтүстік")
    case .megacities: Trilingual(en: "Megacities", ru: "Мегаполисы", kk: "Мегаполистер")
    }
  }
}
