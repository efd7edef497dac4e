package import KoshTable

/// One dot per claim, in the column of its verdict: what holds, what does not, what cannot be told.
///
/// Verdicts differ by column, by shape (disc, diamond, open ring) and by colour.
package struct VerdictChart: Chart {
  /// The names of the three verdicts, chosen by the caller.
  package struct Names: Sendable, Hashable {
    /// For claims that agree with the recomputed numbers.
    package var confirmed: Trilingual
    /// For claims that do not follow from them.
    package var refuted: Trilingual
    /// For claims that the printed numbers leave open.
    package var cannotTell: Trilingual

    /// The names.
    package init(confirmed: Trilingual, refuted: Trilingual, cannotTell: Trilingual) {
      self.confirmed = confirmed
      self.refuted = refuted
      self.cannotTell = cannotTell
    }
  }

  /// One study, or one claim (whose counts are then 1, 0, 0 in some order).
  package struct Row: Sendable, Hashable {
    /// What it is.
    package var label: Trilingual
    /// How many claims are confirmed.
    package var confirmed: Int
    /// How many are refuted.
    package var refuted: Int
    /// How many cannot be told.
    package var cannotTell: Int

    /// A row of counts; none may be negative (a negative count is drawn as none).
    package init(_ label: Trilingual, confirmed: Int, refuted: Int, cannotTell: Int) {
      self.label = label
      self.confirmed = confirmed
      self.refuted = refuted
      self.cannotTell = cannotTell
    }
  }

  /// Title, subtitle, note and alternative text.
  package var text: ChartText
  /// The rows, top to bottom.
  package var rows: [Row]
  /// The names of the verdicts.
  package var names: Names
  /// Whether the counts are written beside the dots and summed below; for single claims they say nothing.
  package var showsCounts: Bool
  /// Heading of the label column in the table behind the picture.
  package var rowTitle: Trilingual

  /// A chart of verdicts.
  package init(
    text: ChartText, rows: [Row], names: Names, showsCounts: Bool = true, rowTitle: Trilingual = ChartWords.study
  ) {
    self.text = text
    self.rows = rows
    self.names = names
    self.showsCounts = showsCounts
    self.rowTitle = rowTitle
  }
}
