import KoshTable
import Testing

@testable import KoshChart

@Suite struct BarChartTests {
  private static let chart = BarChart(
    text: ChartText(title: three("T", "З", "Т")),
    bars: [
      BarChart.Bar(Trilingual(same: "a"), 1), BarChart.Bar(Trilingual(same: "b"), nil),
      BarChart.Bar(Trilingual(same: "c"), -4, interval: ChartInterval(-6, -2)), BarChart.Bar(Trilingual(same: "d"), 1),
    ])

  @Test func rowsAreOrderedAndMissingStandsLast() {
    #expect(Self.chart.ordered.map(\.label.en) == ["a", "d", "c", "b"])
    var rising = Self.chart
    rising.order = .ascending
    #expect(rising.ordered.map(\.label.en) == ["c", "a", "d", "b"])
    rising.order = .asGiven
    #expect(rising.ordered.map(\.label.en) == ["a", "b", "c", "d"])
  }

  private func bars(_ drawing: Drawing) -> [Box] {
    drawing.shapes.compactMap { shape in
      if case .box(let box, let fill, _) = shape, fill != .solid(.paper) { box } else { nil }
    }
  }

  @Test func missingIsNotDrawnAsZero() {
    let drawing = Self.chart.drawing(in: .en, width: .wide)
    #expect(bars(drawing).count == 3)
    #expect(drawing.texts.contains { $0.text == "no data" })
  }

  @Test func barsAreProportionalAndLeaveRoomForTheirNumbers() throws {
    let drawing = Self.chart.drawing(in: .kk, width: .wide)
    let boxes = bars(drawing)
    #expect(abs(boxes[2].width / boxes[0].width - 4) < 1e-9)
    let label = try #require(drawing.texts.first { $0.text == "−4" })
    // The number of a bar with a whisker stands beyond the whisker: −6, half a bar's length further than −4.
    #expect(label.bounds.right < boxes[2].x - boxes[2].width / 2)
  }

  @Test func theTableHoldsWhatIsDrawn() {
    let data = Self.chart.data
    #expect(data.columns.map(\.en) == ["Category", "Value", "Value, from", "Value, to"])
    #expect(
      data.rows[2] == [
        .label(Trilingual(same: "c")), .number(-4, decimals: 0), .number(-6, decimals: 0), .number(-2, decimals: 0),
      ])
    #expect(data.rows[3] == [.label(Trilingual(same: "b")), .missing, .missing, .missing])
  }

  @Test func itSpeaks() {
    #expect(Self.chart.altText(in: .en) == "Bar chart. T. a: 1; d: 1; c: −4; b: no data. ")
    #expect(Self.chart.altText(in: .ru) == "Столбчатая диаграмма. З. a: 1; d: 1; c: −4; b: нет данных. ")
    #expect(
      Gallery.bars.altText(in: .kk).hasSuffix(
        "Жол саны: 20. Ең үлкен мән: Маңғыстау облысы, +17\u{A0}451; ең кіші мән: Шығыс Қазақстан облысы, −57\u{A0}429. "
      ))
    var own = Self.chart
    own.text.alt = three("Mine", "Моё", "Менікі")
    #expect(own.altText(in: .en) == "Mine")
  }
}
