import KoshTable
import Testing

@testable import KoshStatistics

/// The reference numbers of tests on series and in space: References/series_space.R and series_space.py.
struct SeriesReference {
  let root: [String: Any]
  let paper: [String: Any]

  init() throws {
    root = try References.json("series_space")
    paper = try References.json("educational_mobility_ols")
  }

  /// Twenty-one years of paper C.
  func years() throws -> Table {
    Table(
      name: "years.csv",
      columns: try ["migration", "gdp", "unemployment"].map { Column(Variable($0), numbers: try paper.numbers($0)) })
  }

  /// 120 made-up periods.
  func made() throws -> Table { try root.object("made").table("made.csv") }

  func paperFit() throws -> LinearFit { try LinearModel("migration ~ gdp + unemployment").fit(try years()) }
  func brokenFit() throws -> LinearFit { try LinearModel("broken ~ calm").fit(try made()) }

  /// A series by the name that it has in the reference.
  func series(_ name: String) throws -> [Double] {
    name.hasPrefix("paper_")
      ? try paper.numbers(String(name.dropFirst(6))) : try root.object("made").numbers(name)
  }
}

/// Statistics to 1e−8 relative, p-values to 1e−6 absolute.
func agrees(
  _ test: SpecificationTest, _ reference: [String: Any], _ statistic: String = "statistic", _ p: String = "p"
) throws -> Bool {
  let (expected, expectedP) = (try reference.number(statistic), try reference.number(p))
  return agree(test.statistic, expected, relative: 1e-8) && abs(test.pValue - expectedP) < 1e-6
}

/// The problem that `body` throws, as text.
func problem(_ body: () throws -> Void) -> String {
  do {
    try body()
    return "nothing was thrown"
  } catch {
    return "\(error)"
  }
}
