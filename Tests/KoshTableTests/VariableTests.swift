import KoshTable
import Testing

@Suite struct VariableTests {
  @Test func aBareVariableIsLabelledByItsName() {
    let score = Variable("score")
    #expect(score.label == Trilingual(same: "score"))
    #expect(score.unit.isEmpty)
    #expect(score.valueLabels.isEmpty)
    #expect(!score.isRounded)
  }

  @Test func whatACodebookSays() {
    let share = Variable(
      "share", label: Trilingual(en: "Share", ru: "Доля", kk: "Үлес"), unit: Trilingual(same: "%"),
      valueLabels: ["1": Trilingual(en: "yes", ru: "да", kk: "иә")], isRounded: true)
    #expect(share.label[.kk] == "Үлес")
    #expect(share.unit[.ru] == "%")
    #expect(share.valueLabels["1"]?[.ru] == "да")
    #expect(share.isRounded)
  }
}
