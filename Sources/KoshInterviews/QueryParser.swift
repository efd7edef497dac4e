package import KoshTable

extension Query {
  /// Reads a query as a person writes it.
  ///
  /// A word is a code with those below it; `only:cost` leaves those out. `gender=girl` is an attribute of the case,
  /// `speaker:R`, `source:i01` and `coder:A` are what they say. They are joined with `and`, `or`, `not` and brackets,
  /// `not` binding most and `or` least. `near(a, b, 200)` is a at most 200 scalars from b, `within(a, b)` is a inside
  /// of b. What holds blanks or signs stands in quotation marks: `"fear of failure" and region="East Kazakhstan"`.
  ///
  ///     try Query("cost and not utility")
  ///     // .all([.code("cost"), .not(.code("utility"))])
  ///
  /// - Parameter codes: The codes that exist, for finding words that name none; any word will do, if left out.
  /// - Throws: ``Problem`` of kind `specification` with the column at which the text ceases to make sense.
  package init(_ text: String, codes: [String]? = nil) throws(Problem) {
    var parser = QueryParser(text, codes: codes)
    self = try parser.whole()
  }
}

private struct QueryParser {
  enum Token: Equatable {
    case word(String, quoted: Bool)
    case sign(Character)
  }

  private var tokens: [(token: Token, column: Int)] = []
  private var at = 0
  private var depth = 0
  private let endColumn: Int
  private let codes: [String]?
  private var unclosed: Int?

  private static let deepest = 200

  init(_ text: String, codes: [String]?) {
    self.codes = codes
    let characters = Array(text)
    endColumn = characters.count + 1
    var at = 0
    while at < characters.count {
      let character = characters[at]
      if character.isWhitespace {
        at += 1
      } else if "(),=:".contains(character) {
        tokens.append((.sign(character), at + 1))
        at += 1
      } else if character == "\"" || character == "“" || character == "«" {
        let start = at
        at += 1
        var word = ""
        while at < characters.count, !"\"”»".contains(characters[at]) {
          word.append(characters[at])
          at += 1
        }
        if at == characters.count { unclosed = start + 1 }
        at += 1
        tokens.append((.word(word, quoted: true), start + 1))
      } else {
        let start = at
        while at < characters.count, !characters[at].isWhitespace, !"(),=:\"“«".contains(characters[at]) { at += 1 }
        tokens.append((.word(String(characters[start..<at]), quoted: false), start + 1))
      }
    }
  }

  mutating func whole() throws(Problem) -> Query {
    if let unclosed {
      throw problem("the quotation mark is not closed", column: unclosed, remedy: "close it after the last letter")
    }
    guard !tokens.isEmpty else {
      throw problem("the query is empty", column: 1, remedy: "write a code, such as cost")
    }
    let query = try any()
    guard at == tokens.count else {
      throw problem(
        "\(told) is not expected", column: column, remedy: "join the parts with and, or, not, or close a bracket")
    }
    return query
  }

  private mutating func any() throws(Problem) -> Query {
    depth += 1
    defer { depth -= 1 }
    guard depth <= QueryParser.deepest else {
      throw problem(
        "brackets stand more than \(QueryParser.deepest) deep", column: column, remedy: "ask a simpler question")
    }
    var parts = [try all()]
    while takeKeyword("or") { parts.append(try all()) }
    return parts.count == 1 ? parts[0] : .any(parts)
  }

  private mutating func all() throws(Problem) -> Query {
    var parts = [try one()]
    while takeKeyword("and") { parts.append(try one()) }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private mutating func one() throws(Problem) -> Query {
    var isNegated = false
    while takeKeyword("not") { isNegated.toggle() }
    let part = try atom()
    return isNegated ? .not(part) : part
  }

  private mutating func atom() throws(Problem) -> Query {
    if takeSign("(") {
      let inner = try any()
      try expect(")")
      return inner
    }
    let start = column
    guard case .word(let word, let quoted)? = peek else {
      throw problem(
        "\(told) is not expected", column: column,
        remedy: "a code, an attribute such as gender=girl, or a bracket goes here")
    }
    at += 1
    if !quoted, ["and", "or"].contains(word.lowercased()) {
      throw problem(
        "\"\(word)\" has nothing before it", column: start, remedy: "write what is joined on both sides of it")
    }
    if !quoted, peek == .sign("(") { return try call(word, column: start) }
    if takeSign("=") { return .attribute(word, try value()) }
    if takeSign(":") {
      let name = try value()
      switch word {
      case "only": return .code(try known(name, column: start), exactly: true)
      case "speaker": return .speaker(name)
      case "source": return .source(name)
      case "coder": return .coder(name)
      default:
        throw problem(
          "unknown word \"\(word)\" before the colon", column: start,
          remedy: Spelling.advice(for: word, among: ["only", "speaker", "source", "coder"]))
      }
    }
    return .code(try known(word, column: start))
  }

  private mutating func call(_ word: String, column start: Int) throws(Problem) -> Query {
    guard word == "near" || word == "within" else {
      throw problem(
        "unknown word \"\(word)\" before the bracket", column: start,
        remedy: Spelling.advice(for: word, among: ["near", "within", "not"]))
    }
    try expect("(")
    let first = try any()
    try expect(",")
    let second = try any()
    var reach = 0
    if word == "near" {
      try expect(",")
      let place = column
      let text = try value()
      guard let number = Int(text), number >= 0 else {
        throw problem(
          "\"\(text)\" is no distance", column: place, why: "near counts the signs between two passages",
          remedy: "write a whole number, such as near(a, b, 200)")
      }
      reach = number
    }
    try expect(")")
    return word == "near" ? .near(first, second, reach) : .within(first, second)
  }

  private func known(_ code: String, column: Int) throws(Problem) -> String {
    if let codes, !codes.contains(code) {
      throw problem(
        "the code \"\(code)\" does not exist", column: column, remedy: Spelling.advice(for: code, among: codes))
    }
    return code
  }

  private mutating func value() throws(Problem) -> String {
    guard case .word(let word, _)? = peek else {
      throw problem("\(told) is not expected", column: column, remedy: "a name or number goes here")
    }
    at += 1
    return word
  }

  private var peek: Token? { at < tokens.count ? tokens[at].token : nil }
  private var column: Int { at < tokens.count ? tokens[at].column : endColumn }

  private var told: String {
    switch peek {
    case nil: "the end"
    case .word(let word, _)?: "\"\(word)\""
    case .sign(let sign)?: "\"\(sign)\""
    }
  }

  private mutating func takeKeyword(_ keyword: String) -> Bool {
    guard case .word(let word, false)? = peek, word.lowercased() == keyword else { return false }
    at += 1
    return true
  }

  private mutating func takeSign(_ sign: Character) -> Bool {
    guard peek == .sign(sign) else { return false }
    at += 1
    return true
  }

  private mutating func expect(_ sign: Character) throws(Problem) {
    guard takeSign(sign) else {
      throw problem("\(told) stands where \"\(sign)\" is expected", column: column, remedy: "add the \"\(sign)\"")
    }
  }

  private func problem(_ what: String, column: Int, why: String? = nil, remedy: String?) -> Problem {
    Problem(.specification, what, at: Place(column: column), why: why, remedy: remedy)
  }
}
