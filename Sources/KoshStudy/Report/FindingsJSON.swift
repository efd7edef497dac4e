internal import KoshReport
package import KoshTable

/// Writes `findings.json`: every finding with its cells, every claim with its verdict, the hashes of the inputs.
package enum FindingsJSON {
  /// The run as JSON; numbers in full double precision, texts in English with the other languages beside them.
  package static func value(_ run: StudyRun, version: String) -> JSONValue {
    let study = run.plan.specification.name
    return .object([
      ("study", .string(study)),
      ("title", trilingual(run.plan.specification.title)),
      ("program", .string("kosh \(version)")),
      ("synthetic", .bool(run.plan.specification.isSynthetic)),
      (
        "inputs",
        .array(
          run.plan.data.order.compactMap { run.plan.data[$0] }.filter { !$0.isOfInterviews }.map(input)
            + run.plan.specification.interviews.compactMap { run.plan.data.interviews[$0.id] }.flatMap(inputs))
      ),
      ("claims", .array(run.claims.flatMap(\.withParts).map { claim($0, study: study, run) })),
      (
        "cautions",
        .array(
          run.cautions.map {
            .object([
              ("analysis", .string($0.analysis)), ("code", .string($0.caution.code)),
              ("text", trilingual($0.caution.text)),
            ])
          })
      ),
      ("findings", .array(run.findings.list.map { finding($0, run.plan.data) })),
    ])
  }

  private static func input(_ source: LoadedSource) -> JSONValue {
    .object([
      ("source", .string(source.specification.id)), ("file", .string(source.path)), ("sha256", .string(source.sha256)),
      ("bytes", .integer(source.byteCount)), ("rows", .integer(source.table.rowCount)),
    ])
  }

  private static func inputs(_ interviews: LoadedInterviews) -> [JSONValue] {
    interviews.files.map { file in
      .object([
        ("source", .string(interviews.id)), ("file", .string(file.path)), ("sha256", .string(file.sha256)),
        ("bytes", .integer(file.byteCount)), ("rows", file.rows.map { .integer($0) } ?? .null),
      ])
    }
  }

  private static func claim(_ claim: JudgedClaim, study: String, _ run: StudyRun) -> JSONValue {
    let bound = BoundText(context: run.context)
    return .object([
      ("study", .string(study)),
      ("id", .string(claim.specification.id)),
      ("verdict", .string(claim.verdict.rawValue)),
      ("statement", trilingual(bound.plain(claim.specification.statement, claim: claim.specification))),
      ("published", .string(claim.published.en)),
      ("recomputed", .string(claim.recomputed.en)),
      ("recomputed_values", .array(claim.values.map { .number($0) })),
      ("explanation", .string(claim.explanation.en)),
      ("explanations", trilingual(claim.explanation)),
      (
        "readings", .array(claim.readings.map { .object([("code", .string($0.code)), ("text", trilingual($0.text))]) })
      ),
      ("required", .bool(claim.specification.isRequired)),
      ("parts", .array(claim.parts.map { .string($0.specification.id) })),
      ("findings", .array(claim.findings.map { .string($0) })),
    ])
  }

  private static func finding(_ finding: Finding, _ data: StudyData) -> JSONValue {
    .object([
      ("id", .string(finding.id)), ("label", trilingual(finding.label)), ("value", value(finding.value)),
      ("unit", .string(finding.unit.en)),
      (
        "cells",
        .array(
          finding.cells.map { range in
            let lines = data[range.source].flatMap { $0.leastCell == nil ? $0.table.lines : nil }
            let rows = lines == nil ? nil : range.rows
            var members: [(String, JSONValue)] = [
              ("source", .string(range.source)), ("columns", .array(range.columns.map { .string($0) })),
              (
                "lines",
                rows.flatMap { rows in
                  lines.map { lines in .array(rows.prefix(FindingsJSON.lineLimit).map { .integer(lines[$0]) }) }
                } ?? .null
              ),
            ]
            if let rows, rows.count > FindingsJSON.lineLimit {
              members.append(("lines_left_out", .integer(rows.count - FindingsJSON.lineLimit)))
            }
            return .object(members)
          })
      ),
    ])
  }

  /// Of a finding that rests on more lines than this the first are told, and how many follow.
  private static let lineLimit = 400

  private static func value(_ evaluated: Evaluated) -> JSONValue {
    switch evaluated {
    case .number(let quantity):
      quantity.interval.isExact
        ? .number(quantity.value)
        : .object([
          ("value", .number(quantity.value)), ("low", .number(quantity.interval.low)),
          ("high", .number(quantity.interval.high)),
        ])
    case .text(let text): .string(text)
    case .truth(let truth): truth == .undecided ? .string("undecided") : .bool(truth == .yes)
    case .list(let items): .array(items.map(value))
    case .undefined: .null
    }
  }

  private static func trilingual(_ text: Trilingual) -> JSONValue {
    .object(Language.allCases.map { ($0.rawValue, .string(text[$0])) })
  }
}
