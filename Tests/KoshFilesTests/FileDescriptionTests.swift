import KoshTable
import Testing

@testable import KoshFiles

@Suite struct FileDescriptionTests {
  static func description(_ text: String) throws -> FileDescription {
    try FileDescription(bytes: Array(text.utf8), name: "a.csv")
  }

  @Test func text() throws {
    let description = try Self.description("region;rate\nАбай;0,5\nАқмола;1,25\n")
    #expect(
      description.text(language: .en) == """
        a.csv: 2 rows · 2 variables · encoding utf-8 · delimiter ";" · decimal mark ","

        variable  type      missing  distinct  values
        region    category        0         2  (not listed)
        rate      number          0         2  min 0.5 · median 0.875 · max 1.25
        """)
    #expect(
      description.text(language: .ru).hasPrefix(
        "a.csv: строк 2 · переменных 2 · кодировка utf-8 · разделитель \";\" · десятичный знак \",\"\n\nпеременная"))
    #expect(
      description.text(language: .kk).hasPrefix(
        "a.csv: 2 жол · 2 айнымалы · кодтамасы utf-8 · бөлгіші \";\" · ондық таңбасы \",\"\n\nайнымалы"))
  }

  @Test func formats() throws {
    #expect(
      try Self.description("a\n1\n").text(language: .en).hasPrefix(
        "a.csv: 1 row · 1 variable · encoding utf-8 · delimiter \",\" · decimal mark none seen\n"))
    let mixed = try Self.description("a\tb\n1,5\t1.5\n").format.text
    #expect(mixed.en == "encoding utf-8 · delimiter tab · decimal mark \",\", \".\"")
    #expect(mixed.ru == "кодировка utf-8 · разделитель табуляция · десятичный знак \",\", \".\"")
    #expect(mixed.kk == "кодтамасы utf-8 · бөлгіші табуляция · ондық таңбасы \",\", \".\"")
    let example = CSV.Format(encoding: .utf8, delimiter: .semicolon, decimalMarks: ["rate": ","]).text.en
    #expect(example == "encoding utf-8 · delimiter \";\" · decimal mark \",\"")
  }

  @Test func json() throws {
    #expect(
      try Self.description("a;b\n1;1,5\n").json.text(indent: false)
        == #"{"file":"a.csv","encoding":"utf-8","delimiter":";","decimal_marks":{"b":","},"rows":1,"variables":["#
        + #"{"name":"a","type":"number","missing":0,"distinct":1,"min":1,"median":1,"max":1,"cautions":[]},"#
        + #"{"name":"b","type":"number","missing":0,"distinct":1,"min":1.5,"median":1.5,"max":1.5,"cautions":[]}]}"#)
  }

  @Test func whatCannotBeSeenCanBeSaid() throws {
    var options = CSVOptions()
    options.decimalMark = ","
    let description = try FileDescription(bytes: Array("a;b\n1;1,234\n".utf8), name: "a.csv", options: options)
    #expect(description.summary.variables[1].content == .numbers(minimum: 1.234, median: 1.234, maximum: 1.234))
  }

  @Test func whatCannotBeReadIsTold() {
    do throws(Problems) {
      _ = try FileDescription(path: "/nowhere/a.csv")
      Issue.record("described a file that is not there")
    } catch {
      #expect(error.list.map(\.kind) == [.data])
    }
  }
}
