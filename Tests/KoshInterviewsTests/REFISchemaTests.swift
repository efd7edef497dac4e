import Foundation
import KoshFiles
import KoshTable
import Testing

@testable import KoshInterviews

@Suite struct REFISchemaTests {
  typealias File = KoshFiles.XMLElement

  /// The table that a schema file of the standard says, read from the file itself.
  static func types(_ name: String) throws -> [String: REFISchema.Complex] {
    let url = try #require(Bundle.module.url(forResource: name, withExtension: "xsd", subdirectory: "REFI"))
    let root = try File(parsing: Array(try Data(contentsOf: url)), name: name)
    func plain(_ type: String?) -> String { (type ?? "").replacing("xsd:", with: "") }
    var result: [String: REFISchema.Complex] = [:]
    for type in root.all("complexType") {
      var complex = REFISchema.Complex()
      func add(_ element: File, isChoice: Bool) {
        let (least, most) = (element["minOccurs"] ?? "1", element["maxOccurs"] ?? "1")
        let count: REFISchema.Count =
          isChoice && most == "unbounded"
          ? .many
          : least == "0" ? (most == "unbounded" ? .many : .optional) : most == "unbounded" ? .oneOrMore : .one
        complex.children.append(.init(name: element["name"] ?? "", type: plain(element["type"]), count: count))
      }
      for group in type.elements where ["sequence", "choice"].contains(group.name.local) {
        for element in group.elements {
          if element.name.local == "choice" {
            for one in element.all("element") {
              add(one, isChoice: false)
              complex.alternatives.insert(one["name"] ?? "")
            }
          } else if element.name.local == "element" {
            if group.name.local == "choice" {
              complex.isUnordered = true
              complex.children.append(.init(name: element["name"] ?? "", type: plain(element["type"]), count: .many))
            } else {
              add(element, isChoice: false)
            }
          }
        }
      }
      for attribute in type.all("attribute") {
        let value = try #require(REFISchema.Value(rawValue: plain(attribute["type"])))
        complex.attributes.append(
          .init(name: attribute["name"] ?? "", value: value, isRequired: attribute["use"] == "required"))
      }
      result[type["name"] ?? ""] = complex
    }
    for type in root.all("simpleType") {
      let value = try #require(REFISchema.Value(rawValue: type["name"] ?? ""))
      let words = type.first("restriction")?.all("enumeration").compactMap { $0["value"] } ?? []
      #expect(value.words ?? [] == words)
    }
    #expect(root.first("element")?["name"] == (name == "project" ? "Project" : "CodeBook"))
    return result
  }

  @Test(arguments: ["project", "codebook"]) func tableIsThatOfTheStandard(_ name: String) throws {
    let schema = name == "project" ? REFISchema.project : REFISchema.codebook
    let types = try Self.types(name)
    #expect(Set(types.keys) == Set(schema.types.keys))
    for (name, type) in types { #expect(schema.types[name] == type, "\(name)") }
  }

  @Test func values() {
    let cases: [(REFISchema.Value, [String], [String])] = [
      (.boolean, ["true", "false", "1", "0"], ["TRUE", "yes", ""]),
      (.integer, ["0", "-12", "+7"], ["1.0", "", "-", "1e3", "٣"]),
      (.decimal, ["0.5", "-12", "7.", ".5"], ["1e3", ".", "1.2.3", "1,5"]),
      (
        .date, ["2024-05-01", "2024-02-29", "2024-05-01Z", "2024-05-01+05:00"],
        ["2023-02-29", "2024-13-01", "2024-5-1", "2024-05-01T10:00:00"]
      ),
      (
        .dateTime, ["2024-05-01T10:15:00", "2024-05-01T10:15:00.123Z", "2024-05-01T24:00:00+05:00"],
        ["2024-05-01", "2024-05-01T10:15", "2024-05-01T25:00:00", "2024-05-01T10:15:00.", "2024-05-01T10:15:00+15:00"]
      ),
      (
        .GUIDType, [REFISample.guid(1), "{\(REFISample.guid(1))}"],
        ["{\(REFISample.guid(1))", "1", "00000000-0000-0000-0000-00000000000G"]
      ),
      (.RGBType, ["#1A2b3C", "#fff"], ["red", "#ffff", "fff"]),
      (.directionType, ["OneWay"], ["oneway", ""]),
      (.string, ["", "anything"], []),
    ]
    for (type, good, bad) in cases {
      for text in good { #expect(type.allows(text), "\(type) \(text)") }
      for text in bad { #expect(!type.allows(text), "\(type) \(text)") }
    }
  }

  @Test func sampleIsValid() throws {
    #expect(try REFISample.problems { _ in } == "no problem")
  }

  /// Each departure from the standard, with its place.
  @Test func departures() throws {
    #expect(
      try REFISample.problems { $0.swap(" isCodable=\"false\"", "") } == """
        a.qdpx/project.qde:9:7: Code has no isCodable
          why: the standard demands it
        """)
    #expect(
      try REFISample.problems { $0.swap("#1A2B3C", "red") } == """
        a.qdpx/project.qde:9:7: "red" is no value of color in Code
          why: it must be a colour such as #1A2B3C
        """)
    #expect(
      try REFISample.problems { $0.swap("id=\"A\"", "nme=\"A\"") } == """
        a.qdpx/project.qde:4:5: User has the attribute "nme", which the standard does not know
          do:  did you mean "name"?
        """)
    #expect(
      try REFISample.problems { $0.swap("<Links>", "<Links><Lnk/>") }
        == "a.qdpx/project.qde:92:10: Lnk stands in Links, which the standard does not know")
    #expect(
      try REFISample.problems { $0.swap("<IntegerValue>17<", "<IntegerValue>old<") } == """
        a.qdpx/project.qde:29:87: "old" is no value of IntegerValue
          why: it must be a whole number
        """)
    #expect(
      try REFISample.problems {
        $0.swap("<TextValue>girl</TextValue>", "<TextValue>girl</TextValue><DateValue>2024-05-01</DateValue>")
      } == """
        a.qdpx/project.qde:28:114: VariableValue has both TextValue and DateValue
          why: one value is allowed
        """)
    #expect(
      try REFISample.problems { $0.swap("<Sets>", "<Sets>words") } == """
        a.qdpx/project.qde:95:3: text stands in Sets
          why: only elements may stand there
        """)
    #expect(
      try REFISample.problems {
        $0.swap("<Description>recorded at school", "<Description>a</Description><Description>b")
      }
        == "a.qdpx/project.qde:40:35: Description stands more than once in TextSource")
    #expect(
      try REFISample.problems {
        $0.swap("<NoteRef targetGUID=\"\(REFISample.guid(81))\" />\n</Project>", "<Links/></Project>")
      } == """
        a.qdpx/project.qde:106:3: Links stands more than once in Project

        a.qdpx/project.qde:106:3: Links stands after Description in Project
          why: the standard has the order Users, CodeBook, Variables, Cases, Sources, Notes, Links, Sets, Graphs, \
        Description, NoteRef

        a.qdpx/project.qde:106:3: Links has no Link
          why: the standard demands one
        """)
    #expect(
      try REFISample.problems { $0.swap("<Description>in years<", "<Description>in <b/>years<") } == """
        a.qdpx/project.qde:22:111: b stands in Description
          why: Description holds text only
        """)
  }
}
