import Testing

@testable import KoshReport

@Test func scannerSplitsTagsAndText() {
  let tokens = HTMLScanner.tokens("<!DOCTYPE html><p class=\"a &amp; b\" hidden>1 &lt; 2<br><i/></p><!-- <x> -->")
  #expect(
    tokens == [
      .open(name: "p", attributes: ["class": "a & b", "hidden": ""], isEmpty: false), .text("1 < 2"),
      .open(name: "br", attributes: [:], isEmpty: true), .open(name: "i", attributes: [:], isEmpty: true),
      .close(name: "p"),
    ])
}

@Test func scannerPassesOverScriptsAndStyles() {
  let tokens = HTMLScanner.tokens("<script>if(a<b){\"</p>\"}</script><style>a>b{}</style>x")
  #expect(
    tokens == [
      .open(name: "script", attributes: [:], isEmpty: false), .close(name: "script"),
      .open(name: "style", attributes: [:], isEmpty: false), .close(name: "style"), .text("x"),
    ])
}

@Test func scannerEndsOnBrokenPages() {
  #expect(HTMLScanner.tokens("<script>never closed").count <= 2)
  #expect(HTMLScanner.tokens("a < b") == [.text("a "), .text("< b")])
  #expect(HTMLScanner.tokens("<p class=\"open") == [.open(name: "p", attributes: ["class": "open"], isEmpty: false)])
  #expect(HTMLScanner.tokens("").isEmpty)
}
