import Testing

@testable import KoshReport

private func built(_ body: (inout HTMLBuffer) -> Void) -> String {
  var buffer = HTMLBuffer(capacity: 16)
  body(&buffer)
  return buffer.string
}

@Test func textIsEscaped() {
  #expect(built { $0.text("a<b> & \"c\" 'd'") } == "a&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;")
  #expect(built { $0.text("көш\u{0}\t−") } == "көш\u{FFFD}\t−")
  #expect(built { $0.raw("<b>") } == "<b>")
}

@Test func namesStayDifferent() {
  #expect(built { $0.name("income_balance.r-2") } == "income_balance.r-2")
  #expect(built { $0.name("a b") } == "a~20b")
  #expect(built { $0.name("a~20b") } == "a~7e20b")
  #expect(built { $0.name("\"><script>") } == "~22~3e~3cscript~3e")
  #expect(built { $0.name("ұлт") } == "ұлт")
}

@Test func dataAddressesArePercentEncoded() {
  #expect(built { $0.percentEncoded("a,ә\r\n\"") } == "a%2C%D3%99%0D%0A%22")
}
