import KoshTable
import Testing

@testable import KoshInterviews

@Suite struct CodingFrameTests {
  private let frame = CodingFrame(codes: [
    Code("value"), Code("cost", parent: "value"), Code("effort", parent: "cost"), Code("hope"),
  ])

  @Test func theTree() {
    #expect(frame.broader(than: "effort") == ["cost", "value"])
    #expect(frame.broader(than: "nobody") == [])
    #expect(frame.withNarrower("value") == ["value", "cost", "effort"])
    #expect(frame["cost"]?.parent == "value")
    #expect(frame["costs"] == nil)
  }

  @Test func aCircleEnds() {
    let circle = CodingFrame(codes: [Code("a", parent: "b"), Code("b", parent: "c"), Code("c", parent: "b")])
    #expect(circle.broader(than: "a") == ["b", "c"])
    #expect(circle.broader(than: "b") == ["c"])
  }

  @Test func everythingAmissIsListed() {
    let broken = CodingFrame(codes: [
      Code("a", parent: "b"), Code("b", parent: "a"), Code("cost"), Code("cost"), Code("d", parent: "csot"), Code(""),
    ])
    let places = (0..<6).map { Place(file: "frame.tsv", line: $0 + 2) }
    #expect(
      Problems(broken.check(places: places)).description == """
        frame.tsv:2: the code "a" is above itself: a → b → a
          why: the codes form a tree
          do:  leave the parent of one of them out

        frame.tsv:3: the code "b" is above itself: b → a → b
          why: the codes form a tree
          do:  leave the parent of one of them out

        frame.tsv:5: the code "cost" is there twice
          why: the first one stands on line 4, and codings could mean either
          do:  give one of them another identifier

        frame.tsv:6: the code "d" belongs to "csot", which does not exist
          do:  did you mean "cost"?

        frame.tsv:7: a code has no identifier
          do:  give it a short name
        """)
  }
}
