import KoshTable
import Testing

@testable import KoshStatistics

@Suite struct CovarianceTypeTests {
  @Test func namesAreReadInEitherCase() throws {
    #expect(try CovarianceType(named: "hc1") == .hc1)
    #expect(try CovarianceType(named: "IID") == .iid)
    #expect(CovarianceType.allCases.map(\.rawValue) == ["iid", "HC0", "HC1", "HC2", "HC3"])
  }

  @Test(arguments: [
    ("HC9", "there is no covariance type \"HC9\"\n  do:  there is: iid, HC0, HC1, HC2, HC3"),
    (
      "cluster:school",
      "there is no covariance type \"cluster:school\"\n  why: clustered and Newey–West covariances are not computed yet\n"
        + "  do:  there is: iid, HC0, HC1, HC2, HC3"
    ),
  ])
  func unknownNamesAreRefused(name: String, message: String) {
    #expect { try CovarianceType(named: name) } throws: { error in
      #expect((error as? Problem)?.description == message)
      return true
    }
  }

  @Test func labelsNameTheType() {
    for type in CovarianceType.allCases {
      for language in Language.allCases { #expect(type.label[language].contains(type.rawValue)) }
    }
  }
}
