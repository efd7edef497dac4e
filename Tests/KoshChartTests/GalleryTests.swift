import Foundation
import KoshTable
import Testing

@testable import KoshChart

/// Every chart of the gallery against its committed picture, and the laws that every picture keeps.
///
/// `RECORD_SNAPSHOTS=1 swift test --filter KoshChartTests` writes the committed pictures anew and fails, so that no run
/// that records can pass for one that compares. Any other value is a directory that receives all languages and widths,
/// to be looked at.
@Suite struct GalleryTests {
  /// What is committed of each chart: both widths and all three languages occur.
  static let committed: [(language: Language, width: ChartWidth)] = [(.en, .wide), (.ru, .narrow), (.kk, .wide)]
  static let recording = ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"]

  static func fileName(_ name: String, _ language: Language, _ width: ChartWidth) -> String {
    "\(name)-\(language.rawValue)-\(width == .wide ? "wide" : "narrow").svg"
  }

  @Test(arguments: Gallery.all.map(\.name))
  func snapshot(_ name: String) throws {
    let chart = try #require(Gallery.all.first { $0.name == name }?.chart)
    if let recording = Self.recording {
      let folder =
        recording == "1"
        ? URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Snapshots")
        : URL(filePath: recording)
      let all = Language.allCases.flatMap { language in ChartWidth.allCases.map { (language: language, width: $0) } }
      if recording != "1" { try Data(ChartTheme.css.utf8).write(to: folder.appending(path: "theme.css")) }
      for (language, width) in recording == "1" ? Self.committed : all {
        let file = folder.appending(path: Self.fileName(name, language, width))
        try Data(chart.svg(in: language, width: width).utf8).write(to: file)
      }
      Issue.record("recorded \(name): run again without RECORD_SNAPSHOTS to compare")
      return
    }
    for (language, width) in Self.committed {
      let file = Self.fileName(name, language, width)
      let url = Bundle.module.url(forResource: "Snapshots/\(file)", withExtension: nil)
      let expected = try String(contentsOf: try #require(url, "no snapshot \(file)"), encoding: .utf8)
      #expect(chart.svg(in: language, width: width) == expected, "\(file) differs from its snapshot")
    }
  }
}
