import Testing

@testable import KoshTable

@Suite struct TableSummaryTests {
  static func summary(_ columns: Column...) -> TableSummary { TableSummary(Table(name: "t", columns: columns)) }

  static func codes(_ column: Column) -> [String] { summary(column).variables[0].cautions.map(\.code) }

  @Test func theExampleOfTheDocumentation() {
    let score = Self.summary(Column(Variable("score"), numbers: [3, 1, .nan, 2])).variables[0]
    #expect(score.missing == 1)
    #expect(score.distinct == 3)
    #expect(score.isNumeric)
    #expect(score.content == .numbers(minimum: 1, median: 2, maximum: 3))
    #expect(score.cautions.isEmpty)
  }

  @Test func theMedianOfAnEvenCount() {
    #expect(
      Self.summary(Column(Variable("x"), numbers: [4, 1, 2, 10])).variables[0].content
        == .numbers(minimum: 1, median: 3, maximum: 10))
    let great = Double.greatestFiniteMagnitude
    #expect(
      Self.summary(Column(Variable("x"), numbers: [great, great])).variables[0].content
        == .numbers(minimum: great, median: great, maximum: great))
  }

  @Test func categoriesComeByFrequencyThenCodePoint() {
    let variable = Self.summary(Column(Variable("x"), categories: ["b", "a", nil, "c", "c", "b", "a", "c"])).variables[
      0]
    #expect(
      variable.content
        == .categories([.init(level: "c", count: 3), .init(level: "a", count: 2), .init(level: "b", count: 2)]))
    #expect(variable.missing == 1)
    #expect(variable.distinct == 3)
    // A level that no row has is not counted.
    let selected = Column(Variable("x"), categories: ["a", "b"]).selecting([1])
    #expect(Self.summary(selected).variables[0].distinct == 1)
  }

  @Test func whatIsWorthALook() {
    #expect(Self.codes(Column(Variable("x"), numbers: [.nan, .nan])) == ["no_values"])
    #expect(Self.codes(Column(Variable("x"), categories: [nil])) == ["no_values"])
    #expect(Self.codes(Column(Variable("x"), numbers: [5, 5])) == ["constant"])
    #expect(Self.codes(Column(Variable("x"), numbers: [5])) == [])
    #expect(Self.codes(Column(Variable("x"), categories: ["a", nil, "a"])) == ["constant"])
    #expect(Self.codes(Column(Variable("x"), numbers: (1...10).map(Double.init).reversed())) == ["identifier"])
    #expect(Self.codes(Column(Variable("x"), numbers: (1...9).map(Double.init))) == [])
    #expect(Self.codes(Column(Variable("x"), numbers: (2001...2022).map(Double.init))) == [])
    #expect(Self.codes(Column(Variable("x"), numbers: (1...10).map { Double($0 * 2) })) == [])
    #expect(Self.codes(Column(Variable("x"), categories: (1...10).map { "p\($0)" })) == ["identifier"])
    #expect(Self.codes(Column(Variable("x"), categories: (1...10).map { "p\($0 / 2)" })) == [])
    #expect(Self.codes(Column(Variable("x"), categories: ["1", "2", "0,5", "1 234", "-"])) == ["nearly_numbers"])
    #expect(Self.codes(Column(Variable("x"), categories: ["1", "2", "-", "x"])) == [])
    #expect(Self.codes(Column(Variable("x"), categories: ["1", "2"])) == [])
  }

  @Test func lettersThatACodePageLacks() {
    #expect(Self.codes(Column(Variable("x"), categories: ["Абай", "Шымкент?", "?", "why?no"])) == [])
    let texts = Self.summary(Column(Variable("x"), categories: ["Абай", "А?мола"])).variables[0].cautions
    #expect(texts.map(\.code) == ["lost_letters"])
    #expect(
      texts.first?.text.en
        == "question marks stand before letters, as in \"А?мола\": Kazakh letters may have been lost when the file was "
        + "saved as windows-1251; save it anew as CSV UTF-8")
    #expect(
      texts.first?.text.ru
        == "вопросительные знаки стоят перед буквами, например \"А?мола\": при сохранении в windows-1251 могли "
        + "пропасть казахские буквы; сохраните файл заново как CSV UTF-8")
    #expect(
      texts.first?.text.kk
        == "сұрақ белгілері әріптердің алдында тұр, мысалы \"А?мола\": файл windows-1251 кодтауында сақталғанда "
        + "қазақ әріптері жоғалған болуы мүмкін; файлды CSV UTF-8 түрінде қайта сақтаңыз")
  }

  @Test func theWordsOfTheCautions() {
    let table = Self.summary(
      Column(Variable("a"), numbers: (0..<12).map { _ in 1234.5 }),
      Column(Variable("b"), numbers: (995..<1007).map(Double.init)),
      Column(Variable("c"), categories: (0..<12).map { "p\($0)" }),
      Column(Variable("d"), categories: (0..<12).map { $0 < 2 ? "-" : "\($0)" }),
      Column(Variable("e"), categories: (0..<12).map { _ in nil }))
    let texts = table.variables.flatMap(\.cautions).map(\.text)
    #expect(
      texts.map(\.en) == [
        "the same in all 12 rows that have a value: 1,234.5",
        "every whole number from 995 to 1,006 occurs once: it looks like a row number",
        "none of the 12 values occurs twice: it looks like a name of the rows, not a category",
        "numbers but for 2 of 12 cells: \"-\"", "no row has a value",
      ])
    #expect(
      texts.map(\.ru) == [
        "одно и то же во всех строках со значением (12): 1234,5",
        "каждое целое число от 995 до 1006 встречается один раз: похоже на номер строки",
        "значения не повторяются (всего 12): похоже на имя строки, а не на категорию",
        "числа, кроме 2 из 12 ячеек: \"-\"", "ни в одной строке нет значения",
      ])
    #expect(
      texts.map(\.kk) == [
        "мәні бар 12 жолдың бәрінде бірдей: 1234,5",
        "995–1006 аралығындағы әр бүтін сан бір рет кездеседі: жол нөміріне ұқсайды",
        "12 мәннің ешқайсысы қайталанбайды: санатқа емес, жолдың атауына ұқсайды",
        "12 ұяшықтың 2 ұяшығынан басқасы – сандар: \"-\"", "бірде-бір жолда мән жоқ",
      ])
  }
}
