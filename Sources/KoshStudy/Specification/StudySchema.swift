internal import KoshTable

/// The study format, key by key: the one description that checks files, writes the reference and the JSON Schema.
enum StudySchema {
  private static let text3 = FieldType.trilingual(placeholders: false)
  private static let bound3 = FieldType.trilingual(placeholders: true)

  /// The whole file.
  static let study = ObjectSchema(
    "study", "A study: what it asks, its data, its analyses, its claims, its report.",
    [
      Field("kosh", .integer, required: true, "Version of the format: 1."),
      Field("title", text3, required: true, "The study's title."),
      Field("question", text3, required: true, "What the study asks."),
      Field("paper", text3, "Short name of the publication whose claims are checked."),
      Field("cite", text3, "How to cite that publication."),
      Field("synthetic", .truth, "Whether the data are synthetic; then the word stands on everything made of them."),
      Field("sources", .map(.object(source)), "Data sources by name; a study of interviews alone needs none."),
      Field("interviews", .map(.object(InterviewSchema.set)), "Sets of interviews by name."),
      Field("analyses", .list(.kinds(AnalysisKinds.all.map { $0.schema })), "What is computed."),
      Field("claims", .list(.object(claim)), "Published statements and what is expected of the findings."),
      Field("exhibits", .list(.kinds(exhibits)), "Figures and tables."),
      Field("report", .list(.object(section)), "Sections of the report, in order."),
    ])

  /// A data file and its codebook.
  static let source = ObjectSchema(
    "source", "A data file with its codebook.",
    [
      Field("file", .text, required: true, "Path of the file, from the study folder."),
      Field("title", text3, "What the file holds."),
      Field("origin", text3, "Where the figures come from: publication, table, office."),
      Field("cite", text3, "How to cite the data."),
      Field("licence", text3, "Under which terms they may be used."),
      Field(
        "microdata", .truth, "Whether a row is a person: then rows are not printed and small counts are suppressed."),
      Field(
        "least_cell", .integer,
        "The smallest count of people that is shown; 10 unless given. Synthetic studies show all."),
      Field("key", .list(.name), "The column, or columns, whose value names a row."),
      Field(
        "csv",
        .object(
          ObjectSchema(
            "csv setting", "How the file is written, where that cannot be seen from it.",
            [
              Field("delimiter", .text, "The sign between fields: , ; or tab."),
              Field("decimal", .choice([".", ","]), "The decimal mark."),
              Field("encoding", .choice(["utf-8", "utf-16", "windows-1251", "kz-1048"]), "The encoding."),
            ])), "How the file is written, where that cannot be seen from it."),
      Field(
        "join",
        .object(
          ObjectSchema(
            "join", "Columns of another source, matched by key.",
            [
              Field("source", .name, required: true, "The other source."),
              Field("match", .map(.name), required: true, "Column here: column there."),
            ])), "Columns of another source, matched row by row."),
      Field("variables", .map(.object(variable)), "The codebook: column by column."),
      Field("derive", .map(.object(derived)), "New variables made of others."),
    ])

  static let variable = ObjectSchema(
    "variable", "What a column holds.",
    [
      Field("type", .choice(["number", "category", "year", "region"]), required: true, "What its cells are."),
      Field("label", text3, "What a reader sees."),
      Field("unit", text3, "The unit of a number."),
      Field("missing", .list(.text), "Codes that stand for a missing value."),
      Field("labels", .map(text3), "Labels of the categories, by code."),
      Field("rounded", .truth, "Whether printed digits are rounded: then a cell stands for an interval."),
      Field(
        "measure", .choice(["odds_ratio", "probability", "share", "count", "rate"]),
        "What kind of number it is, for the reading of claims."),
      Field("period", .text, "The period that the figures are of."),
    ])

  static let derived = ObjectSchema(
    "derived variable", "A variable made of others, row by row.", oneOf: ["formula", "recode"],
    [
      Field("formula", .rowExpression, "A formula over the row."),
      Field("recode", .name, "The variable whose codes are gathered into new ones."),
      Field("to", .map(.list(.text)), "New code: the old codes that become it."),
      Field("drop", .list(.text), "Old codes that become missing."),
      Field("label", text3, "What a reader sees."),
      Field("unit", text3, "The unit."),
      Field("labels", .map(text3), "Labels of the new codes."),
      Field("measure", .choice(["odds_ratio", "probability", "share", "count", "rate"]), "What kind of number it is."),
      Field("period", .text, "The period that the figures are of."),
    ])

  private static func ranking(_ which: String) -> FieldType {
    .object(
      ObjectSchema(
        "ranking", "Rows with the \(which) values, in order.",
        [
          Field("of", .text, required: true, "SOURCE.column"),
          Field("are", .list(.text), required: true, "Keys, the \(which) first."),
          Field("where", .rowExpression, "Which rows count."),
        ]))
  }

  static let expectation = ObjectSchema(
    "expectation", "What is expected of the findings; exactly one.",
    oneOf: [
      "equals", "holds", "whole", "highest", "lowest", "monotone", "extreme", "members", "exists", "same", "plausible",
      "possible", "significant", "floor",
    ],
    [
      Field("equals", .list(.expression), "Formulas that give the published numbers at their printed digits."),
      Field("holds", .expression, "A condition; undecided within rounding is cannot_tell."),
      Field("whole", .expression, "A formula whose interval holds a whole number."),
      Field("highest", ranking("greatest"), "The rows with the greatest values, in order."),
      Field("lowest", ranking("least"), "The rows with the least values, in order."),
      Field(
        "monotone",
        .object(
          ObjectSchema(
            "course", "A series that goes one way at every step.",
            [
              Field("of", .text, required: true, "SOURCE.column, rows in order of time."),
              Field("direction", .choice(["increasing", "decreasing"]), required: true, "Which way."),
            ])), "Every step goes one way."),
      Field(
        "extreme",
        .object(
          ObjectSchema(
            "extreme", "Where the greatest or least value lies.",
            [
              Field("of", .text, required: true, "SOURCE.column"),
              Field("is", .choice(["maximum", "minimum"]), required: true, "Which end."),
              Field("at", .text, required: true, "The key of the row."),
              Field("where", .rowExpression, "Which rows count."),
            ])), "Where the greatest or least value lies; the published number, if given, is its value."),
      Field(
        "members",
        .object(
          ObjectSchema(
            "membership", "A finding that is a list.",
            [
              Field("of", .text, required: true, "The finding."),
              Field("are", .list(.text), required: true, allowsEmpty: true, "Its members, in any order."),
            ])), "The finding's list is exactly this."),
      Field(
        "exists",
        .object(
          ObjectSchema(
            "search", "A published number that should be among the findings.",
            [
              Field("among", .list(.text), required: true, "Ids of findings; * stands for any letters.")
            ])), "A finding equals the published number."),
      Field("same", .list(.expression), "Two values that are the same."),
      Field(
        "plausible",
        .object(
          ObjectSchema(
            "plausible range", "A value that lies in a range.",
            [
              Field("of", .expression, required: true, "The value."),
              Field("between", .list(.number), required: true, "Least and greatest plausible value."),
              Field("because", text3, required: true, "Why this range."),
            ])), "The value lies in a range that the study states and justifies."),
      Field("possible", .name, "The id of a percentages analysis: the shares can come from that many people."),
      Field(
        "significant",
        .object(
          ObjectSchema(
            "significance", "A printed star.",
            [
              Field("term", .text, required: true, "ANALYSIS.TERM of a printed_regression."),
              Field("is", .truth, required: true, "Whether a star is printed."),
            ])), "The printed coefficient and standard error imply the star."),
      Field(
        "floor", .text, "ANALYSIS.TERM of a printed_regression: its standard error can stand on the log-odds scale."),
    ])

  /// A published statement.
  static let claim = ObjectSchema(
    "claim", "A published statement bound to findings; or a whole made of parts.", oneOf: ["expect", "parts"],
    [
      Field("id", .name, required: true, "Its id."),
      Field("statement", bound3, required: true, "What is said, in the study's own words; {published} is the number."),
      Field("place", text3, "Paper, page or table."),
      Field("published", .list(.printed), "The number, or numbers, with the digits as printed."),
      Field("expect", .object(expectation), "What is expected of the findings."),
      Field("parts", .list(.object(part)), "One checkable statement each; a whole is refuted if a part is."),
      Field("says", .list(.choice(Saying.allCases.map(\.rawValue))), "What the statement says of the number."),
      Field("settle", bound3, "What would settle it."),
      Field("required", .truth, "Whether the program's exit status is 1 unless it is confirmed."),
    ])

  static let part = ObjectSchema(
    "part of a claim", "One checkable statement.",
    [Field("expect", .object(expectation), required: true, "What is expected of the findings.")]
      + ["id", "statement", "place", "published", "says", "settle", "required"].map { partField($0) })

  // A part has the claim's keys but `parts`; written out, since a stored property cannot refer to itself.
  private static func partField(_ name: String) -> Field {
    switch name {
    case "id": Field("id", .name, required: true, "Its id: the claim's with a letter.")
    case "statement": Field("statement", bound3, required: true, "What is said.")
    case "place": Field("place", text3, "Where, if not where the claim stands.")
    case "published": Field("published", .list(.printed), "The number, or numbers, with the digits as printed.")
    case "says":
      Field("says", .list(.choice(Saying.allCases.map(\.rawValue))), "What the statement says of the number.")
    case "settle": Field("settle", bound3, "What would settle it.")
    default: Field("required", .truth, "Whether the exit status is 1 unless it is confirmed.")
    }
  }

  private static let exhibitHead = [
    Field("id", .name, required: true, "Its id."),
    Field("title", bound3, required: true, "The conclusion."),
    Field("subtitle", bound3, "What is shown, in which unit."),
    Field("note", bound3, "What the reader should know; source and n are added."),
  ]

  private static func exhibit(_ kind: String, _ help: String, _ fields: [Field]) -> ObjectSchema {
    ObjectSchema(kind, help, exhibitHead + [Field("kind", .text, required: true, "\(kind)")] + fields)
  }

  /// Figures and tables by kind.
  static let exhibits: [ObjectSchema] = [
    exhibit(
      "bars", "Horizontal bars in order.",
      [
        Field("data", .name, "The source."),
        Field("value", .list(.name), "The variable; several are drawn side by side."),
        Field(
          "of", .name,
          "A codes, query, collocations or word_list analysis: a bar for each row, or one for each of its groups."),
        Field("label", .name, "The variable that names the bars; the key unless given."),
        Field("where", .rowExpression, "Which rows."),
        Field("order", .choice(["value", "file"]), "Order of the bars."),
        Field(
          "color_by", .choice(["balance", "sign", "none"]),
          "What the colour tells: gaining and losing people, or above and below zero."),
        Field("decimals", .integer, "Decimals of the values."),
      ]),
    exhibit(
      "lines", "Lines over time.",
      [
        Field("data", .name, "The source."),
        Field("time", .name, "The variable of time."),
        Field("value", .list(.name), "One variable a line."),
        Field("where", .rowExpression, "Which rows."),
        Field("of", .name, "A trend or curve analysis whose fits are drawn, or a saturation analysis."),
        Field("series", .choice(["annual", "cumulated"]), "Which series of the trend analysis."),
        Field(
          "annotate",
          .list(
            .object(
              ObjectSchema(
                "annotation", "A remark at a point.",
                [
                  Field("at", .text, required: true, "The time."),
                  Field("text", bound3, required: true, "The remark."),
                ]))), "Remarks at points."),
        Field("decimals", .integer, "Decimals of the values."),
      ]),
    exhibit(
      "scatter", "Points with names.",
      [
        Field("data", .name, required: true, "The source."),
        Field("x", .name, required: true, "The variable across."),
        Field("y", .name, required: true, "The variable upwards."),
        Field("where", .rowExpression, "Which rows."),
        Field(
          "color_by", .choice(["balance", "sign", "macro_region", "none"]),
          "What colour and shape tell: gaining and losing people, above and below zero, or the macro-region."),
        Field("line", .truth, "Whether the least-squares line is drawn."),
      ]),
    exhibit(
      "residuals", "Residuals against leverage: which rows a model hangs on, by name.",
      [
        Field("of", .name, required: true, "A regression or curve analysis."),
        Field("model", .text, "Which of its models; the first unless given."),
      ]),
    exhibit(
      "forest", "Coefficients or odds ratios with intervals.",
      [
        Field("of", .list(.name), required: true, "Regression or printed_regression analyses."),
        Field("models", .list(.text), "Which models, as ANALYSIS.MODEL; all unless given."),
        Field("terms", .map(text3), "Terms and their labels."),
      ]),
    exhibit(
      "dendrogram", "The tree of a clustering.",
      [
        Field("of", .name, required: true, "A cluster analysis."),
        Field("method", .choice(["ward", "average", "complete", "single"]), "Which method."),
      ]),
    exhibit(
      "heatmap", "Values by row and column.",
      [
        Field("data", .name, "The source."),
        Field("columns", .list(.name), "The variables."),
        Field("of", .name, "A codes, query or word_list analysis by groups, or a co_occurrence or sequence analysis."),
        Field("where", .rowExpression, "Which rows."),
        Field("decimals", .integer, "Decimals of the values."),
      ]),
    exhibit(
      "tilemap", "The regions of Kazakhstan as tiles.",
      [
        Field("data", .name, required: true, "The source; its key is a region."),
        Field("value", .name, required: true, "The variable."),
        Field("decimals", .integer, "Decimals of the values."),
      ]),
    exhibit(
      "table", "A table of a source or of an analysis.",
      [
        Field("data", .name, "The source."),
        Field("columns", .list(.name), "The variables."),
        Field("where", .rowExpression, "Which rows."),
        Field("of", .name, "An analysis whose findings are the rows."),
        Field("findings", .list(.text), "Which findings, behind the analysis' id; * stands for any letters."),
        Field(
          "show", .choice(RegressionGrid.allCases.map(\.rawValue)),
          "Of a regression: what is shown in columns, a row for each contrast, test, comparison or marginal effect."),
      ]),
    exhibit(
      "quotes", "The exact words behind a code.",
      [
        Field("of", .name, required: true, "An analysis of interviews that counts passages or words."),
        Field("code", .list(.text), "Which codes, words or queries; all of the analysis unless given."),
        Field("group", .list(.text), "Which of its groups; all unless given."),
        Field("limit", .integer, "The most quotes for each code; 3 unless given."),
      ]),
    exhibit(
      "display", "A joint display: a table of survey share, coded motive and quote by group, and its figure.",
      [Field("of", .name, required: true, "A joint_display analysis.")]),
    exhibit(
      "regression_table", "Models side by side, as journals print them.",
      [
        Field("of", .name, required: true, "A regression or curve analysis."),
        Field("terms", .map(text3), "Terms and their labels."),
        Field("controls", .map(.list(.text)), "Label of a row that says Yes: the terms that it stands for."),
        Field("odds_ratios", .truth, "Whether odds ratios are shown in place of coefficients."),
        Field("stars", .list(.number), "Cut-offs of the stars, the weakest first."),
      ]),
  ]

  static let section = ObjectSchema(
    "section", "A section of the report.",
    [
      Field("title", bound3, required: true, "Its heading."),
      Field("blocks", .list(.object(block)), "What it holds."),
    ])

  static let block = ObjectSchema(
    "block", "A paragraph or an exhibit.", oneOf: ["text", "exhibit"],
    [
      Field("text", bound3, "A paragraph."),
      Field("exhibit", .name, "The id of an exhibit."),
    ])
}

/// What a statement says of its number, for the readings beside the verdict.
enum Saying: String, CaseIterable, Sendable {
  case probability, nonlinear, everyPeriod = "every_period", effect, samePeriod = "same_period"
}
