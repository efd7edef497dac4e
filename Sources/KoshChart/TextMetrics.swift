/// How much room a text needs, without asking a font.
///
/// The widths are those of the wider of Noto Sans and Liberation Sans (metrically Arial), rounded up to 0.02 of the font
/// size: a reader's own sans-serif may differ by a few per cent. Latin, Cyrillic and the Kazakh letters are covered;
/// other letters count as 0.62 and wide scripts as a full square.
enum TextMetrics {
  /// The width of one line, in the unit of `size`.
  static func width(_ text: String, size: Double, isBold: Bool = false) -> Double {
    var hundredths = 0
    for scalar in text.unicodeScalars { hundredths += width(of: scalar) }
    return Double(hundredths) / 100 * size * (isBold ? 1.08 : 1)
  }

  /// The text in lines no wider than `width`, broken at blanks and after hyphens, a long word within itself if it must.
  ///
  /// A soft hyphen (U+00AD) marks where a word may be parted; it is seen only there, as a hyphen. Past `maximum` lines
  /// the last one ends in `…`. An empty text has no lines.
  static func wrap(
    _ text: String, width: Double, size: Double, isBold: Bool = false, maximum: Int = .max
  ) -> [String] {
    var lines: [String] = []
    var line = ""
    func fits(_ candidate: String) -> Bool { Self.width(candidate, size: size, isBold: isBold) <= width }
    var endsSoftly = false
    for piece in pieces(of: text) {
      let word = piece.word
      let extended = line.isEmpty ? word : line + (piece.needsBlank ? " " : "") + word
      // A word that may be parted softly needs room for its hyphen.
      if fits(piece.endsSoftly ? extended + "-" : extended) {
        line = extended
        endsSoftly = piece.endsSoftly
        continue
      }
      if !line.isEmpty { lines.append(endsSoftly ? line + "-" : line) }
      endsSoftly = piece.endsSoftly
      line = ""
      for character in word {
        if !line.isEmpty, !fits(line + String(character)) {
          lines.append(line)
          line = ""
        }
        line.append(character)
      }
    }
    if !line.isEmpty { lines.append(line) }
    guard lines.count > maximum, maximum > 0 else { return lines }
    var last = lines[maximum - 1]
    while !last.isEmpty, !fits(last + "…") { last.removeLast() }
    return Array(lines[..<(maximum - 1)]) + [last + "…"]
  }

  /// The width of the widest word: what a text needs at least if no word is to be broken.
  static func widestWord(_ text: String, size: Double, isBold: Bool = false) -> Double {
    pieces(of: text).map { width($0.endsSoftly ? $0.word + "-" : $0.word, size: size, isBold: isBold) }.max() ?? 0
  }

  /// The text with blanks that must not end a line as no-break spaces: a dash never begins a line, where it would read
  /// as a minus sign, nor ends one before a number; a formula such as `r = −0.57` is not parted at its sign.
  private static func bound(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    let dashes: Set<Unicode.Scalar> = ["–", "—"]
    guard scalars.contains(where: { $0 == "=" || dashes.contains($0) }) else { return text }
    var result = scalars
    for (at, sign) in scalars.enumerated() where sign == "=" || dashes.contains(sign) {
      guard at > 0, at + 1 < scalars.count, scalars[at - 1] == " ", scalars[at + 1] == " " else { continue }
      result[at - 1] = "\u{00A0}"
      let startsNumber = at + 2 < scalars.count && "0123456789+−".unicodeScalars.contains(scalars[at + 2])
      if sign == "=" || startsNumber { result[at + 1] = "\u{00A0}" }
    }
    return String(String.UnicodeScalarView(result))
  }

  /// Words, and whether a blank stands before each. A no-break space does not end a word.
  private static func pieces(of text: String) -> [(word: String, needsBlank: Bool, endsSoftly: Bool)] {
    bound(text).split(whereSeparator: { $0 == " " || $0 == "\n" }).flatMap { word in
      var parts: [(word: String, needsBlank: Bool, endsSoftly: Bool)] = []
      var part = ""
      for character in word {
        if character == "\u{00AD}" {
          parts.append((part, parts.isEmpty, true))
          part = ""
          continue
        }
        part.append(character)
        // A hyphen between letters may end a line; a leading one is a sign.
        if character == "-", part.count > 3 {
          parts.append((part, parts.isEmpty, false))
          part = ""
        }
      }
      if !part.isEmpty { parts.append((part, parts.isEmpty, false)) }
      return parts
    }
  }

  private static func width(of scalar: Unicode.Scalar) -> Int {
    if let width = table[scalar] { return width }
    if scalar.properties.generalCategory == .nonspacingMark { return 0 }
    return scalar.value >= 0x1100 ? 100 : 62
  }

  private static let table: [Unicode.Scalar: Int] = {
    var table: [Unicode.Scalar: Int] = [:]
    for (width, letters) in widths { for scalar in letters.unicodeScalars { table[scalar] = width } }
    return table
  }()

  private static let widths: [(Int, String)] = [
    (0, "\u{00AD}"), (22, "‘’"), (26, "ijlįĵĺļłіј"), (28, " !,.:; \u{00A0}·ìíîïĩīĭıї"), (30, "ľ"), (32, "[]ſ"),
    (34, "()-I`f¡²³´¸¹ÌÍÎÏĨĪĬĮİŀІЇ"), (36, "tţŧ“”"), (38, "/\\{}ªºť•"), (40, "\""), (42, "r°ŕŗř„"), (44, "гѓғ"),
    (48, "зт"), (50, "JcsvyzçýÿćĉċčĴśŝşšŷźżžЈсуѕўүұ"), (52, "xĳкхэєќҒ"), (54, "kķĸЃГ₸√≈≤≥"),
    (56, "*?L_ae|¦§«¯»àáâãäåèéêëāăąēĕėęěĹĻĽĿŁχаеяѐёқҮҰә–"), (58, "$+0123456789<=>^~¢£¤¥¨¬±×÷вдл−"),
    (60, "oðòóôõöōŏőЗбоьө●"), (62, "FTZbdghnpquµ¿ñøùúûüþďđĝğġģĥħńņňŋŢŤŦũūŭůűųŹŻŽασЌКТпрчђћџһ"), (64, "#ßβЎУийнцѝ"),
    (66, "ABEKPSVXY¶ÀÁÂÃÄÅÈÉÊËÝÞĀĂĄĒĔĖĘĚĶŚŜŞŠŶŸЀЁЅАБВЕРХЬҚң"), (68, "ŉ"), (70, "ДЛЧъҺ"),
    (72, "CDRÇÐĆĈĊČĎĐŔŖŘЄСЭЯ∞"), (74, "&HUÙÚÛÜĤĦĲŨŪŬŮŰŲЏНПЦжмӘ"), (76, "NÑŃŅŇŊЍИЙҢ"), (78, "GOQwÒÓÔÕÖØĜĞĠĢŌŎŐŵОыӨ"),
    (80, "ФЪ"), (82, "ф"), (84, "©®¼½¾ю"), (86, "ЂЋ"), (88, "%æЫњ"), (90, "MМшщљ"), (92, "Ж"), (94, "WmœŴ"),
    (98, "▲"), (100, "ÆŒ—…←→"), (102, "@Њ"), (104, "ШЩ"), (106, "ЉЮ"), (108, "№"),
  ]
}
