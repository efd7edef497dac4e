import Testing

@testable import KoshFiles

@Suite struct XMLWriterTests {
  @Test func escapes() {
    var writer = XMLWriter()
    writer.start("a", [("x", "1 < 2"), ("y", "\t\n\r\"")])
    writer.text("b & c > \"d\" қ\u{1}\r\n")
    writer.start("e")
    writer.end()
    writer.end()
    writer.end()
    #expect(
      String(decoding: writer.bytes, as: UTF8.self)
        == "<a x=\"1 &lt; 2\" y=\"&#9;&#10;&#13;&quot;\">b &amp; c &gt; \"d\" қ\u{FFFD}&#13;\n<e/></a>")
  }

  @Test func whatXMLCannotHold() {
    #expect(XMLWriter.isWritable("қ\t\n😀"))
    #expect(!XMLWriter.isWritable("a\u{C}b"))
    #expect(!XMLWriter.isWritable("\u{FFFE}"))
  }
}
