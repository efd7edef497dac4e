import KoshTable
import Testing

@testable import KoshFiles

@Suite struct XMLElementTests {
  static let text = """
    <?xml version="1.0" encoding="UTF-8"?>
    <a xmlns="u" xmlns:p="v" p:x="1 &lt; 2&#10;&quot;">
      <b>  two words  </b>
      <c>mixed <d/> text&#13;</c>
      <e/>
    </a>

    """

  @Test func readsAndWritesBack() throws {
    let element = try XMLElement(parsing: Array(Self.text.utf8), name: "a.xml")
    #expect(String(decoding: element.file(), as: UTF8.self) == Self.text)
    #expect(element.elements.map(\.name.local) == ["b", "c", "e"])
    #expect(element.first("b")?.text == "  two words  ")
    #expect(element.first("c")?.text == "mixed  text\r")
    #expect(element.first("c")?.line == 4)
    #expect(element.first("c")?.column == 3)
    #expect(element.first("e")?.name.namespace == "u")
    #expect(element.all("e").count == 1)
  }

  @Test func placesDoNotCount() throws {
    let one = try XMLElement(parsing: Array("<a><b/></a>".utf8), name: "a.xml")
    let other = try XMLElement(parsing: Array("\n<a>\n  <b></b>\n</a>".utf8), name: "a.xml")
    #expect(one == other)
    #expect(one.hashValue == other.hashValue)
    #expect(one == XMLElement("a", elements: [XMLElement("b")]))
    #expect(one != XMLElement("a", elements: [XMLElement("b", text: "x")]))
  }

  @Test func attributesAreSetAndTakenAway() {
    var element = XMLElement("a", attributes: [("x", "1"), ("y", "2")])
    element["x"] = nil
    element["y"] = "3"
    element["z"] = "4"
    element["w"] = nil
    #expect(element.attributes.map(\.name.written) == ["y", "z"])
    #expect(element["y"] == "3")
  }

  @Test func blanksAloneAreKeptAsText() throws {
    #expect(try XMLElement(parsing: Array("<a>  \n</a>".utf8), name: "a.xml").text == "  \n")
  }
}
