import KoshTable
import Testing

@testable import KoshChart

/// Laws that every picture keeps, whatever its numbers.
@Suite struct ChartLawsTests {
  static let cases: [(name: String, chart: any Chart)] = Gallery.all + EdgeCases.all

  struct Picture: Sendable {
    let name: String
    let chart: any Chart
    let language: Language
    let width: ChartWidth
    let drawing: Drawing
    var svg: String {
      SVGWriter.text(
        of: drawing, title: chart.text.title[language], description: chart.altText(in: language), language: language,
        width: width, idPrefix: nil)
    }
  }

  /// Laid out once for all the laws.
  static let pictures: [Picture] = cases.flatMap { name, chart in
    Language.allCases.flatMap { language in
      ChartWidth.allCases.map { width in
        Picture(
          name: "\(name) \(language) \(width)", chart: chart, language: language, width: width,
          drawing: chart.drawing(in: language, width: width))
      }
    }
  }

  @Test func everyPictureIsWellFormed() {
    for picture in Self.pictures {
      let (name, svg) = (picture.name, picture.svg)
      #expect(XMLCheck.fault(in: svg) == nil, "\(name)")
      #expect(!svg.contains("nan") && !svg.contains("inf\"") && !svg.contains("NaN"), "\(name)")
    }
  }

  @Test func everyPictureIsTheSameTwice() {
    for picture in Self.pictures where picture.language == .ru {
      let again = picture.chart.drawing(in: picture.language, width: picture.width)
      #expect(again == picture.drawing, "\(picture.name)")
    }
  }

  /// Half a unit is less than the gap between two letters.
  @Test func noTextCoversAnother() {
    for picture in Self.pictures {
      let (name, texts) = (picture.name, picture.drawing.texts)
      let bounds = texts.map { $0.bounds.grown(by: -0.5) }
      for index in bounds.indices {
        for other in bounds.indices[(index + 1)...] where bounds[index].overlaps(bounds[other]) {
          Issue.record("\(name): “\(texts[index].text)” covers “\(texts[other].text)”")
        }
      }
    }
  }

  @Test func noTextLeavesThePicture() {
    for picture in Self.pictures {
      let (name, drawing) = (picture.name, picture.drawing)
      let paper = Box(x: 0, y: 0, width: drawing.width, height: drawing.height).grown(by: 0.01)
      for run in drawing.texts where !paper.contains(run.bounds) {
        Issue.record("\(name): “\(run.text)” leaves the picture")
      }
    }
  }

  @Test func noTextIsTooSmallToRead() {
    for picture in Self.pictures {
      // Only the tiles of the narrow map go below 12.
      let least: Double = picture.width == .wide || !(picture.chart is TileMap) ? 12 : 10
      for run in picture.drawing.texts {
        #expect(run.size >= least, "\(picture.name): \(run.text)")
      }
    }
  }

  @Test func everyCoordinateIsFinite() {
    for picture in Self.pictures {
      for number in picture.drawing.coordinates {
        #expect(number.isFinite && number.magnitude < 1e6, "\(picture.name)")
      }
    }
  }

  @Test func theTableIsRectangularAndTheSameInAllLanguages() {
    for (name, chart) in Self.cases {
      for row in chart.data.rows { #expect(row.count == chart.data.columns.count, "\(name)") }
      for column in chart.data.columns {
        for language in Language.allCases { #expect(!column[language].isEmpty, "\(name)") }
      }
    }
  }

  /// The digits of a text: the numbers without their languages' marks.
  private func digits(_ texts: [String]) -> [String] {
    texts.map { $0.filter { $0.isNumber && $0.isASCII } }.filter { !$0.isEmpty }.sorted()
  }

  @Test func theLanguagesCarryTheSameNumbers() {
    for (name, chart) in Gallery.all {
      // Values stand in one piece, whichever way words are wrapped around them; single digits can be list numbers.
      let values = chart.data.rows.flatMap { $0 }.compactMap { cell -> ChartCell? in
        if case .number = cell { cell } else { nil }
      }
      for language in Language.allCases {
        let alt = chart.altText(in: language)
        #expect(digits([alt]) == digits([chart.altText(in: .en)]), "\(name) \(language)")
        #expect(!alt.isEmpty)
        #expect(
          digits(values.map { $0.text(in: language) }) == digits(values.map { $0.text(in: .en) }), "\(name) \(language)"
        )
      }
    }
  }

  @Test func anEmptyChartSaysSo() {
    for (name, chart) in EdgeCases.empty {
      for language in Language.allCases {
        let words = chart.drawing(in: language, width: .wide).texts.map(\.text).joined(separator: " ")
        #expect(words.contains(ChartWords.nothingToDraw[language]), "\(name)")
        #expect(chart.altText(in: language).contains(ChartWords.nothingToDraw[language]), "\(name)")
      }
    }
  }

  @Test func theCheckersCanFail() {
    #expect(XMLCheck.fault(in: "<a><b></a>") != nil)
    #expect(XMLCheck.fault(in: "<a x=\"1\" x=\"2\"/>") != nil)
    #expect(XMLCheck.fault(in: "<a>1 & 2</a>") != nil)
    #expect(XMLCheck.fault(in: "<a/><b/>") != nil)
    #expect(XMLCheck.fault(in: "<a x=\"&lt;\"><b/>t</a>") == nil)
    let one = TextRun(text: "abc", at: Spot(10, 20), size: 12)
    let other = TextRun(text: "abc", at: Spot(15, 22), size: 12)
    #expect(one.bounds.overlaps(other.bounds))
    #expect(!Box(x: 0, y: 0, width: 20, height: 30).contains(one.bounds))
  }
}

extension Drawing {
  /// Every number that places a shape.
  var coordinates: [Double] {
    func of(_ shapes: [Shape]) -> [Double] {
      shapes.flatMap { shape -> [Double] in
        switch shape {
        case .box(let box, _, let radius): [box.x, box.y, box.width, box.height, radius]
        case .line(let segment, _, _, _): [segment.from.x, segment.from.y, segment.to.x, segment.to.y]
        case .path(let spots, _, _, _), .area(let spots, _, _): spots.flatMap { [$0.x, $0.y] }
        case .marker(_, let at, let size, _): [at.x, at.y, size]
        case .text(let run): [run.at.x, run.at.y, run.size]
        case .titled(_, let inner): of(inner)
        }
      }
    }
    return of(shapes) + [width, height]
  }
}

/// Just enough of XML to see whether a document is well-formed: tags nest, attributes are quoted and named once,
/// ampersands begin a known entity, ids occur once.
enum XMLCheck {
  static func fault(in text: String) -> String? {
    var open: [Substring] = []
    var ids: Set<Substring> = []
    var roots = 0
    var rest = text[...]
    while let start = rest.firstIndex(of: "<") {
      if let fault = entityFault(rest[..<start]) { return fault }
      guard let end = rest[start...].firstIndex(of: ">") else { return "a tag without an end" }
      var tag = rest[rest.index(after: start)..<end]
      rest = rest[rest.index(after: end)...]
      if tag.first == "/" {
        guard open.popLast() == tag.dropFirst() else { return "</\(tag.dropFirst())> closes nothing" }
        continue
      }
      let isClosed = tag.last == "/"
      if isClosed { tag = tag.dropLast() }
      guard let name = tag.split(separator: " ").first else { return "a tag without a name" }
      var names: Set<Substring> = []
      var attributes = tag[name.endIndex...]
      while let first = attributes.firstIndex(where: { $0 != " " }) {
        guard let equals = attributes.firstIndex(of: "=") else { return "an attribute without a value in <\(name)>" }
        let key = attributes[first..<equals]
        guard names.insert(key).inserted else { return "\(key) twice in <\(name)>" }
        let after = attributes[attributes.index(after: equals)...]
        guard after.first == "\"", let close = after.dropFirst().firstIndex(of: "\"") else {
          return "\(key) is not quoted in <\(name)>"
        }
        let value = after[after.index(after: after.startIndex)..<close]
        if let fault = entityFault(value) { return fault }
        if key == "id", !ids.insert(value).inserted { return "id \(value) twice" }
        attributes = after[after.index(after: close)...]
      }
      if open.isEmpty { roots += 1 }
      if !isClosed { open.append(name) }
    }
    if let fault = entityFault(rest) { return fault }
    if !open.isEmpty { return "<\(open[open.count - 1])> is not closed" }
    return roots == 1 ? nil : "\(roots) roots"
  }

  private static func entityFault(_ text: Substring) -> String? {
    var rest = text
    while let index = rest.firstIndex(of: "&") {
      let after = rest[rest.index(after: index)...]
      guard ["amp;", "lt;", "gt;", "quot;", "#39;"].contains(where: { after.hasPrefix($0) }) else {
        return "a bare & before “\(after.prefix(8))”"
      }
      rest = after
    }
    return nil
  }
}
