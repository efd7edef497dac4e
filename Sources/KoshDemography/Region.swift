public import KoshTable

/// A first-level region of Kazakhstan, with its history.
///
/// The codes are `KZ-` and the first two digits of the national classifier KATO, which ISO 3166-2:KZ has taken over.
///
/// Source: names, macro-regions and dates as in the classifier of administrative units (KATO), edition of 2024; the
/// macro-regions are those of the national labour-resources forecast of 2023.
public struct Region: Sendable, Hashable {
  /// `KZ-11`, for a former region a code of its own: `KZ-YUZ`.
  public let code: String
  /// The official name.
  public let name: Trilingual
  /// The name as it stands beside a point or bar.
  public let shortName: Trilingual
  /// Three or so letters for a tile.
  public let tileLabel: Trilingual
  /// The macro-region to which it belongs.
  public let macroRegion: MacroRegion
  /// The day on which it began to exist, `YYYY-MM-DD`; `nil` for regions older than the changes of 2018.
  public let validFrom: String?
  /// The day on which it ceased to exist; `nil` while it exists.
  public let validTo: String?
  /// The code of the region from which it was split.
  public let predecessor: String?

  /// Whether the region exists today.
  public var isCurrent: Bool { validTo == nil }

  /// The region of a code.
  ///
  ///     Region.find("KZ-33")?.name.kk   // "Жетісу облысы"
  public static func find(_ code: String) -> Region? { all.first { $0.code == code } }

  /// The regions that exist today: twenty since June 2022.
  public static var current: [Region] { all.filter(\.isCurrent) }

  /// The regions that were split off from this one.
  ///
  ///     Region.find("KZ-YUZ")?.successors.map(\.code)   // ["KZ-61", "KZ-79"]
  public var successors: [Region] { Region.all.filter { $0.predecessor == code } }

  private init(
    _ code: String, _ macroRegion: MacroRegion, _ name: Trilingual, short: Trilingual, tile: Trilingual,
    from validFrom: String? = nil, to validTo: String? = nil, predecessor: String? = nil
  ) {
    self.code = code
    self.macroRegion = macroRegion
    self.name = name
    shortName = short
    tileLabel = tile
    self.validFrom = validFrom
    self.validTo = validTo
    self.predecessor = predecessor
  }

  /// All regions of the last years, by code; former ones last.
  public static let all: [Region] = [
    Region(
      "KZ-10", .centreAndEast, Trilingual(en: "Abai Region", ru: "область Абай", kk: "Абай облысы"),
      short: Trilingual(en: "Abai", ru: "Абай", kk: "Абай"), tile: Trilingual(en: "ABA", ru: "Аба", kk: "Аба"),
      from: "2022-06-08", predecessor: "KZ-63"),
    Region(
      "KZ-11", .north, Trilingual(en: "Akmola Region", ru: "Акмолинская область", kk: "Ақмола облысы"),
      short: Trilingual(en: "Akmola", ru: "Акмолинская", kk: "Ақмола"),
      tile: Trilingual(en: "AKM", ru: "Акм", kk: "Ақм")),
    Region(
      "KZ-15", .west, Trilingual(en: "Aktobe Region", ru: "Актюбинская область", kk: "Ақтөбе облысы"),
      short: Trilingual(en: "Aktobe", ru: "Актюбинская", kk: "Ақтөбе"),
      tile: Trilingual(en: "AKT", ru: "Акт", kk: "Ақт")),
    Region(
      "KZ-19", .south, Trilingual(en: "Almaty Region", ru: "Алматинская область", kk: "Алматы облысы"),
      short: Trilingual(en: "Almaty Reg.", ru: "Алматинская", kk: "Алматы обл."),
      tile: Trilingual(en: "ALM", ru: "Алм", kk: "Алм")),
    Region(
      "KZ-23", .west, Trilingual(en: "Atyrau Region", ru: "Атырауская область", kk: "Атырау облысы"),
      short: Trilingual(en: "Atyrau", ru: "Атырауская", kk: "Атырау"), tile: Trilingual(en: "ATY", ru: "Аты", kk: "Аты")
    ),
    Region(
      "KZ-27", .west,
      Trilingual(en: "West Kazakhstan Region", ru: "Западно-Казахстанская область", kk: "Батыс Қазақстан облысы"),
      short: Trilingual(en: "West Kaz.", ru: "ЗКО", kk: "БҚО"), tile: Trilingual(en: "WKZ", ru: "ЗКО", kk: "БҚО")),
    Region(
      "KZ-31", .south, Trilingual(en: "Zhambyl Region", ru: "Жамбылская область", kk: "Жамбыл облысы"),
      short: Trilingual(en: "Zhambyl", ru: "Жамбылская", kk: "Жамбыл"),
      tile: Trilingual(en: "ZHA", ru: "Жам", kk: "Жам")),
    Region(
      "KZ-33", .south, Trilingual(en: "Zhetisu Region", ru: "область Жетісу", kk: "Жетісу облысы"),
      short: Trilingual(en: "Zhetisu", ru: "Жетісу", kk: "Жетісу"), tile: Trilingual(en: "ZHE", ru: "Жет", kk: "Жет"),
      from: "2022-06-08", predecessor: "KZ-19"),
    Region(
      "KZ-35", .centreAndEast, Trilingual(en: "Karaganda Region", ru: "Карагандинская область", kk: "Қарағанды облысы"),
      short: Trilingual(en: "Karaganda", ru: "Карагандинская", kk: "Қарағанды"),
      tile: Trilingual(en: "KAR", ru: "Кар", kk: "Қар")),
    Region(
      "KZ-39", .north, Trilingual(en: "Kostanay Region", ru: "Костанайская область", kk: "Қостанай облысы"),
      short: Trilingual(en: "Kostanay", ru: "Костанайская", kk: "Қостанай"),
      tile: Trilingual(en: "KOS", ru: "Кос", kk: "Қос")),
    Region(
      "KZ-43", .south, Trilingual(en: "Kyzylorda Region", ru: "Кызылординская область", kk: "Қызылорда облысы"),
      short: Trilingual(en: "Kyzylorda", ru: "Кызылординская", kk: "Қызылорда"),
      tile: Trilingual(en: "KYZ", ru: "Кыз", kk: "Қыз")),
    Region(
      "KZ-47", .west, Trilingual(en: "Mangystau Region", ru: "Мангистауская область", kk: "Маңғыстау облысы"),
      short: Trilingual(en: "Mangystau", ru: "Мангистауская", kk: "Маңғыстау"),
      tile: Trilingual(en: "MAN", ru: "Ман", kk: "Маң")),
    Region(
      "KZ-55", .centreAndEast, Trilingual(en: "Pavlodar Region", ru: "Павлодарская область", kk: "Павлодар облысы"),
      short: Trilingual(en: "Pavlodar", ru: "Павлодарская", kk: "Павлодар"),
      tile: Trilingual(en: "PAV", ru: "Пав", kk: "Пав")),
    Region(
      "KZ-59", .north,
      Trilingual(en: "North Kazakhstan Region", ru: "Северо-Казахстанская область", kk: "Солтүстік Қазақстан облысы"),
      short: Trilingual(en: "North Kaz.", ru: "СКО", kk: "СҚО"), tile: Trilingual(en: "NKZ", ru: "СКО", kk: "СҚО")),
    Region(
      "KZ-61", .south, Trilingual(en: "Turkistan Region", ru: "Туркестанская область", kk: "Түркістан облысы"),
      short: Trilingual(en: "Turkistan", ru: "Туркестанская", kk: "Түркістан"),
      tile: Trilingual(en: "TUR", ru: "Тур", kk: "Түр"), from: "2018-06-19", predecessor: "KZ-YUZ"),
    Region(
      "KZ-62", .centreAndEast, Trilingual(en: "Ulytau Region", ru: "область Ұлытау", kk: "Ұлытау облысы"),
      short: Trilingual(en: "Ulytau", ru: "Ұлытау", kk: "Ұлытау"), tile: Trilingual(en: "ULY", ru: "Ұлы", kk: "Ұлы"),
      from: "2022-06-08", predecessor: "KZ-35"),
    Region(
      "KZ-63", .centreAndEast,
      Trilingual(en: "East Kazakhstan Region", ru: "Восточно-Казахстанская область", kk: "Шығыс Қазақстан облысы"),
      short: Trilingual(en: "East Kaz.", ru: "ВКО", kk: "ШҚО"), tile: Trilingual(en: "EKZ", ru: "ВКО", kk: "ШҚО")),
    Region(
      "KZ-71", .megacities, Trilingual(en: "Astana", ru: "г.\u{00A0}Астана", kk: "Астана\u{00A0}қ."),
      short: Trilingual(en: "Astana", ru: "Астана", kk: "Астана"), tile: Trilingual(en: "AST", ru: "Аст", kk: "Аст")),
    Region(
      "KZ-75", .megacities, Trilingual(en: "Almaty", ru: "г.\u{00A0}Алматы", kk: "Алматы\u{00A0}қ."),
      short: Trilingual(en: "Almaty", ru: "Алматы", kk: "Алматы"),
      tile: Trilingual(en: "ALA", ru: "Алм. г.", kk: "Алм.\u{00A0}қ.")),
    Region(
      "KZ-79", .megacities, Trilingual(en: "Shymkent", ru: "г.\u{00A0}Шымкент", kk: "Шымкент\u{00A0}қ."),
      short: Trilingual(en: "Shymkent", ru: "Шымкент", kk: "Шымкент"),
      tile: Trilingual(en: "SHY", ru: "Шым", kk: "Шым"), from: "2018-06-19", predecessor: "KZ-YUZ"),
    Region(
      "KZ-YUZ", .south,
      Trilingual(en: "South Kazakhstan Region", ru: "Южно-Казахстанская область", kk: "Оңтүстік Қазақстан облысы"),
      short: Trilingual(en: "South Kaz.", ru: "ЮКО", kk: "ОҚО"), tile: Trilingual(en: "SKZ", ru: "ЮКО", kk: "ОҚО"),
      to: "2018-06-19"),
  ]
}
