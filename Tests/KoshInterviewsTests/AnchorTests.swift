import Testing

@testable import KoshInterviews

@Suite struct AnchorTests {
  private let old = SourceText("We sold the cow. The fees ate our savings. Then I left for Astana to study there.")
  private var anchor: Anchor { Anchor(21..<41, in: old) }

  @Test func itHoldsTheWordsAndWhatIsAround() {
    #expect(anchor.quote == "fees ate our savings")
    #expect(anchor.before == "We sold the cow. The ")
    #expect(anchor.after == ". Then I left for Astana to stud")
  }

  @Test func aShiftIsFollowed() {
    let new = SourceText("Q: And then?\n" + old.string)
    #expect(anchor.find(in: new) == .at(34..<54))
    #expect(new[34..<54] == anchor.quote)
  }

  @Test func oneUnchangedSideIsEnough() {
    #expect(
      anchor.find(in: SourceText("All changed here: the fees ate our savings. Then I left for Astana to study there."))
        == .at(22..<42))
  }

  @Test func changedSurroundingsAreNotTrusted() {
    #expect(
      anchor.find(in: SourceText("He said that fees ate our savings, too."))
        == .uncertain(.surroundingsChanged, suggestion: 13..<33))
  }

  @Test func goneWordsSuggestWhatTookTheirPlace() {
    let new = SourceText("We sold the cow. The fees ate all that we had saved. Then I left for Astana to study there.")
    #expect(anchor.find(in: new) == .uncertain(.wordsGone, suggestion: 21..<51))
    #expect(new[21..<51] == "fees ate all that we had saved")
    #expect(anchor.find(in: SourceText("nothing")) == .uncertain(.wordsGone, suggestion: nil))
  }

  @Test func twoEqualPlacesAreAmbiguous() {
    #expect(anchor.find(in: SourceText(old.string + old.string)) == .uncertain(.ambiguous, suggestion: nil))
    // One of two places with both sides unchanged goes before one with one side.
    let text = SourceText("We sold the cow. The fees ate our savings! " + old.string)
    #expect(anchor.find(in: text) == .at(64..<84))
  }

  @Test func aWordThatOccursTwiceStaysWithItsSurroundings() {
    let text = SourceText("Деньги были у нас всегда, сколько я помню. А потом деньги кончились, и мы уехали в город.")
    let anchor = Anchor(51..<57, in: text)
    #expect(anchor.quote == "деньги")
    // The sentence with the coded word is taken out; the same word elsewhere is not it.
    #expect(
      anchor.find(in: SourceText("У нас всегда были деньги, сколько я помню."))
        == .uncertain(.surroundingsChanged, suggestion: 18..<24))
  }

  @Test func aLongQuoteIsItsOwnProof() {
    let long = String(repeating: "жол ", count: 15)
    #expect(long.count == Anchor.longQuote)
    let anchor = Anchor(quote: long, before: "abc", after: "def")
    #expect(anchor.find(in: SourceText("x" + long + "y")) == .at(1..<61))
    #expect(
      Anchor(quote: String(long.dropLast()), before: "abc", after: "def").find(
        in: SourceText("x" + long.dropLast() + "y"))
        == .uncertain(.surroundingsChanged, suggestion: 1..<60))
  }

  @Test func theEdgesOfATextAreSurroundings() {
    let text = SourceText("иә")
    #expect(Anchor(0..<2, in: text).find(in: text) == .at(0..<2))
    #expect(
      Anchor(0..<2, in: text).find(in: SourceText("ал, иә деді")) == .uncertain(.surroundingsChanged, suggestion: 4..<6)
    )
  }

  @Test func bytesAreFoundWhereverTheyStand() {
    #expect(ByteSearch.places(of: Array("aa".utf8), in: Array("aaaa".utf8)) == [0, 1, 2])
    #expect(ByteSearch.places(of: Array("aa".utf8), in: Array("aaaa".utf8), limit: 2) == [0, 1])
    #expect(ByteSearch.places(of: [], in: [1]) == [])
    #expect(ByteSearch.places(of: [1, 2], in: [1]) == [])
    var random = SeededRandom(seed: 3)
    for _ in 0..<300 {
      let text = (0..<random.below(60)).map { _ in UInt8(random.below(3)) }
      let needle = (0..<(1 + random.below(4))).map { _ in UInt8(random.below(3)) }
      let naive = text.indices.filter {
        $0 + needle.count <= text.count && Array(text[$0..<($0 + needle.count)]) == needle
      }
      #expect(ByteSearch.places(of: needle, in: text) == naive)
    }
  }

  /// At the edge of a text little is kept; here the refrain before it ends with the same signs.
  @Test func aFewUnchangedSignsAreNoProof() {
    let refrain = SourceText("Р: Цена высокая: я скучаю по дому. Я скучаю по дому.\n")
    let anchor = Anchor(37..<43, in: refrain)
    #expect(anchor.quote == "скучаю")
    #expect(anchor.after == " по дому.\n")
    #expect(
      anchor.find(in: SourceText("Р: Цена высокая: я скучаю по дому.\n"))
        == .uncertain(.surroundingsChanged, suggestion: 19..<25))
    // With both sides unchanged the little that is kept is enough.
    #expect(anchor.find(in: SourceText("И: А дом?\n" + refrain.string)) == .at(47..<53))
  }
}
