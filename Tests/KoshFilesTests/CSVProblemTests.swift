import KoshTable
import Testing

@testable import KoshFiles

@Suite struct CSVProblemTests {
  @Test(arguments: ["", "\n\r\n  \n", "\u{FEFF}"])
  func emptyFile(text: String) {
    #expect(
      Sample.problems(text) == """
        a.csv: the file is empty
          why: its first line should name the columns
          do:  check that the right file was saved
        """)
  }

  @Test func onlyAHeader() {
    #expect(
      Sample.problems("\na,b\n\n") == """
        a.csv:2: the file has a header but no rows
          do:  check that the right file was saved
        """)
  }

  @Test func raggedRows() {
    #expect(
      Sample.problems("a,b\n1,2\n1,5,2\n\"x\ny\"\n3,4\n") == """
        a.csv:3: 3 fields where the header has 2: "1,5,2"
          why: fields are separated by ","
          do:  put a cell that contains "," between double quotes

        a.csv:4: 1 field where the header has 2: ""x⏎y""
          why: fields are separated by ","
          do:  add the missing fields, empty if need be
        """)
    #expect(
      Sample.problems("a\tb\n1\t2\n1\n") == """
        a.csv:3: 1 field where the header has 2: "1"
          why: fields are separated by tabs
          do:  add the missing fields, empty if need be
        """)
    let long = String(repeating: "қ", count: 70)
    #expect(
      Sample.problems("a;b\n1;2\n\(long)\n") == """
        a.csv:3: 1 field where the header has 2: "\(String(repeating: "қ", count: 60))…"
          why: fields are separated by ";"
          do:  add the missing fields, empty if need be
        """)
  }

  @Test(arguments: ["", "\"q\",r\n"])
  func manyRaggedRows(extra: String) {
    let rows = (1...25).map { "\($0)\n" }.joined()
    let problems = Sample.problems("a,b\n1,2\n\(extra)" + rows).split(separator: "\n\n")
    let first = extra.isEmpty ? 3 : 4
    #expect(problems.count == 21)
    #expect(problems[0].hasPrefix("a.csv:\(first): 1 field where the header has 2: \"1\"\n"))
    #expect(problems[19].hasPrefix("a.csv:\(first + 19): 1 field where the header has 2: \"20\"\n"))
    #expect(problems[20] == "a.csv:\(first + 20): and 5 more rows that do not fit the header, from here on")
  }

  @Test func quotes() {
    #expect(
      Sample.problems("a,b\n1,2\n\"ТОО \"Көш\"\",2\n3,4\n") == """
        a.csv:3: text follows the closing quote of a field: ""ТОО "Көш"",2"
          do:  write a double quote inside a quoted field twice: ""
        """)
    #expect(
      Sample.problems("a,b\n1,2\n3,\"x\n5,6\n") == """
        a.csv:3: a quoted field is never closed: ""x⏎5,6⏎"
          why: everything from here to the end of the file would be one cell
          do:  close it with a double quote
        """)
    #expect(
      Sample.problems("a,\"b\n1,2\n") == """
        a.csv:1: a quoted field is never closed: ""b⏎1,2⏎"
          why: everything from here to the end of the file would be one cell
          do:  close it with a double quote
        """)
  }

  @Test func columnNames() {
    #expect(
      Sample.problems("a,,a,b\n1,2,3,4\n") == """
        a.csv:1:2: column 2 has no name
          why: the first line names the columns
          do:  name it there, or remove the column

        a.csv:1:3: two columns have the name "a"
          why: column 1 has it already
          do:  give each column a name of its own
        """)
  }

  @Test func zeroBytes() {
    #expect(
      Sample.problems(Array("a,b\n1,2\n3,4".utf8) + [0]) == """
        a.csv:3: a zero byte stands in the text
          why: text has none: the file is damaged, or it is no text file
          do:  save or fetch the file anew
        """)
  }

  @Test func textAmongDeclaredNumbers() {
    #expect(
      Sample.problems("x,a\n1,1\n2,abc\n3,\"1\"\"2\"\n4,NA\n5,-\n") { $0.types = ["a": .number] } == """
        a.csv:3:2: "abc" is not a number (variable a)
          why: the variable is declared as numbers
          do:  correct the cell, or list it under missing:, or give the variable the type category

        a.csv:4:2: "1"2" is not a number (variable a)
          why: the variable is declared as numbers
          do:  correct the cell, or list it under missing:, or give the variable the type category

        a.csv:6:2: "-" is not a number (variable a)
          why: the variable is declared as numbers
          do:  correct the cell, or list it under missing:, or give the variable the type category
        """)
    let rows = (1...23).map { "\($0),x\n" }.joined()
    let problems = Sample.problems("x,a\n" + rows) { $0.types = ["a": .number] }.split(separator: "\n\n")
    #expect(problems.count == 21)
    #expect(problems.last == "a.csv:22:2: and 3 more cells that are not numbers, from here on (variable a)")
  }

  @Test func numbersThatCanBeReadInTwoWays() {
    #expect(
      Sample.problems("x;a\n1;12\n2;1,234\n3;5,678\n") == """
        a.csv:3:2: "1,234" can be 1234 or 1.234 (variable a)
          why: no cell of the column tells whether its comma separates thousands or marks decimals
          do:  say which mark is the decimal one: decimal: "." or decimal: "," in the study's csv setting
        """)
    // A point alone does not settle what the comma is: "5.678" is a number in both formats too.
    #expect(
      Sample.problems("x;a\n1;5.678\n2;1,234\n").hasPrefix("a.csv:3:2: \"1,234\" can be 1234 or 1.234 (variable a)"))
  }

  @Test func numbersOfTwoFormats() {
    #expect(
      Sample.problems("x;a\n1;0,5\n2;7\n3;0.25\n") == """
        a.csv:4:2: "0.25" (line 4) is a number with a decimal point only, "0,5" (line 2) with a decimal comma only (variable a)
          why: a column has one number format
          do:  write its numbers alike, or give the variable the type category
        """)
  }

  @Test func aPointThatMayMarkDecimalsBesideDecimalCommas() throws {
    #expect(
      Sample.problems("x;a\n1;7\n2;1.234\n3;0,5\n4;1.500\n") == """
        a.csv:3:2: "1.234" (line 3) can be 1234 or 1.234, where "0,5" (line 4) has a decimal comma (variable a)
          why: no cell of the column, such as 1.234,5, shows that its points separate thousands
          do:  write "1234" or "1,234"; or, if points do separate thousands, say decimal: "," in the study's csv setting
        """)
    let table = try Sample.read("x;a\n1;1.234\n2;0,5\n") { $0.decimalMark = "," }
    #expect(table["a"]?.numbers == [1234, 0.5])
  }

  @Test func numbersThatContradictTheGivenMark() {
    let text = "x;a\n1;0,5\n2;0.25\n3;abc\n"
    #expect(
      Sample.problems(text) {
        $0.decimalMark = ","
        $0.types = ["a": .number]
      } == """
        a.csv:3:2: "0.25" is not a number with the decimal mark "," (variable a)
          why: that decimal mark is given for the file
          do:  correct the cell, or give the decimal mark that the file has

        a.csv:4:2: "abc" is not a number (variable a)
          why: the variable is declared as numbers
          do:  correct the cell, or list it under missing:, or give the variable the type category
        """)
    #expect(
      Sample.problems("a\n1\n") { $0.decimalMark = "'" } == """
        "'" is no decimal mark
          why: numbers are written with "." or ","
        """)
  }

  @Test func allColumnsTellTheirProblems() {
    let problems = Sample.problems("a;b\nx;1,234\n") { $0.types = ["a": .number] }
    #expect(problems.split(separator: "\n\n").count == 2)
  }

  @Test func aMissingFile() {
    do throws(Problems) {
      _ = try CSV.read(path: "/nowhere/a.csv")
      Issue.record("read a file that is not there")
    } catch {
      #expect(
        error.description == """
          /nowhere/a.csv: the file cannot be read: there is no such file or folder
            do:  check the path
          """)
    }
  }
}
