import Foundation
@testable import KoshStudy
import KoshReport
import KoshTable
import Testing

/// The studies that come with the program: they plan, run and report; what they say they say in three languages.
@Suite struct BundledStudiesTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
    .appendingPathComponent("Studies")
  static let names: [String] = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter {
    name in
    FileManager.default.fileExists(
      atPath: folder.appendingPathComponent(name).appendingPathComponent("study.yaml").path)
  }.sorted()
  /// Each study is run once for all tests; one that does not run is run again for its problems.
  private static let runs: [String: StudyRun] = Dictionary(
    uniqueKeysWithValues: names.compactMap { name in
      (try? StudyRunner.compute(folder: folder.appendingPathComponent(name).path)).map { (name, $0) }
    })
  private func run(_ name: String) throws -> StudyRun {
    try Self.runs[name] ?? StudyRunner.compute(folder: Self.folder.appendingPathComponent(name).path)
  }

  @Test(.enabled(if: !names.isEmpty), arguments: names)
  func runsAndReportsWhole(name: String) throws {
    let run = try run(name)
    let document = ReportBuilder(run, version: "1").document()
    #expect(document.brokenReferences == [])
    #expect(document.findingCount == run.findings.list.count)
    let page = HTMLWriter.page(document)
    #expect(PageAudit.problems(inHTML: page) == [])
    // What is drawn depends on the room that words leave: marks of an axis, numbers that stand for names. The numbers of
    // a drawing are in its description and in the table behind it, and those are compared.
    var words = page.replacing(/<text[^>]*>.*?<\/text>/.dotMatchesNewlines(), with: "")
    #expect(words.count < page.count)
    // A citation is in one language, and the point of its DOI is no decimal mark.
    let study = run.plan.specification
    let citations = study.sources.flatMap { [$0.cite, $0.licence] } + [study.cite].compactMap { $0 }
    for citation in citations.flatMap({ text in Language.allCases.map { text[$0] } }) where !citation.isEmpty {
      words = words.replacingOccurrences(of: escaped(citation), with: "")
    }
    #expect(NumberAudit.differences(words).map(\.description) == [])
    let exhibits = run.plan.specification.exhibits
    for exhibit in exhibits { #expect(ExhibitBuilder(run).block(exhibit) != nil, "\(exhibit.id) shows nothing") }
    let placed = run.plan.specification.sections.flatMap(\.blocks).compactMap {
      if case .exhibit(let id, _) = $0 { id } else { nil }
    }
    #expect(Set(placed) == Set(exhibits.map(\.id)), "every exhibit has its place in the report")
  }

  @Test(.enabled(if: !names.isEmpty), arguments: names)
  func speaksThreeLanguages(name: String) throws {
    let run = try run(name)
    let study = run.plan.specification
    var texts: [(String, Trilingual)] = [("title", study.title), ("question", study.question)]
    for source in study.sources { texts.append(("title of \(source.id)", source.title)) }
    for claim in run.claims.flatMap(\.withParts) {
      texts.append(("statement of \(claim.specification.id)", claim.specification.statement))
      if let settle = claim.specification.settle { texts.append(("settle of \(claim.specification.id)", settle)) }
      texts.append(("explanation of \(claim.specification.id)", claim.explanation))
      for reading in claim.readings { texts.append(("\(reading.code) of \(claim.specification.id)", reading.text)) }
    }
    for exhibit in study.exhibits {
      for text in [exhibit.title, exhibit.subtitle, exhibit.note] where !text.isEmpty {
        texts.append(("text of \(exhibit.id)", text))
      }
    }
    for section in study.sections {
      texts.append(("a section's title", section.title))
      for case .text(let text, _) in section.blocks { texts.append(("a paragraph", text)) }
    }
    for (_, caution) in run.cautions { texts.append((caution.code, caution.text)) }
    for (what, text) in texts where Self.isSentence(text.en) {
      #expect(text.en != text.ru, "\(what): \(text.en)")
      #expect(text.en != text.kk, "\(what): \(text.en)")
      #expect(text.ru != text.kk, "\(what): \(text.ru)")
      #expect(Self.isCyrillic(text.ru), "\(what): \(text.ru)")
      #expect(Self.isCyrillic(text.kk), "\(what): \(text.kk)")
    }
  }

  @Test(.enabled(if: !names.isEmpty), arguments: names)
  func everyClaimHasAVerdictWithItsGrounds(name: String) throws {
    let run = try run(name)
    #expect(!run.claims.isEmpty)
    for (whole, claim) in run.claims.flatMap({ claim in claim.withParts.map { (claim, $0) } }) {
      let id = claim.specification.id
      for language in Language.allCases { #expect(!claim.explanation[language].isEmpty, "\(id)") }
      #expect(carriesSameNumbers(claim.explanation), "\(id): \(claim.explanation)")
      #expect(!claim.specification.isRequired, "\(id)")
      #expect(!claim.specification.whereItStands.isEmpty, "\(id) does not say where it stands")
      // A verdict other than confirmed says what would settle it: the claim, the whole that it is part of, or all its parts.
      if claim.verdict != .confirmed, claim.parts.isEmpty {
        #expect(
          claim.specification.settle != nil || whole.specification.settle != nil,
          "\(id) does not say what would settle it")
      }
    }
  }

  @Test(.enabled(if: !names.isEmpty))
  func allClaimsOfThePapersAreThereOnce() throws {
    let ids = try Self.names.flatMap { try run($0).claims.map(\.specification.id) }
    let expected = [("A", 7), ("B", 5), ("C", 17), ("D", 17), ("E", 3)].flatMap { letter, count in
      (1...count).map { "\(letter)\($0)" }
    }
    // The synthetic study of interviews has claims of its own, S1 and on.
    #expect(ids.filter { !$0.hasPrefix("S") }.sorted() == expected.sorted())
    let all = try Self.names.flatMap { try run($0).claims.flatMap(\.withParts).map(\.specification.id) }
    #expect(Set(all).count == all.count)
    // A part is named after its whole.
    for name in Self.names {
      for claim in try run(name).claims {
        for part in claim.parts { #expect(part.specification.id.hasPrefix(claim.specification.id)) }
      }
    }
  }

  @Test(.enabled(if: !names.isEmpty), arguments: names)
  func runsAlikeWhereverItStands(name: String) throws {
    let parent = FileManager.default.temporaryDirectory.appendingPathComponent("kosh-bundled-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: parent) }
    try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      at: Self.folder.appendingPathComponent(name), to: parent.appendingPathComponent(name))
    let moved = try StudyRunner.compute(folder: parent.appendingPathComponent(name).path)
    #expect(
      FindingsJSON.value(moved, version: "1").text(indent: false)
        == FindingsJSON.value(try run(name), version: "1").text(indent: false))
  }

  /// A text as it stands in a page.
  private func escaped(_ text: String) -> String {
    text.replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;").replacingOccurrences(
      of: ">", with: "&gt;")
  }

  /// Words of a sentence: more than two, with letters.
  private static func isSentence(_ text: String) -> Bool {
    text.split(separator: " ").count { $0.contains(where: \.isLetter) && !$0.contains("{") } > 2
  }
  private static func isCyrillic(_ text: String) -> Bool {
    text.unicodeScalars.contains { ("\u{400}"..."\u{4FF}").contains($0) }
  }
}
