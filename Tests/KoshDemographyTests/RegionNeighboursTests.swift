import KoshDemography
import Testing

@Suite struct RegionNeighboursTests {
  private let days: [String?] = [nil, "2022-06-08", "2022-06-07", "2019-01-01", "2018-06-18", "2005-01-01"]

  @Test func neighboursAreMutualAndExist() {
    for day in days {
      let codes = Set(Region.existing(on: day).map(\.code))
      let pairs = RegionNeighbours.pairs(on: day)
      #expect(pairs.allSatisfy { codes.contains($0.0) && codes.contains($0.1) && $0.0 < $0.1 })
      #expect(Set(pairs.map { "\($0.0) \($0.1)" }).count == pairs.count)
      for code in codes {
        let neighbours = RegionNeighbours.of(code, on: day)
        #expect(!neighbours.isEmpty, "\(code) is an island")
        #expect(neighbours.allSatisfy { RegionNeighbours.of($0, on: day).contains(code) })
      }
    }
  }

  @Test func countsOfRegionsAndBorders() {
    #expect(days.map { Region.existing(on: $0).count } == [20, 20, 17, 17, 16, 16])
    #expect(RegionNeighbours.pairs().count == 35)
    #expect(RegionNeighbours.pairs(on: "2019-01-01").count == 29)
    #expect(RegionNeighbours.pairs(on: "2017-01-01").count == 28)
  }

  @Test func everyRegionCanBeReachedFromEveryOther() {
    var (reached, next): (Set<String>, [String]) = (["KZ-47"], ["KZ-47"])
    while let here = next.popLast() {
      for neighbour in RegionNeighbours.of(here) where reached.insert(neighbour).inserted { next.append(neighbour) }
    }
    #expect(reached.count == 20)
  }

  @Test func citiesLieInTheirRegions() {
    #expect(RegionNeighbours.of("KZ-71") == ["KZ-11"])
    #expect(RegionNeighbours.of("KZ-75") == ["KZ-19"])
    #expect(RegionNeighbours.of("KZ-79") == ["KZ-61"])
    #expect(RegionNeighbours.of("KZ-79", on: "2017-01-01").isEmpty)
  }

  // The descriptions of the regional administrations and encyclopedias.
  @Test func describedBorders() {
    // Karaganda Region before 2022: Akmola, Pavlodar, East Kazakhstan, Almaty, Zhambyl, South Kazakhstan (Turkistan),
    // Kyzylorda, Aktobe, Kostanay.
    let south = ["2017-01-01": "KZ-YUZ", "2019-01-01": "KZ-61"]
    for (day, southern) in south {
      #expect(
        RegionNeighbours.of("KZ-35", on: day)
          == ["KZ-11", "KZ-15", "KZ-19", "KZ-31", "KZ-39", "KZ-43", "KZ-55", "KZ-63", southern].sorted())
    }
    // Ulytau: Kostanay, Karaganda, Zhambyl, Turkistan, Kyzylorda, Aktobe.
    #expect(RegionNeighbours.of("KZ-62") == ["KZ-15", "KZ-31", "KZ-35", "KZ-39", "KZ-43", "KZ-61"])
    // Kostanay: Aktobe, Ulytau, Karaganda, Akmola, North Kazakhstan.
    #expect(RegionNeighbours.of("KZ-39") == ["KZ-11", "KZ-15", "KZ-35", "KZ-59", "KZ-62"])
    // Abai: East Kazakhstan, Zhetisu, Karaganda, Pavlodar.
    #expect(RegionNeighbours.of("KZ-10") == ["KZ-33", "KZ-35", "KZ-55", "KZ-63"])
    // Pavlodar before 2022: Akmola, East Kazakhstan, North Kazakhstan, Karaganda.
    #expect(RegionNeighbours.of("KZ-55", on: "2021-01-01") == ["KZ-11", "KZ-35", "KZ-59", "KZ-63"])
  }
}
