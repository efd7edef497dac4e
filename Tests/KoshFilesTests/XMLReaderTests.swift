import KoshTable
import Testing

@testable import KoshFiles

@Suite struct XMLReaderTests {
  /// The events of a text, one a line, or the problem.
  static func events(_ bytes: [UInt8]) -> String {
    var lines: [String] = []
    do throws(Problem) {
      var reader = try XMLReader(bytes, name: "a.xml")
      while let event = try reader.next() {
        switch event {
        case .start(let tag):
          let attributes = tag.attributes.map { " \($0.name.written)=[\($0.value)]" }.joined()
          lines.append("\(tag.line):\(tag.column) \(tag.name.written)\(attributes)")
        case .text(let text): lines.append("\"\(text)\"")
        case .end: lines.append("end")
        }
      }
    } catch {
      return error.description
    }
    return lines.joined(separator: "\n")
  }

  static func events(_ text: String) -> String { events(Array(text.utf8)) }

  @Test func elementsTextAndPlaces() {
    #expect(
      Self.events("<?xml version=\"1.0\" encoding='utf-8'?>\r\n<a>\r\n  <қ x='1'/><b >t</b ></a>\n<!-- end -->\n")
        == """
        2:1 a
        "\n  "
        3:3 қ x=[1]
        end
        3:13 b
        "t"
        end
        end
        """)
  }

  @Test func referencesAndCharacterData() {
    #expect(
      Self.events("<a x='&lt;&#9;&quot;\n\r\n&#xA;'>&amp;&#1178;<![CDATA[<b> & ]]]]><!-- - -->&gt;\r\n\rx</a>")
        == "1:1 a x=[<\t\"  \n]\n\"&Қ<b> & ]]>\n\nx\"\nend")
  }

  @Test func namespaces() throws {
    var reader = try XMLReader(
      Array("<a xmlns='u' xmlns:p='v'><p:b p:x='1' x='2' xml:lang='kk'/><c xmlns=''/></a>".utf8), name: "a.xml")
    var names: [String] = []
    while let event = try reader.next() {
      guard case .start(let tag) = event else { continue }
      names.append("\(tag.name.local) in \(tag.name.namespace ?? "none")")
      if tag.name.local == "b" {
        #expect(tag.value("x", in: "v") == "1")
        #expect(tag["x"] == "2")
        #expect(tag.value("lang", in: "http://www.w3.org/XML/1998/namespace") == "kk")
      }
    }
    #expect(names == ["a in u", "b in v", "c in none"])
  }

  @Test func utf16() {
    let text = "<?xml version='1.0' encoding='UTF-16'?><a>қ😀</a>"
    #expect(
      Self.events([0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }) == """
        1:40 a
        "қ😀"
        end
        """)
  }

  static let refusals: [(xml: String, problem: String)] = [
    ("", "a.xml:1:1: there is no XML in the file"),
    (" \n<!-- x -->", "a.xml:2:11: there is no XML in the file"),
    ("hello", "a.xml:1:1: text stands outside of the root element"),
    ("<a/>\n x", "a.xml:2:2: text stands outside of the root element"),
    ("<a/><b/>", "a.xml:1:5: a second root element begins"),
    ("<a>\n<b></a>", "a.xml:2:4: \"</a>\" stands where \"</b>\" must"),
    ("</a>", "a.xml:1:1: \"</a>\" ends what has not begun"),
    ("<a>қ", "a.xml:1:5: the XML ends before \"a\" does\n  do:  the file may be cut off"),
    ("<a>\n <b x='1'", "a.xml:2:2: the XML ends inside a tag\n  do:  the file may be cut off"),
    ("<a x=1/>", "a.xml:1:4: the value of the attribute \"x\" is not in quotation marks"),
    ("<a x/>", "a.xml:1:4: the attribute \"x\" has no value"),
    ("<a x='1'y='2'/>", "a.xml:1:9: a blank is missing before an attribute"),
    ("<a x='1' x='2'/>", "a.xml:1:10: the attribute \"x\" stands twice"),
    ("<a x='<'/>", "a.xml:1:7: \"<\" stands in the value of the attribute \"x\""),
    ("<a x='1", "a.xml:1:4: the value of the attribute \"x\" is never closed\n  do:  the file may be cut off"),
    ("<1/>", "a.xml:1:2: \"1\" is no name in XML"),
    ("< a/>", "a.xml:1:2: an element's name is missing"),
    ("<a></a", "a.xml:1:4: \"</a\" is not closed by \">\""),
    ("<p:a/>", "a.xml:1:1: the prefix \"p\" is not declared"),
    ("<a xmlns:p=''/>", "a.xml:1:4: the prefix \"p\" stands for nothing"),
    ("<a xmlns:p='u' xmlns:q='u' p:x='' q:x=''/>", "a.xml:1:35: the attribute \"q:x\" stands twice"),
    (
      "<a>a & b</a>",
      "a.xml:1:6: \"&\" stands alone\n  why: it begins a name that ends in \";\"\n  do:  write &amp;"
    ),
    (
      "<a>&nbsp;</a>",
      "a.xml:1:4: the entity \"&nbsp;\" is not known\n  why: XML itself has amp, lt, gt, quot and apos\n"
        + "  do:  write the character itself"
    ),
    ("<a>&#xD800;</a>", "a.xml:1:4: \"&#xD800;\" is no character"),
    ("<a>&#0;</a>", "a.xml:1:4: \"&#0;\" is no character"),
    ("<a>&#x+1;</a>", "a.xml:1:4: \"&#x+1;\" is no character"),
    ("<a>\u{1}</a>", "a.xml:1:4: the control character 0x01 stands in the XML\n  why: XML allows none"),
    ("<a>\u{FFFE}</a>", "a.xml:1:4: a character stands in the XML that XML does not allow"),
    ("<a>]]></a>", "a.xml:1:4: \"]]>\" stands in the text"),
    ("<a><![CDATA[</a>", "a.xml:1:4: a CDATA section is never closed\n  do:  the file may be cut off"),
    ("<![CDATA[x]]><a/>", "a.xml:1:1: text stands outside of the root element"),
    ("<a/><!-- ", "a.xml:1:5: a comment is never closed\n  do:  the file may be cut off"),
    ("<a/><?x ", "a.xml:1:5: a processing instruction is never closed\n  do:  the file may be cut off"),
    (
      "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
      "a.xml:1:1: a document type stands in the XML\n"
        + "  why: such declarations can name files and swell; none is read\n  do:  remove it"
    ),
    (
      "<?xml version='2.0'?><a/>", "a.xml:1:1: the XML has the version \"2.0\"\n  why: version 1.0 is read"
    ),
    (
      "<?xml version='1.0' encoding='koi8-r'?><a/>",
      "a.xml:1:1: the XML has the encoding \"koi8-r\"\n  why: UTF-8 and UTF-16 are read\n"
        + "  do:  save the file anew as UTF-8"
    ),
    ("<?xml version='1.0'", "a.xml:1:1: the XML declaration is never closed"),
  ]

  @Test func refusesWhatIsNoXML() {
    for (xml, problem) in Self.refusals { #expect(Self.events(xml) == problem) }
    #expect(
      Self.events([0x3C, 0x61, 0x3E, 0x0A, 0xFF]) == """
        a.xml:2: the byte 0xFF is not UTF-8
          why: XML is read as UTF-8 or UTF-16
          do:  save the file anew as UTF-8
        """)
  }

  @Test func depthIsLimited() {
    let deepest = String(repeating: "<a>", count: 256) + String(repeating: "</a>", count: 256)
    #expect(Self.events(deepest).hasSuffix("end"))
    #expect(
      Self.events(String(repeating: "<a>", count: 100_000))
        == "a.xml:1:769: elements stand more than 256 deep in one another")
  }

  @Test func damagedTextsNeverCrash() {
    let sample = Array(
      "\u{FEFF}<?xml version='1.0'?><a xmlns:p='u' x='&#xA;қ'><p:b>t&amp;</p:b><!-- c --><![CDATA[d]]><e/></a>".utf8)
    var mutations = Mutations(seed: 3)
    var unharmed = 0
    for _ in 0..<20_000 where Self.events(mutations.damaged(sample)).hasSuffix("end") { unharmed += 1 }
    #expect(unharmed > 100 && unharmed < 12_000)
  }
}
