import Testing

@testable import KoshStatistics

@Suite struct AccuracyTextTests {
  @Test func page() throws {
    let sets = try CertifiedSetTests.all.get().filter {
      ["NumAcc4", "NoInt1", "DanWood", "Lanczos1", "Lew"].contains($0.name)
    }
    let text = try AccuracyText(sets).markdown()
    #expect(text.contains("Made by `kosh reference` from the 5 Statistical Reference Datasets"))
    #expect(
      text.contains(
        """

        ## Mean, standard deviation, autocorrelation

        | set | difficulty | mean | standard deviation | autocorrelation | possible |
        |---|---|---:|---:|---:|---:|
        | Lew | lower | 15 | 15 | 14 | 14 |
        | NumAcc4 | higher | 15 | 8 | 11 | 8 |

        ## Linear least squares

        """))
    #expect(text.contains("\n| NoInt1 | average | 14 | 15 | 15 | 15 | 15 | 14 |\n"))
    #expect(text.contains("\n| DanWood | lower | 11 | 11 | 11 | 11 | 11 | 11 |\n"))
    #expect(text.contains("\n| Lanczos1 | average | 10 | – | – | 10 | – | – |\n"))
    #expect(!text.contains("analysis of variance"))
  }
}
