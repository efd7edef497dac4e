import Foundation
@testable import KoshStudy
import KoshReport
import KoshTable
import Testing

/// Every kind of expectation with a claim that is confirmed, one that is refuted and one that cannot be told, each with
/// the whole line that a reader sees.
@Suite struct JudgeTests {
  /// Numbers to judge by: `x` is exact, `s` rounded to two digits, `gap` has a hole, `up` rises but for rounding,
  /// `tie` has its maximum twice.
  private static let csv = """
    name,x,s,gap,up,tie
    a,10,0.57,1,0.1,5
    b,20,0.60,,0.2,7
    c,30,0.70,3,0.3,7
    d,25,0.71,2,0.4,1

    """
  private static let yaml = """
    sources:
      t:
        file: t.csv
        key: name
        variables:
          name: {type: category, labels: {a: {en: Alpha, ru: Альфа, kk: Альфа}, b: {en: Beta, ru: Бета, kk: Бета}, c: {en: Gamma, ru: Гамма, kk: Гамма}, d: {en: Delta, ru: Дельта, kk: Дельта}}}
          x: {type: number}
          s: {type: number, rounded: yes}
          gap: {type: number}
          up: {type: number}
          tie: {type: number}
      percent:
        file: percent.csv
        key: answer
        variables: {answer: {type: category}, good: {type: number, rounded: yes}, bad: {type: number, rounded: yes}, holed: {type: number, rounded: yes}}
      logit:
        file: logit.csv
        key: term
        variables: {term: {type: category}, ratio: {type: number, rounded: yes}, error: {type: number, rounded: yes}}
    analyses:
      - {id: q, kind: calculate, quantities: {pi: {formula: "22 / 7", decimals: 4}, almost: {formula: "0.57 - 0.0050001"}, edge: {formula: "0.57 - 0.005"}, tiny: {formula: "10 / 2"}, lost: {formula: "t[b].gap + 1"}, bound: {formula: "at_least(17)"}}}
      - {id: groups, kind: sign_groups, data: t, value: x, where: "x != 20"}
      - {id: groups_again, kind: sign_groups, data: t, value: x, where: "name in [d, c, a]"}
      - {id: shares, kind: percentages, data: percent, percent: good, n: "7"}
      - {id: wrong_shares, kind: percentages, data: percent, percent: bad, n: "7"}
      - {id: open_shares, kind: percentages, data: percent, percent: holed, n: "7"}
      - {id: logit, kind: printed_regression, data: logit, term: term, estimate: ratio, standard_error: error, scale: odds_ratio, alpha: 0.01, n: "1456", binary: [gender, wide, edge, far]}

    """
  private static let files = [
    "t.csv": csv, "percent.csv": "answer,good,bad,holed\np,14.3,14.9,14.3\nq,85.7,85.1,\n",
    "logit.csv":
      "term,ratio,error\ngender,0.456,0.085\nwide,1.006,0.2\nscore,1.006,0.001\nedge,0.9,0.105\nfar,0.60,0.15\nbetween,0.777,0.085\n",
  ]

  /// The claim with this expectation, in flow style, and these published numbers.
  private func judge(_ expect: String, published: String? = nil) throws -> JudgedClaim {
    let printed = published.map { ", published: [\($0)]" } ?? ""
    let folder = try StudyFolder(
      study(Self.yaml + "claims:\n  - {id: C1, statement: S\(printed), expect: {\(expect)}}\n"), Self.files)
    return try #require(try folder.run().claims.first)
  }

  private func check(
    _ expect: String, published: String? = nil, _ verdict: Verdict, _ explanation: String, recomputed: String? = nil
  ) throws {
    let claim = try judge(expect, published: published)
    #expect(claim.verdict == verdict, "\(expect) \(claim.explanation.en)")
    #expect(claim.explanation.en == explanation, "\(expect)")
    if let recomputed { #expect(claim.recomputed.en == recomputed, "\(expect)") }
    #expect(carriesSameNumbers(claim.explanation), "\(claim.explanation)")
    #expect(carriesSameNumbers(claim.recomputed), "\(claim.recomputed)")
    #expect(claim.explanation.ru != claim.explanation.en)
    #expect(claim.explanation.kk != claim.explanation.en)
  }

  // MARK: equals

  @Test func equals() throws {
    try check(
      "equals: q.pi", published: "\"3.14\"", .confirmed,
      "recomputed 3.143, published 3.14: agrees at the printed digits", recomputed: "3.143")
    try check("equals: q.pi", published: "\"3.15\"", .refuted, "recomputed 3.143, published 3.15: does not follow")
    try check(
      "equals: q.lost", published: "3", .cannotTell, "cannot be computed: no value is given for gap (Beta)",
      recomputed: "")
    try check(
      "equals: \"t[a].x + t[b].x\"", published: "30", .confirmed,
      "10 + 20 = 30, published 30: agrees at the printed digits")
    try check(
      "equals: [\"t[a].x\", \"t[b].x\"]", published: "\"10\", \"21\"", .refuted,
      "recomputed 10, published 10: agrees at the printed digits; recomputed 20, published 21: does not follow",
      recomputed: "10; 20")
  }

  @Test func halfAUnitOfTheLastPrintedDigitDecides() throws {
    // 0.565 is the very end of what 0.57 can have been; 0.5649999 is not, and the line shows enough digits to see it.
    try check(
      "equals: q.edge", published: "\"0.57\"", .confirmed,
      "recomputed 0.565, published 0.57: agrees at the printed digits")
    try check(
      "equals: q.almost", published: "\"0.57\"", .refuted, "recomputed 0.5649999, published 0.57: does not follow",
      recomputed: "0.5649999")
    try check(
      "equals: \"0.5750001\"", published: "\"0.57\"", .refuted, "recomputed 0.5750001, published 0.57: does not follow")
    try check(
      "equals: \"0.575\"", published: "\"0.57\"", .confirmed,
      "recomputed 0.575, published 0.57: agrees at the printed digits")
    try check(
      "equals: q.tiny", published: "\"5.0\"", .confirmed, "recomputed 5.0, published 5.0: agrees at the printed digits")
    try check("equals: q.tiny", published: "\"5.1\"", .refuted, "recomputed 5.0, published 5.1: does not follow")
  }

  @Test func roundedInputsAreIntervals() throws {
    try check(
      "equals: \"100 - 100 * t[a].s\"", published: "\"42.6\"", .confirmed,
      "100 − 100 × 0.57 = 43.0 (42.5 … 43.5), published 42.6: agrees at the printed digits")
    try check(
      "equals: \"100 - 100 * t[a].s\"", published: "44", .confirmed,
      "100 − 100 × 0.57 = 43 (42.5 … 43.5), published 44: agrees at the printed digits")
    try check(
      "equals: \"100 - 100 * t[a].s\"", published: "\"43.6\"", .refuted,
      "100 − 100 × 0.57 = 43.0 (42.5 … 43.5), published 43.6: does not follow")
    try check(
      "equals: \"-2 * printed('-852.324') + 2 * 8\"", published: "\"1,720.647\"", .confirmed,
      "−2 × −852.324 + 2 × 8 = 1,720.648 (1,720.6470 … 1,720.6490), published 1,720.647: agrees at the printed digits")
    try check(
      "equals: \"-2 * printed('-852.324') + 2 * 8\"", published: "\"1,720.646\"", .refuted,
      "−2 × −852.324 + 2 × 8 = 1,720.648 (1,720.6470 … 1,720.6490), published 1,720.646: does not follow")
  }

  @Test func boundsRefuteAndNeverConfirm() throws {
    try check(
      "equals: q.bound", published: "20", .cannotTell, "recomputed at least 17, published 20: cannot be told",
      recomputed: "at least 17")
    try check("equals: q.bound", published: "16", .refuted, "recomputed at least 17, published 16: does not follow")
    try check(
      "equals: \"34 / at_least(17)\"", published: "3", .refuted,
      "34 ÷ at least 17 = at most 2.00, published 3: does not follow")
    try check(
      "equals: \"34 / at_least(17)\"", published: "1", .cannotTell,
      "34 ÷ at least 17 = at most 2.00, published 1: cannot be told", recomputed: "at most 2.00")
  }

  // MARK: holds

  @Test func holds() throws {
    try check("holds: \"t[a].x < t[b].x\"", .confirmed, "10 < 20: holds", recomputed: "10")
    try check("holds: \"t[a].x + 15 < t[b].x\"", .refuted, "10 + 15 < 20 [25]: does not hold", recomputed: "25")
    try check(
      "holds: \"t[c].s < t[d].s\"", .cannotTell,
      "0.70 < 0.71 [0.70 (0.695 … 0.705); 0.71 (0.705 … 0.715)]: undecided within the rounding of the inputs")
    try check(
      "holds: \"t[b].gap > 1\"", .cannotTell, "cannot be computed: no value is given for gap (Beta)")
    try check(
      "holds: \"q.pi > 3 and not q.tiny > 5\"", .confirmed, "3.1429 > 3 and not 5 > 5: holds (pi = 3.1429; tiny = 5)")
    try check("holds: \"q.bound < 10\"", .refuted, "17 < 10 [at least 17]: does not hold (bound = 17)")
  }

  @Test func holdsFlipsWithinRoundingOnly() throws {
    #expect(try judge("holds: \"t[a].s < 0.5751\"").verdict == .confirmed)
    #expect(try judge("holds: \"t[a].s < 0.575\"").verdict == .cannotTell)
    #expect(try judge("holds: \"t[a].s < 0.5649\"").verdict == .refuted)
    #expect(try judge("holds: \"t[a].s + t[b].s >= 1.16\"").verdict == .confirmed)
    #expect(try judge("holds: \"t[a].s + t[b].s > 1.17\"").verdict == .cannotTell)
    #expect(try judge("holds: \"t[a].s + t[b].s > 1.18\"").verdict == .refuted)
  }

  // MARK: whole

  @Test func whole() throws {
    try check("whole: \"t[a].x / 2\"", .confirmed, "10 ÷ 2 = 5.000: holds the whole number 5")
    try check("whole: q.pi", .refuted, "recomputed 3.143: holds no whole number")
    try check("whole: \"100 * t[a].s\"", .confirmed, "100 × 0.57 = 57.0 (56.5 … 57.5): holds the whole number 57")
    try check("whole: \"t[a].s * 2\"", .refuted, "0.57 × 2 = 1.140 (1.130 … 1.150): holds no whole number")
    try check(
      "whole: \"t[b].gap * 2\"", .cannotTell, "cannot be computed: no value is given for gap (Beta)")
    #expect(try judge("whole: q.bound").verdict == .cannotTell)
  }

  // MARK: rankings

  @Test func highestAndLowest() throws {
    try check(
      "highest: {of: t.x, are: [c, d]}", .confirmed,
      "In falling order: Gamma 30 · Delta 25 · Beta 20 · Alpha 10 (of 4 rows): the order is as stated",
      recomputed: "30; 25")
    try check(
      "highest: {of: t.x, are: [d, c]}", .refuted,
      "In falling order: Gamma 30 · Delta 25 · Beta 20 · Alpha 10 (of 4 rows): the stated order does not follow")
    try check(
      "highest: {of: t.x, are: [c, b]}", .refuted,
      "In falling order: Gamma 30 · Delta 25 · Beta 20 · Alpha 10 (of 4 rows): the stated order does not follow")
    try check(
      "lowest: {of: t.x, are: [a, b]}", .confirmed,
      "In rising order: Alpha 10 · Beta 20 · Delta 25 · Gamma 30 (of 4 rows): the order is as stated",
      recomputed: "10; 20")
    try check(
      "highest: {of: t.s, are: [d]}", .cannotTell,
      "In falling order: Delta 0.71 · Gamma 0.70 · Beta 0.60 · Alpha 0.57 (of 4 rows): the order cannot be told")
    try check(
      "lowest: {of: t.s, are: [a]}", .confirmed,
      "In rising order: Alpha 0.57 · Beta 0.60 · Gamma 0.70 · Delta 0.71 (of 4 rows): the order is as stated")
    try check(
      "highest: {of: t.x, are: [d], where: \"name != 'c'\"}", .confirmed,
      "In falling order: Delta 25 · Beta 20 · Alpha 10 (of 3 rows): the order is as stated")
  }

  @Test func aMissingValueLeavesARankingOpen() throws {
    try check(
      "highest: {of: t.gap, are: [c]}", .cannotTell,
      "In falling order: Gamma 3 · Delta 2 · Alpha 1 (of 4 rows, 1 without a printed value): the order cannot be told")
    // The stated row itself has no value.
    try check(
      "highest: {of: t.gap, are: [b]}", .cannotTell,
      "In falling order: Gamma 3 · Delta 2 · Alpha 1 (of 4 rows, 1 without a printed value): the order cannot be told")
    // What is known refutes, whatever is missing.
    try check(
      "highest: {of: t.gap, are: [a]}", .refuted,
      "In falling order: Gamma 3 · Delta 2 · Alpha 1 (of 4 rows, 1 without a printed value): the stated order does not follow"
    )
    #expect(try judge("highest: {of: t.gap, are: [c], where: \"name != 'b'\"}").verdict == .confirmed)
    // A row that does not count cannot be the greatest of those that do.
    #expect(try judge("highest: {of: t.x, are: [c], where: \"name != 'c'\"}").verdict == .refuted)
    #expect(try judge("highest: {of: t.tie, are: [c]}").verdict == .refuted)
  }

  // MARK: courses

  @Test func monotone() throws {
    try check(
      "monotone: {of: t.up, direction: increasing}", .confirmed, "All 3 steps go that way",
      recomputed: "0 of 3 steps against")
    try check(
      "monotone: {of: t.x, direction: increasing}", .refuted, "1 of 3 steps do not rise: Gamma → Delta: 30 → 25",
      recomputed: "1 of 3 steps against")
    try check(
      "monotone: {of: t.x, direction: decreasing}", .refuted,
      "2 of 3 steps do not fall: Alpha → Beta: 10 → 20; Beta → Gamma: 20 → 30")
    try check(
      "monotone: {of: t.tie, direction: increasing}", .refuted,
      "2 of 3 steps do not rise: Beta → Gamma: 7 → 7; Gamma → Delta: 7 → 1")
    try check("monotone: {of: t.gap, direction: decreasing}", .cannotTell, "2 of 3 steps cannot be told")
    // 0.70 and 0.71, both rounded, can have been the same.
    try check("monotone: {of: t.s, direction: increasing}", .cannotTell, "1 of 3 steps cannot be told")
    try check(
      "monotone: {of: t.s, direction: decreasing}", .refuted,
      "3 of 3 steps do not fall: Alpha → Beta: 0.57 → 0.60; Beta → Gamma: 0.60 → 0.70; Gamma → Delta: 0.70 → 0.71")
  }

  @Test func aCourseOfOneRowProvesNothing() throws {
    let folder = try StudyFolder(
      study(
        "sources: {t: {file: t.csv, key: k, variables: {x: {type: number}}}}\nclaims: [{id: C, statement: S, expect: {monotone: {of: t.x, direction: increasing}}}]\n"
      ),
      ["t.csv": "k,x\na,1\n"])
    #expect(try folder.run().claims[0].verdict == .cannotTell)
  }

  // MARK: extremes

  @Test func extreme() throws {
    try check(
      "extreme: {of: t.x, is: maximum, at: c}", .confirmed, "The greatest of 4 values is 30 (Gamma)", recomputed: "30")
    try check(
      "extreme: {of: t.x, is: minimum, at: a}", published: "10", .confirmed,
      "The least of 4 values is 10 (Alpha), published 10: agrees at the printed digits")
    try check("extreme: {of: t.x, is: maximum, at: d}", .refuted, "The greatest of 4 values is 30 (Gamma)")
    try check(
      "extreme: {of: t.x, is: maximum, at: c}", published: "31", .refuted,
      "The greatest of 4 values is 30 (Gamma), published 31: does not follow")
    try check(
      "extreme: {of: t.gap, is: maximum, at: c}", .cannotTell, "The greatest of 3 values is 3 (Gamma); 1 are not given")
    try check(
      "extreme: {of: t.gap, is: maximum, at: b}", .cannotTell, "The greatest of 3 values is 3 (Gamma); 1 are not given")
    try check(
      "extreme: {of: t.gap, is: maximum, at: a}", .refuted, "The greatest of 3 values is 3 (Gamma); 1 are not given")
    try check(
      "extreme: {of: t.s, is: maximum, at: d}", published: "\"0.71\"", .confirmed,
      "The greatest of 4 values is 0.71 (Delta), published 0.71: agrees at the printed digits")
    try check(
      "extreme: {of: t.gap, is: maximum, at: c}", published: "3", .cannotTell,
      "The greatest of 3 values is 3 (Gamma); 1 are not given, published 3: cannot be told")
  }

  @Test func extremesOfTiedAndRoundedValues() throws {
    // Of two equal maxima each is where the maximum lies.
    #expect(try judge("extreme: {of: t.tie, is: maximum, at: b}").verdict == .confirmed)
    #expect(try judge("extreme: {of: t.tie, is: maximum, at: c}").verdict == .confirmed)
    #expect(try judge("extreme: {of: t.tie, is: maximum, at: a}").verdict == .refuted)
    // 0.70 ends where 0.71 begins: Gamma can be the greatest too, but only if both were 0.705.
    #expect(try judge("extreme: {of: t.s, is: maximum, at: c}").verdict == .cannotTell)
    #expect(try judge("extreme: {of: t.s, is: maximum, at: b}").verdict == .refuted)
    #expect(try judge("extreme: {of: t.x, is: maximum, at: c, where: \"name != 'c'\"}").verdict == .refuted)
  }

  // MARK: lists, searches, words

  @Test func members() throws {
    try check(
      "members: {of: groups.recipients, are: [d, a, c]}", .confirmed, "The list has 3: Alpha, Gamma, Delta",
      recomputed: "Alpha, Gamma, Delta")
    try check(
      "members: {of: groups.recipients, are: [a, b, c]}", .refuted,
      "The list has 3: Alpha, Gamma, Delta; not named: d; named but not in it: b")
    try check("members: {of: groups.donors, are: []}", .confirmed, "The list has 0: ")
    try check("members: {of: q.lost, are: [a]}", .cannotTell, "there is no value")
  }

  @Test func exists() throws {
    try check(
      "exists: {among: [q.*]}", published: "\"3.14\"", .confirmed, "Among 5 findings: pi 3.1429", recomputed: "3.1429")
    try check(
      "exists: {among: [q.*]}", published: "\"3.2\"", .refuted,
      "None of 5 findings equals the published number; the nearest is pi 3.143")
    try check("exists: {among: [q.lost]}", published: "1", .cannotTell, "there is no value")
  }

  @Test func same() throws {
    try check("same: [\"t[b].x\", \"2 * t[a].x\"]", .confirmed, "20 and 20: the same", recomputed: "20; 20")
    try check("same: [\"t[b].x\", \"t[c].x\"]", .refuted, "20 and 30: not the same")
    try check(
      "same: [\"t[b].x\", \"t[b].gap\"]", .cannotTell,
      "cannot be computed: no value is given for gap (Beta)")
    try check("same: [\"t[b].x\", q.bound]", .cannotTell, "20 and 17: cannot be told")
    #expect(try judge("same: [groups.recipients, groups_again.recipients]").verdict == .confirmed)
    #expect(try judge("same: [groups.recipients, groups.donors]").verdict == .refuted)
    #expect(try judge("same: [shares.possible, wrong_shares.possible]").verdict == .refuted)
    #expect(try judge("same: [shares.possible, open_shares.possible]").verdict == .cannotTell)
  }

  @Test func plausible() throws {
    try check(
      "plausible: {of: q.pi, between: [3, 4], because: {en: why not, ru: почему бы нет, kk: неге болмасын}}",
      .confirmed, "recomputed 3.14: within 3 to 4 (why not)", recomputed: "3.14")
    try check(
      "plausible: {of: q.pi, between: [4, 5], because: {en: why not, ru: почему бы нет, kk: неге болмасын}}", .refuted,
      "recomputed 3.14: outside of 4 to 5 (why not)")
    try check(
      "plausible: {of: \"10 * t[a].s\", between: [5.7, 6], because: {en: why not, ru: почему бы нет, kk: неге болмасын}}",
      .cannotTell, "10 × 0.57 = 5.7 (5.65 … 5.75): within rounding neither inside nor outside of 5.7 to 6 (why not)")
    try check(
      "plausible: {of: q.lost, between: [4, 5], because: B}", .cannotTell,
      "cannot be computed: no value is given for gap (Beta)")
  }

  // MARK: printed figures

  @Test func possible() throws {
    try check(
      "possible: shares", .confirmed, "14.3 % = 1/7, 85.7 % = 6/7; the counts add up to 7 of 7", recomputed: "7")
    try check("possible: wrong_shares", .refuted, "14.9 % = 1/7, 85.1 % = 6/7; no whole count gives: p, q")
    try check("possible: open_shares", .cannotTell, "14.3 % = 1/7; the counts add up to 1 of 7")
  }

  @Test func significant() throws {
    let words = "p below 0.01 needs |z| above 2.58; with the error on the log-odds scale |z| is"
    try check(
      "significant: {term: logit.gender, is: yes}", .confirmed,
      "\(words) 9.17 … 9.31, on the odds-ratio scale 4.19 … 4.24", recomputed: "yes")
    try check(
      "significant: {term: logit.gender, is: no}", .refuted, "\(words) 9.17 … 9.31, on the odds-ratio scale 4.19 … 4.24"
    )
    try check(
      "significant: {term: logit.wide, is: yes}", .refuted, "\(words) 0.02 … 0.04, on the odds-ratio scale 0.02 … 0.04",
      recomputed: "no")
    try check(
      "significant: {term: logit.wide, is: no}", .confirmed, "\(words) 0.02 … 0.04, on the odds-ratio scale 0.02 … 0.04"
    )
    // The scale of the error decides.
    let open = try judge("significant: {term: logit.between, is: yes}")
    #expect(open.verdict == .cannotTell)
    #expect(try judge("significant: {term: logit.between, is: no}").verdict == .cannotTell)
  }

  @Test func floor() throws {
    let words =
      "the least model-based standard error of a 0/1 predictor is 4 ÷ √1,456 = 0.1048 on the log-odds scale; printed"
    try check(
      "floor: logit.gender", .refuted,
      "\(words) 0.085; read on the odds-ratio scale it is 0.186 in log odds, which is possible", recomputed: "0.1048")
    try check("floor: logit.wide", .confirmed, "\(words) 0.2")
    try check("floor: logit.far", .confirmed, "\(words) 0.15")
  }

  // MARK: wholes

  @Test(arguments: [
    ("1 < 2", "2 < 3", Verdict.confirmed, "All 2 parts are confirmed."),
    ("1 < 2", "2 > 3", .refuted, "1 of 2 parts do not follow: C1b."),
    ("1 > 2", "2 > 3", .refuted, "2 of 2 parts do not follow: C1a, C1b."),
    ("1 < 2", "t[b].gap > 3", .cannotTell, "1 of 2 parts cannot be told: C1b; the others are confirmed."),
    ("1 > 2", "t[b].gap > 3", .refuted, "1 of 2 parts do not follow: C1a."),
  ])
  func aWholeIsWhatItsPartsAre(first: String, second: String, verdict: Verdict, explanation: String) throws {
    let claims =
      "claims:\n  - {id: C1, statement: S, place: {en: \"p. 1\"}, parts: [{id: C1a, statement: S, expect: {holds: \"\(first)\"}}, {id: C1b, statement: S, expect: {holds: \"\(second)\"}}]}\n"
    let run = try StudyFolder(study(Self.yaml + claims), Self.files).run()
    let claim = try #require(run.claims.first)
    #expect(claim.verdict == verdict)
    #expect(claim.explanation.en == explanation)
    #expect(carriesSameNumbers(claim.explanation))
    #expect(claim.parts.map(\.specification.whereItStands.en) == ["p. 1", "p. 1"])
    #expect(run.counts.total == 1)
  }

  @Test func aClaimRestsOnItsFindingsAndCells() throws {
    let claim = try judge("equals: \"q.lost + t[a].x\"", published: "1")
    #expect(claim.findings == ["q.lost"])
    #expect(claim.cells == [CellRange("t", ["gap"], rows: [1]), CellRange("t", ["x"], rows: [0])])
    #expect(try judge("highest: {of: t.x, are: [c]}").cells == [CellRange("t", ["x"], rows: [0, 1, 2, 3])])
  }
}
