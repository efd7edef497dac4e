package import KoshTable

/// What became different between two versions of a coding frame, and which codings that touches.
///
///     let change = FrameChange(from: old, to: new)
///     change.effect(on: codings)   // per changed code: its codings, and what has to be done with them
package struct FrameChange: Sendable, Hashable {
  /// What happened to a code.
  package enum Kind: Sendable, Hashable {
    /// It is new, and replaces none.
    case added
    /// It is gone, and nothing replaces it.
    case removed
    /// It is gone; one code stands in its place.
    case replaced(by: String)
    /// It is gone, or a part of it; several codes stand in its place.
    case split(into: [String])
    /// Its definition or the rules of its use are worded differently.
    case redefined
    /// It belongs to another code.
    case moved(from: String?, to: String?)
    /// It has another name, and the same meaning.
    case renamed
    /// It no longer may be given to text.
    case closed
  }

  /// What has to be done with the codings of a changed code.
  package enum Duty: Sendable, Hashable {
    /// Nothing: they mean what they meant.
    case keep
    /// They can take the new code without being read.
    case recode(to: String)
    /// They have to be read again.
    case review
  }

  /// One code and what happened to it.
  package struct Entry: Sendable, Hashable {
    /// The code's identifier: in the new version if it is there, else in the old one.
    package let code: String
    /// What happened.
    package let kind: Kind
    /// What has to be done with its codings.
    package let duty: Duty
  }

  /// The codings that a change touches.
  package struct Effect: Sendable, Hashable {
    /// The change.
    package let entry: Entry
    /// The positions, in the list of codings, of those with this code.
    package let codings: [Int]
  }

  /// The version before.
  package let oldVersion: String
  /// The version after.
  package let newVersion: String
  /// The changes: codes of the new version in its order, then those that are gone in the old order. A code that is both
  /// moved and renamed comes twice.
  package let entries: [Entry]
  /// What the codes of both versions are called, those of the new one first.
  private let names: [String: Trilingual]

  /// Compares two versions; codes are the same when their identifiers are.
  package init(from old: CodingFrame, to new: CodingFrame) {
    oldVersion = old.version
    newVersion = new.version
    names = Dictionary((new.codes + old.codes).map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    let before = Dictionary(old.codes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let after = Set(new.codes.map(\.id))
    var heirs: [String: [String]] = [:]
    for code in new.codes {
      for ancestor in code.replaces where ancestor != code.id { heirs[ancestor, default: []].append(code.id) }
    }
    var entries: [Entry] = []
    for code in new.codes {
      guard let was = before[code.id] else {
        if !code.replaces.contains(where: { before[$0] != nil }) {
          entries.append(Entry(code: code.id, kind: .added, duty: .keep))
        }
        continue
      }
      if let taken = heirs[code.id] {
        entries.append(Entry(code: code.id, kind: .split(into: [code.id] + taken), duty: .review))
      }
      if was.isCodable, !code.isCodable { entries.append(Entry(code: code.id, kind: .closed, duty: .review)) }
      if was.definition != code.definition || was.include != code.include || was.exclude != code.exclude {
        entries.append(Entry(code: code.id, kind: .redefined, duty: .review))
      }
      if was.parent != code.parent {
        entries.append(Entry(code: code.id, kind: .moved(from: was.parent, to: code.parent), duty: .keep))
      }
      if was.name != code.name { entries.append(Entry(code: code.id, kind: .renamed, duty: .keep)) }
    }
    for code in old.codes where !after.contains(code.id) {
      switch heirs[code.id] ?? [] {
      case []: entries.append(Entry(code: code.id, kind: .removed, duty: .review))
      case let heirs where heirs.count == 1:
        entries.append(Entry(code: code.id, kind: .replaced(by: heirs[0]), duty: .recode(to: heirs[0])))
      case let heirs: entries.append(Entry(code: code.id, kind: .split(into: heirs), duty: .review))
      }
    }
    self.entries = entries
  }

  /// Every change with the codings of its code; an added code has none.
  ///
  /// - Complexity: O(codings + changes).
  package func effect(on codings: [Coding]) -> [Effect] {
    var byCode: [String: [Int]] = [:]
    for (position, coding) in codings.enumerated() { byCode[coding.code, default: []].append(position) }
    return entries.map { Effect(entry: $0, codings: $0.kind == .added ? [] : byCode[$0.code] ?? []) }
  }

  /// The codings with those of a code that exactly one other replaces given that code; all else as it was.
  package func recoded(_ codings: [Coding]) -> [Coding] {
    var heirs: [String: String] = [:]
    for entry in entries { if case .recode(let heir) = entry.duty { heirs[entry.code] = heir } }
    return codings.map { coding in
      var result = coding
      result.code = heirs[coding.code] ?? coding.code
      return result
    }
  }

  /// The codes by their names, in the order of their identifiers.
  private func called(_ codes: Set<String>) -> Trilingual {
    codes.sorted().map { names[$0] ?? Trilingual(same: $0) }.joined(separator: ", ")
  }

  /// What a reader has to know about codings made with the version before: one caution for those to be read again, one
  /// for those that take another code; none where nothing is touched.
  package func cautions(for codings: [Coding]) -> [Caution] {
    let effects = effect(on: codings)
    var result: [Caution] = []
    let review = Set(effects.filter { $0.entry.duty == .review }.flatMap(\.codings))
    if !review.isEmpty {
      let codes = called(Set(review.map { codings[$0].code }))
      result.append(
        Caution(
          "frame_review",
          Trilingual(
            en:
              "Version \(newVersion) of the coding frame changes the rules of codes in use (\(codes)); codings to be read again: \(review.count).",
            ru:
              "Версия \(newVersion) кодировочной схемы меняет правила используемых кодов (\(codes)); фрагментов, которые нужно перечитать: \(review.count).",
            kk:
              "Кодтау сызбасының \(newVersion) нұсқасы қолданыстағы кодтардың ережелерін өзгертеді (\(codes)); қайта оқылуға тиіс үзінділер саны: \(review.count)."
          )))
    }
    let moved = effects.filter { if case .recode = $0.entry.duty { true } else { false } }.flatMap(\.codings)
    if !moved.isEmpty {
      result.append(
        Caution(
          "frame_recode",
          Trilingual(
            en:
              "Version \(newVersion) of the coding frame replaces codes in use; codings that take the new code: \(moved.count).",
            ru:
              "Версия \(newVersion) кодировочной схемы заменяет используемые коды; фрагментов, получающих новый код: \(moved.count).",
            kk:
              "Кодтау сызбасының \(newVersion) нұсқасы қолданыстағы кодтарды алмастырады; жаңа код алатын үзінділер саны: \(moved.count)."
          )))
    }
    return result
  }
}
