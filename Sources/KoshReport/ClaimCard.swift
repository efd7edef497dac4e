package import KoshTable

/// How a published claim came out.
package enum Verdict: String, Sendable, Hashable, CaseIterable {
  /// The recomputed value agrees.
  case confirmed
  /// The claim does not follow from the figures it rests on.
  case refuted
  /// The figures do not decide it.
  case cannotTell = "cannot_tell"
}

/// How many claims came out each way.
package struct VerdictCounts: Sendable, Hashable {
  /// Claims that agree.
  package var confirmed: Int
  /// Claims that do not follow.
  package var refuted: Int
  /// Claims that the figures do not decide.
  package var cannotTell: Int

  /// Counts given one by one.
  package init(confirmed: Int = 0, refuted: Int = 0, cannotTell: Int = 0) {
    self.confirmed = confirmed
    self.refuted = refuted
    self.cannotTell = cannotTell
  }

  /// The counts of cards, each by its own verdict; parts are not counted.
  package init(_ cards: [ClaimCard]) {
    self.init()
    for card in cards { self[card.verdict] += 1 }
  }

  /// All claims.
  package var total: Int { confirmed + refuted + cannotTell }

  /// The count of one verdict.
  package subscript(verdict: Verdict) -> Int {
    get {
      switch verdict {
      case .confirmed: confirmed
      case .refuted: refuted
      case .cannotTell: cannotTell
      }
    }
    set {
      switch verdict {
      case .confirmed: confirmed = newValue
      case .refuted: refuted = newValue
      case .cannotTell: cannotTell = newValue
      }
    }
  }

  /// Adds verdict by verdict.
  package static func + (left: VerdictCounts, right: VerdictCounts) -> VerdictCounts {
    VerdictCounts(
      confirmed: left.confirmed + right.confirmed, refuted: left.refuted + right.refuted,
      cannotTell: left.cannotTell + right.cannotTell)
  }
}

/// A published claim with its verdict and the arithmetic.
package struct ClaimCard: Sendable, Hashable {
  /// The claim's name, `D1`; unique in the document.
  package var id: String
  /// What the paper says, in our own words.
  package var statement: Trilingual
  /// Where it stands: paper, page or table.
  package var place: Trilingual
  /// The published value, digits as printed; empty when the claim has none.
  package var published: Trilingual
  /// The same from the figures; empty when there is none.
  package var recomputed: Trilingual
  /// How it came out.
  package var verdict: Verdict
  /// The arithmetic in one line.
  package var explanation: Trilingual
  /// What to notice about the statement beside its number.
  package var readings: [Trilingual]
  /// What would settle the matter.
  package var settle: Trilingual?
  /// The findings it was judged by.
  package var findings: [String]
  /// The claims it is made of: D7a, D7b, ….
  package var parts: [ClaimCard]

  /// A card.
  package init(
    id: String, statement: Trilingual, place: Trilingual = Trilingual(same: ""),
    published: Trilingual = Trilingual(same: ""), recomputed: Trilingual = Trilingual(same: ""), verdict: Verdict,
    explanation: Trilingual = Trilingual(same: ""), readings: [Trilingual] = [], settle: Trilingual? = nil,
    findings: [String] = [], parts: [ClaimCard] = []
  ) {
    self.id = id
    self.statement = statement
    self.place = place
    self.published = published
    self.recomputed = recomputed
    self.verdict = verdict
    self.explanation = explanation
    self.readings = readings
    self.settle = settle
    self.findings = findings
    self.parts = parts
  }
}
