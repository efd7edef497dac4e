/// Where something stands: a file, a line and column of it, a variable.
public struct Place: Sendable, Hashable, Comparable {
  /// The file's path as the user gave it.
  public var file: String?
  /// The line, counted from 1.
  public var line: Int?
  /// The column, counted from 1.
  public var column: Int?
  /// The variable's name.
  public var variable: String?

  /// A place; leave out what is not known.
  public init(file: String? = nil, line: Int? = nil, column: Int? = nil, variable: String? = nil) {
    self.file = file
    self.line = line
    self.column = column
    self.variable = variable
  }

  /// By file, then line, then column, then variable; what is not known comes first.
  public static func < (left: Place, right: Place) -> Bool {
    left.isBefore(right) || (!right.isBefore(left) && (left.variable ?? "") < (right.variable ?? ""))
  }

  /// Whether a reader of the file meets this place first; the variable does not matter.
  func isBefore(_ other: Place) -> Bool {
    (file ?? "", line ?? 0, column ?? 0) < (other.file ?? "", other.line ?? 0, other.column ?? 0)
  }
}

/// Something that keeps the program from going on, told so that the reader can mend it.
///
/// Its text is part of the interface: what happened, where, why, and what to do about it.
public struct Problem: Error, Sendable, Hashable, CustomStringConvertible {
  /// What kind of failure it is; decides the exit status.
  public enum Kind: Sendable, Hashable {
    /// The study, formula or command is wrong: exit status 2.
    case specification
    /// The data cannot be read or do not fit what was promised of them: exit status 3.
    case data
  }

  /// What kind of failure it is.
  public var kind: Kind
  /// What happened, in one sentence without a full stop.
  public var what: String
  /// Where it happened.
  public var place: Place
  /// Why that is a problem.
  public var why: String?
  /// What to do.
  public var remedy: String?

  /// A problem; `why` and `remedy` may be left out where `what` says all.
  public init(
    _ kind: Kind, _ what: String, at place: Place = Place(), why: String? = nil, remedy: String? = nil
  ) {
    self.kind = kind
    self.what = what
    self.place = place
    self.why = why
    self.remedy = remedy
  }

  /// The problem as it is printed:
  ///
  ///     study.yaml:12:5: unknown key "tpye"
  ///       why: a variable has the keys type, label, unit
  ///       do:  write "type"
  ///
  /// Where the file is not known, the place is told in words: `line 12, column 5: …`.
  public var description: String {
    var text = ""
    if let file = place.file {
      text += file
      if let line = place.line { text += ":\(line)" }
      if let column = place.column { text += ":\(column)" }
      text += ": "
    } else if place.line != nil || place.column != nil {
      let parts = [place.line.map { "line \($0)" }, place.column.map { "column \($0)" }]
      text += parts.compactMap { $0 }.joined(separator: ", ") + ": "
    }
    text += what
    if let variable = place.variable { text += " (variable \(variable))" }
    if let why { text += "\n  why: \(why)" }
    if let remedy { text += "\n  do:  \(remedy)" }
    return text
  }
}

/// All the problems that were found, in the order in which a reader meets them.
public struct Problems: Error, Sendable, Hashable, CustomStringConvertible {
  /// The problems; never empty when thrown.
  public var list: [Problem]

  /// Problems sorted by file, line and column; those of one place stay in the order in which they were found.
  public init(_ list: [Problem]) {
    self.list = list.enumerated().sorted { left, right in
      if left.element.place.isBefore(right.element.place) { return true }
      return !right.element.place.isBefore(left.element.place) && left.offset < right.offset
    }.map(\.element)
  }

  /// One problem.
  public init(_ problem: Problem) { list = [problem] }

  /// Every problem, a blank line between.
  public var description: String { list.map(\.description).joined(separator: "\n\n") }
}

/// Something a reader should know about a result that stands nonetheless.
public struct Caution: Sendable, Hashable {
  /// A short name that stays the same: `separation`, `cumulated_r_squared`.
  public var code: String
  /// What it means for the reading, in one or two plain sentences.
  public var text: Trilingual

  /// A caution.
  public init(_ code: String, _ text: Trilingual) {
    self.code = code
    self.text = text
  }
}
