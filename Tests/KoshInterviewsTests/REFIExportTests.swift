import KoshFiles
import KoshTable
import Testing

@testable import KoshInterviews

#if canImport(Glibc)
  import Glibc
#endif

@Suite struct REFIExportTests {
  /// An import of what was exported, which must be free of problems.
  static func again(
    _ project: InterviewProject, onto: REFIImport? = nil, language: Language = .en
  ) throws -> (found: REFIImport, losses: [String]) {
    let export = try REFIExport(project, onto: onto, language: language)
    let options = onto?.options ?? .init(language: language)
    let found = REFIImport(try REFIArchive(export.bytes, name: "b.qdpx"), options: options)
    #expect(found.problems.map(\.description) == [])
    return (found, export.losses.map { "\($0.caution.code) \($0.count)" })
  }

  /// A project made here, with all that Kosh knows of.
  static func made() -> InterviewProject {
    let text = SourceText("---\nsource: r1\n---\nИ: Неге?\nР: Грант 😀 алдым.\nИ: Рахмет.")
    let sources = [
      SourceReader.source(text, name: "r1.txt", stem: "r1", path: nil),
      Source(
        id: "second", name: "r2.docx", text: SourceText("We left.\u{C}Page two"), language: .en,
        metadata: ["place": "Алматы"]),
    ]
    var cost = Code("cost", name: Trilingual(en: "Cost", ru: "Цена", kk: "Шығын"), parent: "value", color: "#FF0000")
    cost.definition = Trilingual(en: "What is given up", ru: "Чем жертвуют", kk: "Неден бас тартады")
    cost.include = Trilingual(en: "money,\ntime", ru: "деньги", kk: "")
    cost.exclude = Trilingual(same: "fear")
    cost.examples = [Trilingual(same: "Ата-анам несие алды"), Trilingual(en: "b", ru: "б", kk: "б")]
    cost.replaces = ["price", "loss"]
    let frame = CodingFrame(
      name: Trilingual(en: "Motives", ru: "Мотивы", kk: "Себептер"), version: "2",
      codes: [Code("value", isCodable: false), cost, Code("Грант")])
    let codings = [
      Coding(
        source: "r1", start: 31, end: 38, code: "Грант", coder: "Anna", date: "2024-05-01", memo: "a < b & \"c\"\nnext"),
      Coding(source: "r1", start: 31, end: 38, code: "cost", coder: "Болат", date: "2024-05-01T10:15:00Z"),
      Coding(source: "second", start: 3, end: 13, code: "cost", coder: "unknown"),
    ]
    let cases = [
      Case(id: "R01", pseudonym: "p-1", attributes: ["gender": "girl", "region": "Абай"], sources: ["r1", "second"]),
      Case(id: "R02", sources: []),
    ]
    return InterviewProject(sources: sources, frame: frame, codings: codings, cases: cases)
  }

  /// A project without the GUIDs that an export gives.
  static func withoutGUIDs(_ project: InterviewProject) -> InterviewProject {
    var project = project
    for index in project.sources.indices { project.sources[index].guid = nil }
    for index in project.frame.codes.indices { project.frame.codes[index].guid = nil }
    for index in project.codings.indices { project.codings[index].guid = nil }
    for index in project.cases.indices { project.cases[index].guid = nil }
    return project
  }

  @Test func nothingChangesOnTheWayThroughKosh() throws {
    let found = try REFISample.imported()
    let export = try REFIExport(found.project, onto: found)
    #expect(export.losses == [])
    let again = REFIImport(try REFIArchive(export.bytes, name: "a.qdpx"))
    #expect(again.archive.root == found.archive.root)
    #expect(again.project == found.project)
    let before = try ZIPArchive(bytes: try REFISample.archive(), name: "a.qdpx")
    let after = try ZIPArchive(bytes: export.bytes, name: "a.qdpx")
    #expect(after.entries.map(\.name) == before.entries.map(\.name))
    for entry in before.entries where entry.name != "project.qde" {
      #expect(try after.contents(of: entry.name) == before.contents(of: entry.name))
    }
    #expect(try REFIExport(again.project, onto: again).bytes == export.bytes)
  }

  @Test(arguments: Language.allCases) func aProjectOfOurOwnComesBack(_ language: Language) throws {
    let project = Self.made()
    let (found, losses) = try Self.again(project, language: language)
    #expect(Self.withoutGUIDs(found.project) == project)
    #expect(losses == ["refi_languages 1"])
    #expect(found.losses.map(\.caution.code) == [])
    // The same project gives the same bytes.
    #expect(try REFIExport(project, language: language).bytes == REFIExport(project, language: language).bytes)
    // What came back with its GUIDs and goes out anew keeps them.
    #expect(try Self.again(found.project, language: language).found.project == found.project)
  }

  @Test func offsetsAreOfUnicodeScalars() throws {
    let export = try REFIExport(Self.made())
    let zip = try ZIPArchive(bytes: export.bytes, name: "b.qdpx")
    let xml = String(decoding: try #require(try zip.contents(of: "project.qde")), as: UTF8.self)
    #expect(xml.contains("name=\"Грант 😀\" startPosition=\"31\" endPosition=\"38\""))
    #expect(zip.entries.allSatisfy { $0.name == "project.qde" || $0.name.hasPrefix("sources/") })
  }

  @Test func whatDoesNotTravelIsTold() throws {
    var project = Self.made()
    project.sources[0].path = "/elsewhere/r1.txt"
    project.sources[1].turns = [Turn(speaker: "A", range: 0..<8, start: 1, end: 2)]
    project.frame.codes[2].color = "red"
    project.frame.codes[2].guid = "not one"
    project.codings[0].date = "yesterday"
    project.codings[1].memo = "a\u{1}\u{2}"
    let (found, losses) = try Self.again(project)
    #expect(
      losses == [
        "refi_turns 1", "refi_paths 1", "refi_languages 1", "refi_colours 1", "refi_dates 1", "refi_guids 1",
        "refi_characters 2",
      ])
    #expect(found.project.codings[1].memo == "a\u{FFFD}\u{FFFD}")
  }

  @Test func changesAreWrittenAndTheRestIsKept() throws {
    let found = try REFISample.imported()
    var project = found.project
    // One coding gets another code, coder, date and memo; one moves; one goes; two are new.
    (project.codings[0].code, project.codings[0].coder) = ("Cost", "Сәуле")
    (project.codings[0].date, project.codings[0].memo) = ("2024-06-01T08:00:00Z", "changed")
    (project.codings[1].start, project.codings[1].end) = (27, 35)
    project.codings.remove(at: 3)
    project.codings.append(Coding(source: "Breakfast", start: 0, end: 2, code: "Grant", coder: "Anna", memo: "new"))
    project.codings.append(Coding(source: "Talk, first minute", start: 0, end: 2, code: "Grant", coder: "Anna"))
    project.codings.append(Coding(source: "R01", start: 44, end: 45, code: "Grant", coder: "Anna"))
    // A code gets a definition, one is new, one moves.
    project.frame.codes[1].definition = Trilingual(same: "what it takes")
    project.frame.codes[3].parent = "Grant"
    project.frame.codes.append(Code("Fear", parent: "Value"))
    // A case has another age, which is no number, and another source; one is new.
    project.cases[0].attributes["age"] = "about 17"
    project.cases[0].sources = ["Breakfast", "Letter text"]
    project.cases.append(Case(id: "R03", attributes: ["gender": "boy", "town": "Орал"], sources: ["R01"]))
    project.sources[1].metadata = ["place": "canteen"]
    let (again, losses) = try Self.again(project, onto: found)
    #expect(losses == ["refi_languages 1", "refi_variable_types 1"])

    func sorted(_ project: InterviewProject) -> [String] {
      project.codings.map {
        "\($0.source) \($0.start) \($0.end) \($0.code) \($0.coder) \($0.date ?? "") \($0.memo ?? "")"
      }.sorted()
    }
    var expected = project
    // The moved coding leaves the selection, and with it what was said of that.
    expected.codings[1].memo = "loan"
    #expect(sorted(again.project) == sorted(expected))
    #expect(
      Set(again.project.frame.codes.map { "\($0.id) in \($0.parent ?? "")" })
        == Set(project.frame.codes.map { "\($0.id) in \($0.parent ?? "")" }))
    #expect(Self.withoutGUIDs(again.project).cases == Self.withoutGUIDs(project).cases)
    #expect(again.project.sources.map(\.metadata) == project.sources.map(\.metadata))
    #expect(again.project.sources.map(\.guid) == project.sources.map(\.guid))
    // What Kosh has no word for is there as before.
    for name in ["Links", "Graphs", "Sets"] {
      #expect(again.archive.root.first(name) == found.archive.root.first(name))
    }
    // Every old coding has its GUID.
    let guids = Set(again.project.codings.compactMap(\.guid))
    for digit in [128, 129, 130, 132, 134, 135] { #expect(guids.contains(REFISample.guid(digit))) }
    // Nothing more changes on a second way.
    #expect(try Self.again(again.project, onto: again).found.archive.root == again.archive.root)
  }

  /// Files that are added stand in the folder that is there, in its spelling.
  @Test func newSourcesStandBesideTheOthers() throws {
    let found = try REFISample.imported()
    var project = found.project
    project.sources.append(Source(id: "new", text: SourceText("Жаңа мәтін")))
    let zip = try ZIPArchive(bytes: try REFIExport(project, onto: found).bytes, name: "b.qdpx")
    #expect(zip.entries.count == 7)
    #expect(zip.entries.dropFirst().allSatisfy { $0.name.hasPrefix("Sources/") })
    #expect(try Self.again(project, onto: found).found.project.sources.last?.text.string == "Жаңа мәтін")
  }

  @Test func whatIsTakenOutLeavesNoReference() throws {
    let found = try REFISample.imported()
    var project = found.project
    project.frame.codes.removeAll { $0.id == "Cost" }
    project.codings.removeAll { $0.code == "Cost" }
    project.sources.removeAll { $0.id == "R01" }
    project.codings.removeAll { $0.source == "R01" }
    project.cases.remove(at: 0)
    let export = try REFIExport(project, onto: found)
    // The link's origin, the set's code, the vertex, the selection of a case, the coding on the page of the letter.
    #expect(
      export.losses.map { "\($0.caution.code) \($0.count)" } == ["refi_languages 1", "refi_removed_references 5"])
    // The other code of the name "Cost" stays "Cost (2)".
    #expect(try Self.again(project, onto: found).found.project.frame.codes.map(\.id) == ["Value", "Grant", "Cost (2)"])
    let again = try Self.again(project, onto: found).found
    #expect(again.project.sources.map(\.id) == ["Breakfast", "Letter text", "Talk, first minute"])
    let zip = try ZIPArchive(bytes: export.bytes, name: "a.qdpx")
    #expect(zip["Sources/R01.txt"] == nil)
    #expect(zip["Sources/map.png"] != nil)
  }

  @Test func anEditedTextTakesItsCodingsAlong() throws {
    let found = try REFISample.imported()
    var project = found.project
    let old = project.sources[0]
    project.sources[0] = Source(
      id: old.id, name: old.name, text: SourceText("* " + old.text.string), metadata: old.metadata, guid: old.guid)
    for index in project.codings.indices where project.codings[index].source == "R01" {
      project.codings[index].start += project.codings[index].start == 0 ? 0 : 2
      project.codings[index].end += 2
    }
    let (again, losses) = try Self.again(project, onto: found)
    #expect(losses == ["refi_removed_references 1", "refi_moved_annotations 1"])
    #expect(again.project.codings == project.codings)
    #expect(again.project.sources[0].text.string.hasPrefix("* И: "))
    #expect(again.project.sources[0].guid == old.guid)
  }

  @Test func whatCannotBeWritten() throws {
    var project = Self.made()
    project.codings[0].code = "Gramt"
    project.codings[1].source = "r3"
    (project.codings[2].start, project.codings[2].end) = (13, 3)
    project.cases[0].sources = ["r9"]
    project.sources.append(project.sources[1])
    project.frame.codes.append(project.frame.codes[2])
    do {
      _ = try REFIExport(project)
      Issue.record("nothing was thrown")
    } catch {
      #expect(
        error.description == """
          two sources have the identifier "second"
            why: codings could mean either
            do:  give one of them another identifier

          two codes have the identifier "Грант"
            why: codings could mean either
            do:  give one of them another identifier

          the coding 31–38 of "r1" by Anna has the code "Gramt", which does not exist
            do:  there is: value, cost, Грант, Грант

          the coding 31–38 of "r3" by Болат is of a source that does not exist
            do:  did you mean "r1"?

          the coding 13–3 of "second" by unknown is empty, reversed or outside of the text of 17 characters
            do:  mend its start and end

          the case "R01" has the source "r9", which does not exist
            do:  did you mean "r1"?
          """)
    }
  }

  @Test func theFileThatWasThereIsCopied() throws {
    let folder = "/tmp/kosh-refi-\(getpid())"
    try FileBytes.makeDirectory(path: folder)
    defer { for name in ["a.qdpx", "a.qdpx.bak-1"] { unlink("\(folder)/\(name)") }; rmdir(folder) }
    let path = "\(folder)/a.qdpx"
    let before = try REFISample.archive()
    try FileBytes.write(before, to: path)
    let found = REFIImport(try REFIArchive(path: path))
    let copy = try REFIExport(found.project, onto: found).write(to: path)
    #expect(copy == path + ".bak-1")
    #expect(try FileBytes.read(path: path + ".bak-1") == before)
    #expect(try REFIArchive(path: path).root == found.archive.root)
  }
}
