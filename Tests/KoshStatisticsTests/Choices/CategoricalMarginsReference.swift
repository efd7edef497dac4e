import KoshStatistics
import KoshTable
import Testing

/// Margins of a categorical outcome beside those of References/categorical_margins.py; predictors x, z and region.
func expectCategoricalMargins(
  _ fit: some CategoricalFit, _ table: Table, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let reference = try References.json("categorical_margins").object(name)
  let effects = try MarginalEffects(fit, table)
  func expect(_ found: [MarginalEstimate], _ key: String) throws {
    #expect(found.map(\.category) == fit.levels, sourceLocation: sourceLocation)
    for (margin, (value, error)) in zip(
      found, zip(try reference.numbers(key), try reference.numbers(key + "_se")))
    {
      #expect(agree(margin.estimate, value, relative: 1e-7), "\(key)", sourceLocation: sourceLocation)
      #expect(agree(margin.standardError, error, relative: 1e-6), "\(key)", sourceLocation: sourceLocation)
    }
  }
  try expect(try effects.slopes(["x"]), "slope_x")
  try expect(try effects.slopes(["x"], at: .means), "slope_x_at_means")
  try expect(
    try effects.comparison("region", from: .category("centre"), to: .category("north")), "north_less_centre")
  try expect(try effects.predictions(at: try effects.values("region=south")), "south")
  try expect(try effects.predictions(at: try effects.values("x=1")), "x_one")
  let north = try effects.predictions(at: try effects.values("x = 1"), by: table["region"])
  try expect(north.filter { $0.group == "north" }, "x_one_in_north")
}
