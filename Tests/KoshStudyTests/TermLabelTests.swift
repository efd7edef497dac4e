import KoshTable
import Testing

@testable import KoshStudy

@Suite struct TermLabelTests {
  @Test(arguments: [
    ("(Intercept)", "константа"), ("wage", "Заработок"), ("region::KZ-11", "Регион: Акмола"),
    ("region::KZ-75", "Регион: KZ-75"), ("wage:region::KZ-11", "Заработок × Регион: Акмола"),
    ("log(wage)", "log(wage)"),
  ])
  func termsInTheWordsOfTheCodebook(term: String, label: String) {
    var wage = Variable("wage", label: Trilingual(en: "Wage", ru: "Заработок", kk: "Жалақы"))
    wage.unit = Trilingual(same: "₸")
    var region = Variable("region", label: Trilingual(en: "Region", ru: "Регион", kk: "Өңір"))
    region.valueLabels = ["KZ-11": Trilingual(en: "Akmola", ru: "Акмола", kk: "Ақмола")]
    let table = Table(
      name: "t", columns: [Column(wage, numbers: [1, 2]), Column(region, categories: ["KZ-11", "KZ-75"])])
    #expect(table.label(ofTerm: term).ru == label)
  }
}
