import KoshTable
import Testing

@testable import KoshInterviews

@Suite struct REFILossTests {
  @Test func everyKindSpeaksThreeLanguagesWithOneNumber() {
    var losses = REFILosses()
    for kind in REFILosses.Kind.allCases { losses.add(kind, 7) }
    losses.add(.links, 0)
    let list = losses.list
    #expect(list.count == REFILosses.Kind.allCases.count)
    #expect(Set(list.map(\.caution.code)).count == list.count)
    for loss in list {
      for language in Language.allCases { #expect(loss.caution.text[language].contains("7"), "\(loss.caution.code)") }
      #expect(loss.caution.text.ru != loss.caution.text.kk)
    }
    #expect(list.first { $0.caution.code == "refi_case_selections" }?.isKept == true)
    #expect(list.first { $0.caution.code == "refi_removed_references" }?.isKept == false)
  }
}
