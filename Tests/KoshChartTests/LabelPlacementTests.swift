import Testing

@testable import KoshChart

@Suite struct LabelPlacementTests {
  private func request(_ x: Double, _ y: Double, _ text: String) -> LabelPlacement.Request {
    LabelPlacement.Request(anchor: Spot(x, y), clearance: 5, options: [[text]], size: 12)
  }

  @Test func aLonelyLabelStandsToTheRight() throws {
    let placement = LabelPlacement(bounds: Box(x: 0, y: 0, width: 300, height: 200))
    let place = try #require(placement.places(for: [request(100, 100, "alone")])[0])
    #expect(place.box.x == 108)
    #expect(place.leader == nil)
  }

  @Test func atTheEdgeItTurnsInwards() throws {
    let placement = LabelPlacement(bounds: Box(x: 0, y: 0, width: 300, height: 200))
    let place = try #require(placement.places(for: [request(290, 100, "alone")])[0])
    #expect(place.box.right < 290)
  }

  /// Forty points from a fixed sequence: whatever is placed is free of everything else.
  @Test func placedLabelsNeverCollide() {
    var state: UInt64 = 7
    func next() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 40) / Double(1 << 24)
    }
    for count in [5, 20, 40] {
      let requests = (0..<count).map { request(next() * 400, next() * 300, "label \($0)") }
      let placement = LabelPlacement(
        bounds: Box(x: 0, y: 0, width: 400, height: 300), points: requests.map { ($0.anchor, 5) })
      let boxes = placement.places(for: requests).compactMap { $0?.box }
      #expect(boxes.count >= count * 3 / 4)
      for (index, one) in boxes.enumerated() {
        #expect(placement.bounds.contains(one))
        #expect(!boxes[(index + 1)...].contains { $0.overlaps(one) })
      }
      #expect(placement.places(for: requests) == placement.places(for: requests))
    }
  }

  @Test func namesAtTheEndsOfLinesMoveApart() {
    let middles = spread([50, 52, 54, 200], heights: [20, 20, 20, 20], from: 0, to: 300)
    #expect(middles == [32, 52, 72, 200])
    // At the rim the block moves in as a whole.
    #expect(spread([5, 6], heights: [20, 20], from: 0, to: 300) == [10, 30])
    #expect(spread([], heights: [], from: 0, to: 10) == [])
  }
}
