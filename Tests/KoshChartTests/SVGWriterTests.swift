import KoshTable
import Testing

@testable import KoshChart

@Suite struct SVGWriterTests {
  @Test func coordinatesAreHundredths() {
    #expect(SVGWriter.number(12) == "12")
    #expect(SVGWriter.number(-0.001) == "0")
    #expect(SVGWriter.number(-0.5) == "-0.5")
    #expect(SVGWriter.number(3.14159) == "3.14")
    #expect(SVGWriter.number(2.999) == "3")
    #expect(SVGWriter.number(1.05) == "1.05")
  }

  @Test func textIsEscaped() {
    #expect(SVGWriter.escaped("a<b> & \"c\" 'd'\u{1}\n") == "a&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39; ")
  }

  @Test func theElementNamesItself() {
    let chart = BarChart(
      text: ChartText(title: three("Title", "Заголовок", "Тақырып")), bars: [BarChart.Bar(Trilingual(same: "a"), 2)])
    let svg = chart.svg(in: .en, width: .wide, idPrefix: "fig1")
    #expect(svg.contains("role=\"img\""))
    #expect(svg.contains("aria-labelledby=\"fig1-t fig1-d\""))
    #expect(svg.contains("<title id=\"fig1-t\">Title</title>"))
    #expect(svg.contains("<desc id=\"fig1-d\">Bar chart. Title. a: 2. </desc>"))
    #expect(svg.contains("viewBox=\"0 0 720 "))
    #expect(chart.svg(in: .en, width: .narrow).contains("class=\"kosh-chart kosh-narrow\" viewBox=\"0 0 360 "))
  }

  /// Ids are made from the content: other languages and widths on one page never share them.
  @Test func idsDoNotMeetOnOnePage() {
    var ids: Set<Substring> = []
    var count = 0
    for (_, chart) in Gallery.all {
      for language in Language.allCases {
        for piece in chart.responsiveSVG(in: language).split(separator: " id=\"").dropFirst() {
          ids.insert(piece.prefix { $0 != "\"" })
          count += 1
        }
      }
    }
    #expect(ids.count == count)
  }
}
