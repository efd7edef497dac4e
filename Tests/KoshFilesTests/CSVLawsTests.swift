import KoshFiles
import KoshTable
import Testing

/// A small generator with a seed, so that a failure comes back.
private struct Seeded: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    // splitmix64: S. Vigna, public domain.
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}

struct CSVLawsTests {
  private static let seeds: [[UInt8]] = [
    Array("a,b,c\n1,x,0.5\n2,\"y \"\"z\"\", w\",1e3\n".utf8),
    Array("область;доля;жыл\r\nАбай;−1 234,5;2024\r\n\"Ұлытау\nоблысы\";0,5;2023\r\n".utf8),
    Array("sep=;\nx;y\n1,234;NA\n1,234,567;\"\"\n".utf8),
    [0xFF, 0xFE] + "x\tы\n1\tқ\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] },
    [0xE8, 0xEC, 0xFF, 0x3B, 0xE1, 0xE0, 0xEB, 0xEB, 0x0D, 0x0A, 0xE0, 0x3B, 0x30, 0x2C, 0x35, 0x0D, 0x0A],
  ]
  private static let marks =
    Array(",;\t\"\n\r .−0195eE\u{A0}\u{202F}аі".utf8) + [0x00, 0x80, 0xFF, 0xFE, 0xD0, 0xC2, 0xE2]

  /// Whatever the bytes, the answer is a table whose parts fit one another, or problems with words.
  @Test func noBytesCrashTheReader() {
    var random = Seeded(state: 20_260_704)
    var (tables, refusals) = (0, 0)
    for round in 0..<4000 {
      var bytes = Self.seeds[round % Self.seeds.count]
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let at = Int.random(in: 0...bytes.count, using: &random)
        let byte = Self.marks[Int.random(in: 0..<Self.marks.count, using: &random)]
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes.insert(byte, at: at)
        case 1: if at < bytes.count { bytes.remove(at: at) }
        case 2: if at < bytes.count { bytes[at] = byte }
        default: bytes = Array(bytes[..<at]) + bytes[(at / 2)...]
        }
      }
      var options = CSVOptions()
      options.keepPrinted = round % 3 == 0
      if round % 5 == 0 { options.types["b"] = .number }
      do throws(Problems) {
        let table = try CSV.read(bytes: bytes, name: "fuzz.csv", options: options)
        tables += 1
        #expect(table.lines?.count == table.rowCount)
        #expect(table.columns.allSatisfy { $0.count == table.rowCount })
        #expect(Set(table.names).count == table.columns.count)
        if let lines = table.lines { #expect(zip(lines, lines.dropFirst()).allSatisfy { $0 < $1 }) }
        for column in table.columns {
          if let numbers = column.numbers { #expect(numbers.allSatisfy { !$0.isInfinite }) }
          if case .categories(let codes, let levels) = column.values {
            #expect(codes.allSatisfy { $0 >= -1 && $0 < Int32(levels.count) })
          }
          if options.keepPrinted { #expect(column.printed?.count == table.rowCount) }
        }
      } catch {
        refusals += 1
        #expect(!error.list.isEmpty)
        #expect(error.list.allSatisfy { $0.kind == .data && !$0.what.isEmpty && $0.place.file == "fuzz.csv" })
      }
    }
    #expect(tables > 500 && refusals > 500, "both ends of the reader are reached: \(tables) and \(refusals)")
  }

  /// What is written reads back to the same bits, names and levels.
  @Test func whatIsWrittenReadsBack() throws {
    var random = Seeded(state: 7)
    let pieces = ["а", "Қ", "x", ",", ";", "\"", "\n", "\r\n", "\t", " ", "1", ".", "−", "e", "😀", "и\u{306}"]
    for _ in 0..<300 {
      let rows = Int.random(in: 1...8, using: &random)
      let columns = (0..<Int.random(in: 1...4, using: &random)).map { position -> Column in
        let variable = Variable("v\(position)")
        if Bool.random(using: &random) {
          let numbers = (0..<rows).map { _ -> Double in
            switch Int.random(in: 0..<4, using: &random) {
            case 0: .nan
            case 1: Double(Int.random(in: -5000...5000, using: &random))
            case 2: Double.random(in: -1e6...1e6, using: &random)
            default: Double(bitPattern: random.next() & 0x7FDF_FFFF_FFFF_FFFF)
            }
          }
          return Column(variable, numbers: numbers)
        }
        let texts = (0..<rows).map { _ -> String? in
          if Int.random(in: 0..<5, using: &random) == 0 { return nil }
          // Blanks at the ends are no part of a cell, so the text has letters there.
          return "<"
            + (0..<Int.random(in: 0..<6, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
            .joined() + ">"
        }
        return Column(variable, categories: texts)
      }
      let table = Table(name: "t", columns: columns)
      var options = CSVOptions()
      for column in columns { options.types[column.name] = column.isNumeric ? .number : .text }
      let text = CSVWriter.text(table)
      let back = try CSV.read(bytes: Array(text.utf8), name: "t", options: options)
      #expect(back.names == table.names)
      for (new, old) in zip(back.columns, table.columns) {
        for row in 0..<table.rowCount {
          if old.isNumeric {
            #expect(new.number(at: row)?.bitPattern == old.number(at: row)?.bitPattern, "\(text)")
          } else {
            #expect(new.text(at: row) == old.text(at: row), "\(text)")
          }
        }
      }
    }
  }

  /// Numbers of every length, beside the standard library's exact reading.
  @Test func numbersAreReadToTheLastBit() throws {
    var random = Seeded(state: 99)
    var cells: [String] = []
    for _ in 0..<3000 {
      let digits = (0..<Int.random(in: 1...22, using: &random)).map { _ in String(Int.random(in: 0...9, using: &random))
      }
      let split = Int.random(in: 0..<digits.count, using: &random)
      var cell = digits[...split].joined()
      if split + 1 < digits.count { cell += "." + digits[(split + 1)...].joined() }
      if Bool.random(using: &random) { cell = "-" + cell }
      if Int.random(in: 0..<4, using: &random) == 0 { cell += "e\(Int.random(in: -30...30, using: &random))" }
      cells.append(cell)
    }
    var options = CSVOptions()
    options.types["x"] = .number
    let table = try CSV.read(bytes: Array(("x\n" + cells.joined(separator: "\n")).utf8), name: "t", options: options)
    let column = try #require(table["x"])
    #expect(table.rowCount == cells.count)
    for (row, cell) in cells.enumerated() {
      #expect(column.number(at: row)?.bitPattern == Double(cell)?.bitPattern, "\(cell)")
    }
  }
}
