import KoshFiles
import Testing

@testable import KoshInterviews

@Suite struct REFIElementsTests {
  typealias Element = KoshFiles.XMLElement

  @Test func replacedElementsStandWhereTheSchemaWantsThem() {
    var element = Element("a", elements: [Element("x"), Element("z")])
    let order = ["x", "y", "z"]
    element.replace("y", with: [Element("y"), Element("y")], order: order)
    #expect(element.elements.map(\.name.written) == ["x", "y", "y", "z"])
    element.replace("y", with: [Element("y")], order: order)
    #expect(element.elements.map(\.name.written) == ["x", "y", "z"])
    element.replace("z", with: [], order: order)
    element.replace("z", with: [Element("z")], order: order)
    #expect(element.elements.map(\.name.written) == ["x", "y", "z"])
    #expect(Element("b", elements: [element, element]).count("y") == 2)
  }

  @Test func names() {
    var names = REFINames()
    #expect(names.unique("a\tb") == "a b")
    #expect(names.unique("a b", "c") == "c")
    #expect(names.unique("a b") == "a b (2)")
    #expect(names.unique(nil, "") == "? (2)")
  }

  @Test func keysAreTheSameInEveryWalk() {
    let elements = [
      Element("a", attributes: [("guid", REFISample.guid(1))]), Element("a"),
      Element("a", attributes: [("guid", "{\(REFISample.guid(1))}")]),
    ]
    var (one, other) = (REFIKeys("a"), REFIKeys("a"))
    let keys = elements.map { one.next($0) }
    #expect(keys[0].written == REFISample.guid(1))
    #expect(Set(keys.map(\.key)).count == 3)
    #expect(keys.map(\.key) == elements.map { other.next($0).key })
  }

  @Test func prefixesAreKept() {
    let maker = REFIMaker(like: Element("q:Project", namespace: "u"))
    #expect(maker.reference("CodeRef", "1").name == XMLName("q:CodeRef", namespace: "u"))
  }
}
