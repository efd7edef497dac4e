import KoshTable

/// One region of Kazakhstan with the figures that the gallery draws.
///
/// Income per head (KZT) and migration balance (persons): table 1 of a published study, as printed. Row and column are a
/// provisional layout of tiles; `cluster` is the cut of a Ward tree (z-scores of four variables) into three, from SciPy.
struct GalleryRegion: Sendable {
  let code: String
  let name: Trilingual
  let short: Trilingual
  let income: Double
  let balance: Double
  let row: Int
  let column: Int
  let cluster: Int

  init(
    _ code: String, _ name: (String, String, String), _ short: (String, String, String), _ income: Double,
    _ balance: Double, _ place: (Int, Int), _ cluster: Int
  ) {
    self.code = code
    self.name = three(name.0, name.1, name.2)
    self.short = three(short.0, short.1, short.2)
    self.income = income
    self.balance = balance
    (row, column) = place
    self.cluster = cluster
  }
}

/// A text from three strings.
func three(_ en: String, _ ru: String, _ kk: String) -> Trilingual {
  Trilingual(en: "\(en)", ru: "\(ru)", kk: "\(kk)")
}

enum GalleryData {
  static let regions: [GalleryRegion] = [
    GalleryRegion(
      "KZ-11", ("Akmola Region", "Акмолинская область", "Ақмола облысы"), ("Akmola", "Акмола", "Ақмола"), 1342530,
      -30136, (0, 4), 2),
    GalleryRegion(
      "KZ-15", ("Aktobe Region", "Актюбинская область", "Ақтөбе облысы"), ("Aktobe", "Актобе", "Ақтөбе"), 1252573,
      -9136, (1, 1), 0),
    GalleryRegion(
      "KZ-19", ("Almaty Region", "Алматинская область", "Алматы облысы"), ("Almaty R.", "Алм. обл.", "Алм. обл."),
      1115075,
      1901, (2, 5), 0),
    GalleryRegion(
      "KZ-23", ("Atyrau Region", "Атырауская область", "Атырау облысы"), ("Atyrau", "Атырау", "Атырау"), 1127295,
      3404, (2, 0), 0),
    GalleryRegion(
      "KZ-63", ("East Kazakhstan Region", "Восточно-Казахстанская область", "Шығыс Қазақстан облысы"),
      ("East Kaz.", "ВКО", "ШҚО"), 1633404,
      -57429, (1, 6), 2),
    GalleryRegion(
      "KZ-75", ("Almaty", "г.\u{A0}Алматы", "Алматы\u{A0}қ."), ("Almaty", "Алма\u{AD}ты", "Алма\u{AD}ты"), 1749763,
      -14312, (3, 5), 1),
    GalleryRegion(
      "KZ-71", ("Astana", "г.\u{A0}Астана", "Астана\u{A0}қ."), ("Astana", "Астана", "Астана"), 1945177,
      -7914, (1, 4), 1),
    GalleryRegion(
      "KZ-79", ("Shymkent", "г.\u{A0}Шымкент", "Шымкент\u{A0}қ."), ("Shym\u{AD}kent", "Шым\u{AD}кент", "Шым\u{AD}кент"),
      959893,
      1552, (3, 3), 0),
    GalleryRegion(
      "KZ-31", ("Zhambyl Region", "Жамбылская область", "Жамбыл облысы"),
      ("Zham\u{AD}byl", "Жам\u{AD}был", "Жам\u{AD}был"), 947969,
      -8248, (2, 4), 0),
    GalleryRegion(
      "KZ-27", ("West Kazakhstan Region", "Западно-Казахстанская область", "Батыс Қазақстан облысы"),
      ("West Kaz.", "ЗКО", "БҚО"), 1306923,
      -9368, (1, 0), 0),
    GalleryRegion(
      "KZ-35", ("Karaganda Region", "Карагандинская область", "Қарағанды облысы"),
      ("Kara\u{AD}ganda", "Караг.", "Қарағ."), 1748461,
      -50839, (1, 3), 2),
    GalleryRegion(
      "KZ-39", ("Kostanay Region", "Костанайская область", "Қостанай облысы"),
      ("Kosta\u{AD}nay", "Коста\u{AD}най", "Қоста\u{AD}най"), 1585184,
      -47465, (0, 2), 2),
    GalleryRegion(
      "KZ-43", ("Kyzylorda Region", "Кызылординская область", "Қызылорда облысы"),
      ("Kyzyl\u{AD}orda", "Кызыл\u{AD}орда", "Қызыл\u{AD}орда"), 1028103,
      -439, (2, 2), 0),
    GalleryRegion(
      "KZ-47", ("Mangystau Region", "Мангистауская область", "Маңғыстау облысы"),
      ("Mangy\u{AD}stau", "Манги\u{AD}стау", "Маңғы\u{AD}стау"), 1260544,
      17451, (3, 0), 0),
    GalleryRegion(
      "KZ-10", ("Abai Region", "область Абай", "Абай облысы"), ("Abai", "Абай", "Абай"), 1208889,
      -727, (1, 5), 0),
    GalleryRegion(
      "KZ-33", ("Zhetisu Region", "область Жетісу", "Жетісу облысы"), ("Zhetisu", "Жетісу", "Жетісу"), 1023757,
      -97, (2, 6), 0),
    GalleryRegion(
      "KZ-62", ("Ulytau Region", "область Ұлытау", "Ұлытау облысы"), ("Ulytau", "Ұлытау", "Ұлытау"), 1575813,
      -240, (1, 2), 0),
    GalleryRegion(
      "KZ-55", ("Pavlodar Region", "Павлодарская область", "Павлодар облысы"),
      ("Pavlo\u{AD}dar", "Павло\u{AD}дар", "Павло\u{AD}дар"), 1471913,
      -42929, (0, 5), 2),
    GalleryRegion(
      "KZ-59", ("North Kazakhstan Region", "Северо-Казахстанская область", "Солтүстік Қазақстан облысы"),
      ("North Kaz.", "СКО", "СҚО"), 1426026,
      -33663, (0, 3), 2),
    GalleryRegion(
      "KZ-61", ("Turkistan Region", "Туркестанская область", "Түркістан облысы"),
      ("Turki\u{AD}stan", "Турке\u{AD}стан", "Түркі\u{AD}стан"), 883231,
      574, (2, 3), 0),
  ]

  /// External balance of migration, persons, 2000–2024, as printed in a published study.
  static let external: [Double] = [
    -108307, -88162, -62012, -8306, 2789, 22668, 33041, 10962, 1117, 7526, 15516, 5096, -1426, -279, -12162, -13466,
    -21145, -22130, -29121, -32970, -17718, -21217, -6722, 9293, 16550,
  ]

  /// The Ward tree over ``regions`` in the notation of R, heights from SciPy 1.x (`linkage(z, "ward")`, z with n − 1).
  static let merges: [(Int, Int)] = [
    (-10, -15), (-4, -8), (-3, -16), (-12, -19), (-13, -20), (-1, -18), (-9, 3), (-2, 2), (-5, -11), (4, 6), (-14, -17),
    (1, 8), (-6, -7), (9, 10), (7, 11), (12, 15), (5, 16), (13, 14), (17, 18),
  ]
  static let heights: [Double] = [
    0.729086, 0.852103, 0.889998, 0.892601, 0.97663, 0.998717, 1.004424, 1.103333, 1.20916, 1.223048, 1.352264,
    1.616857, 2.046833, 2.360007, 2.486862, 2.62338, 3.46791, 4.56025, 9.051368,
  ]
  static let leaves = [13, 20, 10, 15, 2, 4, 8, 9, 3, 16, 14, 17, 6, 7, 5, 11, 12, 19, 1, 18]

  /// Balance by specialty 2000–2024, persons, as printed; `nil` where the table has no number.
  static let specialties: [(code: String, values: [Double?])] = [
    ("KZ-YUZ", [2784, 1063, 2160, 3621, 4215, 1692, 476, 3853]),
    ("KZ-47", [4100, 586, 326, 1060, 2019, 1032, 266, 7814]),
    ("KZ-23", [550, 268, 183, 465, 467, 341, 145, 949]),
    ("KZ-19", [-1207, 264, 240, 686, 927, 105, -3, 738]),
    ("KZ-79", [90, 94, 36, 260, 198, 19, 56, 799]),
    ("KZ-61", [152, 28, 22, 85, 49, 55, 13, 170]),
    ("KZ-33", [-20, -4, -9, -1, -3, -27, 2, -35]),
    ("KZ-62", [-129, 4, -3, -12, -14, -38, -2, -46]),
    ("KZ-43", [-334, -11, 0, -46, -59, -43, -37, 81]),
    ("KZ-10", [-289, -19, -18, -48, -73, -89, -17, -174]),
    ("KZ-71", [-3533, -273, -608, -941, -836, -1522, -257, -576]),
    ("KZ-31", [-2514, -8, -285, 104, -740, -787, -175, -3960]),
    ("KZ-15", [-4071, 85, -397, -513, -1203, -1672, -359, -1141]),
    ("KZ-27", [-2327, -38, -301, -400, -1453, -1684, -243, -2990]),
    ("KZ-75", [-2256, 168, -3976, 665, -22, -244, -71, -8791]),
    ("KZ-11", [-8381, -2136, -1164, -2195, -4001, -4183, -849, -7290]),
    ("KZ-59", [-8391, -2405, -1075, -1983, -5626, -4726, -1426, -8074]),
    ("KZ-55", [-17182, -955, -1181, -2200, -4717, -5548, -912, -9949]),
    ("KZ-39", [-13913, -2991, -1783, -2391, -6021, -6697, -1618, -12144]),
    ("KZ-35", [-20990, -373, -1256, -3345, -5804, -6873, -1535, -10500]),
    ("KZ-63", [-18855, -1327, -2146, -3699, -6591, -8261, -1834, -14842]),
  ]
  static let specialtyNames = [
    three("technical", "технические", "техникалық"),
    three("agricultural", "сельскохозяйственные", "ауыл шаруашылығы"),
    three("architecture, construction", "архитектура, строительство", "сәулет, құрылыс"),
    three("medical", "медицинские", "медициналық"),
    three("pedagogical", "педагогические", "педагогикалық"),
    three("economic", "экономические", "экономикалық"),
    three("legal", "юридические", "заңгерлік"),
    three("other", "другие", "басқа"),
  ]
}
