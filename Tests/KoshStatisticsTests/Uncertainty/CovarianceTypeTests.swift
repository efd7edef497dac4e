import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct CovarianceTypeTests {
  @Test func namesAreReadInEitherCase() throws {
    #expect(try CovarianceType(named: "hc1") == .hc1)
    #expect(try CovarianceType(named: "IID") == .iid)
    #expect(CovarianceType.plain.map(\.name) == ["iid", "HC0", "HC1", "HC2", "HC3"])
  }

  @Test func namesWithVariablesAreRead() throws {
    #expect(try CovarianceType(named: "cluster:school") == .cluster("school"))
    #expect(try CovarianceType(named: "Cluster: school + year") == .cluster("school", "year"))
    #expect(try CovarianceType(named: "NW") == .neweyWest(NeweyWestCovariance(lag: nil)))
    #expect(try CovarianceType(named: "nw:2") == .neweyWest(NeweyWestCovariance(lag: 2)))
    #expect(try CovarianceType(named: "jackknife:school") == .jackknife(cluster: "school"))
    #expect(try CovarianceType(named: "bootstrap:500") == .bootstrap(Bootstrap(replications: 500)))
    #expect(
      try CovarianceType(named: "wild:999:school")
        == .bootstrap(Bootstrap(kind: .wild, replications: 999, cluster: "school")))
    for name in ["cluster:school+year", "NW:2", "jackknife", "bootstrap:500:school", "wild:99"] {
      #expect(try CovarianceType(named: name).name == name)
    }
  }

  @Test(arguments: [
    (
      "HC9",
      "there is no covariance type \"HC9\"\n  do:  there is: iid, HC0, HC1, HC2, HC3, cluster:VAR, NW:LAG, jackknife, "
        + "bootstrap:TIMES, wild:TIMES:VAR"
    ),
    (
      "cluster:a+b+c",
      "there is no covariance type \"cluster:a+b+c\"\n  why: clusters are of one or two variables\n"
        + "  do:  write cluster:school or cluster:school+year"
    ),
    (
      "NW:two",
      "there is no covariance type \"NW:two\"\n  why: the lag is a whole number of at least 0\n  do:  write NW:2"
    ),
    (
      "bootstrap:1",
      "there is no covariance type \"bootstrap:1\"\n  why: the number of refits is a whole number from 2 to 1,000,000\n"
        + "  do:  write bootstrap:1000"
    ),
    (
      "wild:1000001",
      "there is no covariance type \"wild:1000001\"\n  why: the number of refits is a whole number from 2 to 1,000,000\n"
        + "  do:  write bootstrap:1000"
    ),
  ])
  func unknownNamesAreRefused(name: String, message: String) {
    #expect { try CovarianceType(named: name) } throws: { error in
      #expect((error as? Problem)?.description == message)
      return true
    }
  }

  @Test func labelsNameTheType() {
    for type in CovarianceType.plain {
      for language in Language.allCases { #expect(type.label[language].contains(type.name)) }
    }
  }
}
