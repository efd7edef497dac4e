import Testing

@testable import KoshInterviews

@Suite struct NameCandidatesTests {
  @Test func capitalsInsideOfSentences() {
    let text = SourceText("Я жила в Алматы. Потом Айгерим уехала. И: А Айгерим?\nМой брат в США, в Нью-Йорке.")
    #expect(NameCandidates.find(in: text).map { "\($0.word) \($0.count)" } == ["Айгерим 2", "Алматы 1", "Нью-Йорке 1"])
  }

  @Test func theExampleOfTheComment() {
    #expect(
      NameCandidates.find(in: SourceText("Я жила в Алматы. Потом Айгерим уехала.")).map(\.word) == [
        "Айгерим", "Алматы",
      ])
    #expect(NameCandidates.find(in: SourceText("")).isEmpty)
  }
}
