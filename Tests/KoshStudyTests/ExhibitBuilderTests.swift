@testable import KoshChart
@testable import KoshStudy
@testable import KoshReport
import KoshTable
import Testing

@Suite struct ExhibitBuilderTests {
  private func block(_ id: String, of run: StudyRun) throws -> Block {
    let exhibit = try #require(run.plan.specification.exhibits.first { $0.id == id })
    return try #require(ExhibitBuilder(run).block(exhibit))
  }
  private func chart<Kind: Chart>(_ id: String, as kind: Kind.Type) throws -> Kind {
    guard case .figure(let figure) = try block(id, of: SampleStudy.run()) else {
      throw Problem(.specification, "\(id) is no figure")
    }
    return try #require(figure.chart as? Kind)
  }

  @Test func barsWithSignsAndSources() throws {
    let bars = try chart("fig_bars", as: BarChart.self)
    #expect(bars.bars.count == 7)
    #expect(bars.bars.map(\.values) == [[-50], [-30], [20], [nil], [90], [60], [40]])
    #expect(bars.bars.map(\.group) == [1, 1, 0, 1, 0, 0, 0])
    #expect(bars.groups.map(\.en) == ["gains people", "loses people"])
    #expect(bars.text.title.en == "Sum 1,420")
    #expect(bars.text.note.ru == "Источник: Таблица")
    #expect(bars.number.sign == .always)
  }

  @Test func barsOfSeveralVariablesInTheFilesOrder() throws {
    let bars = try chart("fig_two", as: BarChart.self)
    #expect(bars.bars.map(\.label.en) == ["East", "East", "West", "West"])
    #expect(bars.series.map(\.en) == ["Income", "Balance"])
    #expect(bars.order == .asGiven)
  }

  @Test func linesWithRemarks() throws {
    let lines = try chart("fig_lines", as: LineChart.self)
    #expect(lines.series.map(\.points.count) == [7, 7])
    #expect(
      lines.annotations.map(\.text.en) == ["No value in 2,014"]
        || lines.annotations.map(\.text.en) == ["No value in 2014"])
  }

  @Test func aTrendIsDrawnWhereItWasFitted() throws {
    let lines = try chart("fig_trend", as: LineChart.self)
    #expect(lines.series.count == 3)
    #expect(lines.series[0].points.map(\.y) == [100, 220, 360, 540, 840, 1160, 1420])
    #expect(lines.series[1].points.map(\.x) == lines.series[0].points.map(\.x))
    #expect(lines.series[1].name.en.hasPrefix("straight line, R² 0.9"))
    #expect(lines.text.note.en == "n = 7. Source: A table")
  }

  @Test func aGapDoesNotShiftTheFittedCurve() throws {
    let run = try Sample.run(
      "analyses: [{id: t, kind: trend, data: regions, time: year, value: balance, series: annual, shapes: [linear]}]\nexhibits: [{id: f, kind: lines, of: t, title: T}]"
    )
    guard case .figure(let figure) = try block("f", of: run), let lines = figure.chart as? LineChart else {
      Issue.record("no lines"); return
    }
    let fitted = lines.series[1].points
    #expect(fitted.map(\.x) == [2011, 2012, 2013, 2014, 2015, 2016, 2017])
    // Equal steps: a straight line over all the years, the empty one included.
    let steps = zip(fitted.dropFirst(), fitted).compactMap { next, one in next.y.flatMap { a in one.y.map { a - $0 } } }
    #expect(steps.count == 6)
    #expect(steps.allSatisfy { abs($0 - steps[0]) < 1e-9 })
  }

  @Test func scatterWithTheLineOfLeastSquares() throws {
    let scatter = try chart("fig_scatter", as: ScatterChart.self)
    #expect(scatter.points.count == 7)
    #expect(scatter.groups.count == MacroRegionNames.count)
    #expect(scatter.text.note.en.hasPrefix("n = 6. Source: A table; Population"))
    let fit = try #require(scatter.fit)
    #expect(fit.slope > 0)
  }
  private enum MacroRegionNames { static let count = 5 }

  @Test func forestsOfPrintedAndFittedModels() throws {
    let printed = try chart("fig_forest", as: ForestPlot.self)
    #expect(printed.rows.map(\.label.ru) == ["Мальчики", "Балл"])
    #expect(printed.scale == .oddsRatio)
    let fitted = try chart("fig_models", as: ForestPlot.self)
    #expect(fitted.rows.map(\.label.kk) == ["Табыс"])
    #expect(fitted.scale == .coefficient)
    #expect(fitted.models.isEmpty)
  }

  @Test func treesMapsAndHeat() throws {
    let tree = try chart("fig_tree", as: DendrogramChart.self)
    #expect(tree.labels.count == 7)
    #expect(tree.heights.count == 6)
    #expect(Set(tree.clusters).count == 2)
    let cut = try #require(tree.cutHeight)
    #expect(tree.heights.count { $0 > cut } == 1)
    let heat = try chart("fig_heat", as: HeatMap.self)
    #expect(heat.values.count == 7 && heat.columns.count == 2)
    #expect(heat.scale == .diverging)
    let tiles = try chart("fig_tiles", as: TileMap.self)
    #expect(tiles.tiles.count == 20)
    #expect(tiles.tiles.count { $0.value != nil } == 6)
  }

  @Test func tablesOfDataAndOfFindings() throws {
    let run = try SampleStudy.run()
    guard case .table(let data) = try block("tab_data", of: run) else { Issue.record("no table"); return }
    #expect(data.columns.map(\.title.en) == ["region", "Income, tenge", "Population", "Kind", "Year"])
    #expect(data.rows.count == 4)
    #expect(data.rows[0][3] == .text(Trilingual(en: "East", ru: "Восток", kk: "Шығыс")))
    // A year is no quantity: it has no thousands.
    #expect(data.rows[0][4] == .text(Trilingual(same: "2011")))
    guard case .table(let found) = try block("tab_found", of: run) else { Issue.record("no table"); return }
    #expect(
      found.rows.compactMap { $0[1].finding } == [
        "income.r", "income.n", "income.leave_one_out.min", "income.leave_one_out.max", "income.leave_one_out.min_at",
        "income.leave_one_out.max_at",
      ])
  }

  @Test func regressionTablesSideBySide() throws {
    guard case .regression(let table) = try block("tab_models", of: SampleStudy.run()) else {
      Issue.record("no table"); return
    }
    #expect(table.columns.map(\.title.ru) == ["Короткая", "Длинная"])
    #expect(table.stars.map(\.mark) == ["*", "**"])
    #expect(table.terms.first?.label.en == "Income")
  }
}
