import Foundation
@testable import KoshReport
@testable import KoshStudy
import KoshTable

/// A study written into a folder of its own, which goes away with it.
final class StudyFolder {
  /// The study's folder; its last component is `name`.
  let path: String
  private let parent: URL

  /// Writes `study.yaml` (unless it is `nil`) and the files beside it.
  init(_ yaml: String?, _ files: [String: String] = [:], name: String = "study") throws {
    parent = FileManager.default.temporaryDirectory.appendingPathComponent("kosh-study-tests-\(UUID().uuidString)")
    let folder = parent.appendingPathComponent(name)
    path = folder.path
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    if let yaml { try write(yaml, to: "study.yaml") }
    for (file, text) in files { try write(text, to: file) }
  }

  deinit { try? FileManager.default.removeItem(at: parent) }

  /// Writes a file of the study anew.
  func write(_ text: String, to file: String) throws {
    let target = URL(fileURLWithPath: path).appendingPathComponent(file)
    try FileManager.default.createDirectory(at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: target)
  }

  /// The run of the study.
  func run() throws -> StudyRun { try StudyRunner.compute(folder: path) }

  /// The problems of the study as a reader sees them, with `STUDY` for its folder; empty where there are none.
  func problems() -> [String] { problemTexts(replacing: path) { try StudyRunner.compute(folder: path) } }
}

/// The whole texts of the problems that `body` throws, with `STUDY` in place of a folder's path.
func problemTexts<Result>(replacing folder: String = "\u{0}", _ body: () throws -> Result) -> [String] {
  do {
    _ = try body()
    return []
  } catch let problems as Problems {
    return problems.list.map { $0.description.replacingOccurrences(of: folder, with: "STUDY") }
  } catch let problem as Problem {
    return [problem.description.replacingOccurrences(of: folder, with: "STUDY")]
  } catch {
    return ["another error: \(error)"]
  }
}

/// A study file: the head, then what is given.
func study(
  _ body: String,
  head: String =
    "kosh: 1\ntitle: {en: Title, ru: Заголовок, kk: Тақырып}\nquestion: {en: Why?, ru: Почему?, kk: Неге?}\n"
) -> String {
  head + body + (body.hasSuffix("\n") ? "" : "\n")
}

/// A small source that most tests share: seven regions with a hole, a rounded column and categories.
enum Sample {
  static let csv = """
    region,income,balance,share,kind,year
    KZ-10,100,-50,0.57,east,2011
    KZ-11,120,-30,0.60,east,2012
    KZ-15,140,20,0.70,west,2013
    KZ-19,180,,0.71,west,2014
    KZ-71,300,90,0.80,city,2015
    KZ-75,320,60,0.90,city,2016
    KZ-79,260,40,0.85,city,2017

    """
  static let source = """
    sources:
      regions:
        file: data/regions.csv
        title: {en: Regions, ru: Регионы, kk: Аймақтар}
        origin: {en: A table, ru: Таблица, kk: Кесте}
        key: region
        variables:
          region: {type: region}
          income: {type: number, label: {en: Income, ru: Доход, kk: Табыс}, unit: {en: tenge, ru: тенге, kk: теңге}}
          balance: {type: number, label: {en: Balance, ru: Сальдо, kk: Сальдо}}
          share: {type: number, rounded: yes, label: {en: Share, ru: Доля, kk: Үлес}}
          kind: {type: category, label: {en: Kind, ru: Вид, kk: Түрі}, labels: {east: {en: East, ru: Восток, kk: Шығыс}, west: {en: West, ru: Запад, kk: Батыс}, city: {en: City, ru: Город, kk: Қала}}}
          year: {type: year}

    """

  static func folder(_ body: String) throws -> StudyFolder {
    try StudyFolder(study(source + body), ["data/regions.csv": csv])
  }
  static func run(_ body: String) throws -> StudyRun { try folder(body).run() }
  static func problems(_ body: String) throws -> [String] { try folder(body).problems() }
}

extension StudyRun {
  /// The number of a finding.
  func number(_ id: String) -> Double? { findings[id]?.value.quantity?.value }
  /// A claim by its id, parts included.
  func claim(_ id: String) -> JudgedClaim? { claims.flatMap(\.withParts).first { $0.specification.id == id } }
}

/// The numbers of a text in one language, in one form, sorted: what must be alike in all three.
func numbers(_ text: String, _ language: Language) -> [String] {
  NumberAudit.numbers(inText: text, language: language).sorted()
}

/// Whether the three languages of a text carry the same numbers.
func carriesSameNumbers(_ text: Trilingual) -> Bool {
  let english = numbers(text.en, .en)
  return numbers(text.ru, .ru) == english && numbers(text.kk, .kk) == english
}
