/// Which regions of Kazakhstan border on each other by land.
///
/// Borders are those of the maps of the administrative division: of the fourteen regions and two cities until June 2018;
/// of the same with Turkistan Region and the city of Shymkent in place of South Kazakhstan Region from 19 June 2018; and
/// of the twenty since 8 June 2022. The three cities of republican significance lie inside a region or on its border and
/// count as its neighbours: Astana in Akmola Region, Almaty in Almaty Region, Shymkent in Turkistan Region. Borders of
/// 2018 and before follow from those of 2022: a region that was later split borders on whatever its parts border on.
///
/// Source: the descriptions of borders on the sites of the regional administrations; districts of Abai, Zhetisu and
/// Ulytau as in the decree of 4 May 2022 on the administrative division.
public enum RegionNeighbours {
  /// Pairs of codes of regions that border on each other, on a day; each pair once, the smaller code first, in order.
  ///
  ///     RegionNeighbours.pairs().count                    // 35
  ///     RegionNeighbours.pairs(on: "2017-01-01").count   // 28, of sixteen regions
  ///
  /// - Parameter day: `YYYY-MM-DD`; today's borders unless told. A day before 2018 gives the borders since 1997.
  public static func pairs(on day: String? = nil) -> [(String, String)] {
    let codes = Set(Region.existing(on: day).map(\.code))
    var seen: Set<[String]> = []
    for (a, b) in current {
      // A region that did not exist yet is part of the one that it came from.
      guard let a = ancestor(of: a, among: codes), let b = ancestor(of: b, among: codes), a != b else { continue }
      seen.insert([min(a, b), max(a, b)])
    }
    return seen.sorted { ($0[0], $0[1]) < ($1[0], $1[1]) }.map { ($0[0], $0[1]) }
  }

  /// The regions that border on one, by code, on a day; empty for a code that no region had on that day.
  ///
  ///     RegionNeighbours.of("KZ-71")   // ["KZ-11"]: Astana lies in Akmola Region
  public static func of(_ code: String, on day: String? = nil) -> [String] {
    pairs(on: day).compactMap { $0.0 == code ? $0.1 : $0.1 == code ? $0.0 : nil }.sorted()
  }

  private static func ancestor(of code: String, among codes: Set<String>) -> String? {
    var name: String? = code
    while let here = name, !codes.contains(here) { name = Region.find(here)?.predecessor }
    return name
  }

  /// The borders of the twenty regions, each once.
  private static let current: [(String, String)] = [
    // West Kazakhstan
    ("KZ-27", "KZ-15"), ("KZ-27", "KZ-23"),
    // Atyrau
    ("KZ-23", "KZ-15"), ("KZ-23", "KZ-47"),
    // Mangystau
    ("KZ-47", "KZ-15"),
    // Aktobe
    ("KZ-15", "KZ-39"), ("KZ-15", "KZ-43"), ("KZ-15", "KZ-62"),
    // Kostanay
    ("KZ-39", "KZ-59"), ("KZ-39", "KZ-11"), ("KZ-39", "KZ-62"), ("KZ-39", "KZ-35"),
    // North Kazakhstan
    ("KZ-59", "KZ-11"), ("KZ-59", "KZ-55"),
    // Akmola
    ("KZ-11", "KZ-71"), ("KZ-11", "KZ-55"), ("KZ-11", "KZ-35"),
    // Pavlodar
    ("KZ-55", "KZ-35"), ("KZ-55", "KZ-10"),
    // Karaganda
    ("KZ-35", "KZ-62"), ("KZ-35", "KZ-10"), ("KZ-35", "KZ-33"), ("KZ-35", "KZ-19"), ("KZ-35", "KZ-31"),
    // Ulytau
    ("KZ-62", "KZ-43"), ("KZ-62", "KZ-61"), ("KZ-62", "KZ-31"),
    // Abai
    ("KZ-10", "KZ-63"), ("KZ-10", "KZ-33"),
    // Kyzylorda
    ("KZ-43", "KZ-61"),
    // Turkistan
    ("KZ-61", "KZ-79"), ("KZ-61", "KZ-31"),
    // Zhambyl
    ("KZ-31", "KZ-19"),
    // Almaty Region
    ("KZ-19", "KZ-75"), ("KZ-19", "KZ-33"),
  ]
}

extension Region {
  /// The regions that existed on a day, `YYYY-MM-DD`; today's unless told.
  ///
  ///     Region.existing(on: "2017-01-01").count   // 16
  public static func existing(on day: String? = nil) -> [Region] {
    guard let day else { return current }
    return all.filter { ($0.validFrom ?? "") <= day && day < ($0.validTo ?? "9999") }
  }
}
