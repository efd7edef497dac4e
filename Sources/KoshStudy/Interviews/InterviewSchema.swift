internal import KoshInterviews
internal import KoshTable

/// The keys of interviews and of what is asked of them.
enum InterviewSchema {
  private static let text3 = FieldType.trilingual(placeholders: false)

  /// Interviews with their frame, codings and respondents.
  static let set = ObjectSchema(
    "interview set",
    "Interviews with their coding frame, codings and respondents. It also makes two sources: NAME, a row a coding with its quote, and NAME_cases, a row a respondent with attributes and codes.",
    oneOf: ["folder", "files"],
    [
      Field(
        "folder", .text, "The folder of the texts, from the study folder: every .txt, .md, .docx, .srt, .vtt in it."),
      Field("files", .list(.text), "The texts one by one, from the study folder."),
      Field(
        "frame", .text, required: true,
        "A coding frame: a file (.tsv, .csv, or a REFI-QDA codebook .qdc), or the name of one that comes with the program."
      ),
      Field(
        "frame_before", .text,
        "The version of the frame on which the codings were made: what the change means for them is told, and codings of a code that one other replaces take that one."
      ),
      Field(
        "key", .text,
        "The key of pseudonyms, a file outside of the study: the study warns where a real name of it is left. Where the file is not at hand, that is said."
      ),
      Field("codings", .list(.text), required: true, "Files of codings, a line a coding."),
      Field(
        "cases", .text,
        "A CSV or tab-separated file of the respondents: case, pseudonym, sources, and their attributes. Without it every text is a respondent."
      ),
      Field("attributes", .map(.object(StudySchema.variable)), "The codebook of the respondents' attributes."),
      Field(
        "coder", .list(.text), "Whose codings are counted where an analysis does not say; everybody's unless given."),
      Field("title", text3, "What was asked of whom."),
      Field("origin", text3, "Where the interviews come from."),
      Field("cite", text3, "How to cite them."),
      Field("licence", text3, "Under which terms they may be used."),
      Field(
        "published", .truth,
        "Whether the interviews are published: then quotes are printed and small counts shown, as of synthetic ones."),
      Field("least_cell", .integer, "The smallest count of respondents that is shown; 10 unless given."),
    ])

  /// The keys of every analysis of interviews, before those of the kind.
  static func fields(_ fields: [Field]) -> [Field] {
    AnalysisHead.fields(
      data: false,
      [
        Field("interviews", .name, required: true, "The interviews."),
        Field("codes", .list(.text), "The codes, in this order; all unless given, headings only in a codes analysis."),
        Field("coder", .list(.text), "Whose codings; those of the interviews' key coder unless given."),
      ] + fields)
  }

  static let codes = ObjectSchema(
    "codes",
    "How many respondents, or passages, have each code; over all and by an attribute, with quotes behind each.",
    fields([
      Field("by", .text, "The attribute by which respondents are grouped."),
      Field("unit", .choice(CountUnit.allCases.map(\.rawValue)), "What is counted: cases (respondents) unless given."),
      Field("narrower", .truth, "Whether a passage counts for the codes above its own too; yes unless given."),
    ]))

  static let agreement = ObjectSchema(
    "agreement", "How far coders agree: per cent, κ, α and AC1 with 95 % intervals, by code and over all.",
    fields([
      Field(
        "unit", .choice(AgreementUnit.allCases.map(\.rawValue)),
        "Into what texts are cut: turn (what one says until another speaks) unless given, line, source."),
      Field("narrower", .truth, "Whether a passage counts for the codes above its own too; yes unless given."),
    ]))

  static let saturation = ObjectSchema(
    "saturation",
    "New codes interview by interview, in the order of the cases; Guest's base and run; a band over orders.",
    fields([
      Field("base", .integer, "How many interviews make the base; 4 unless given."),
      Field("run", .integer, "How many interviews make a run; 2 unless given."),
      Field(
        "threshold", .number, "The greatest share of new codes that counts as saturated, in per cent; 5 unless given."),
      Field("orders", .integer, "How many random orders are drawn; 1000 unless given."),
      Field("seed", .integer, "The seed of the drawing; 1 unless given."),
    ]))

  static let coOccurrence = ObjectSchema(
    "co_occurrence", "How often two codes of one coder come together, in passages and in respondents.",
    fields([
      Field(
        "nearness", .choice(["overlap", "inclusion", "proximity"]), "What counts as together; overlap unless given."),
      Field("within", .integer, "For proximity: the most characters between the two; 200 unless given."),
    ]))

  static let jointDisplay = ObjectSchema(
    "joint_display",
    "A survey result beside coded motives beside quotes, by the same groups: `data`, `where` and `holds` are of the survey.",
    fields([
      Field("data", .name, required: true, "The survey, a source."),
      Field("where", .rowExpression, "Which of its rows are taken."),
      Field("holds", .rowExpression, required: true, "The condition whose share is shown, as in: plans == 'abroad'."),
      Field("by", .name, required: true, "The survey's variable of groups."),
      Field("attribute", .text, "The respondents' attribute of the same groups; named as the variable unless given."),
      Field("label", text3, "What the survey's share is of."),
    ]))

  static let wordSearch = ObjectSchema(
    "word_search", "How often words occur in the interviews in any form, over all and by an attribute.",
    AnalysisHead.fields(
      data: false,
      [
        Field("interviews", .name, required: true, "The interviews."),
        Field("words", .map(.list(.text)), required: true, "A name for each matter: the words that are looked for."),
        Field("speaker", .list(.text), "Whose turns are searched; whole texts unless given."),
        Field("by", .text, "The attribute by which respondents are grouped."),
      ]))

  static let query = ObjectSchema(
    "query",
    "How many passages and respondents answer a question: codes joined with and, or, not, near(a, b, 200), within(a, b); gender=girl, speaker:R, source:i01, coder:A.",
    AnalysisHead.fields(
      data: false,
      [
        Field("interviews", .name, required: true, "The interviews."),
        Field("queries", .map(.text), required: true, "A name for each question: the question."),
        Field("labels", .map(text3), "What each question is called; its own words unless given."),
        Field("by", .text, "The attribute by which respondents are grouped."),
        Field("coder", .list(.text), "Whose codings; those of the interviews' key coder unless given."),
      ]))

  static let sequence = ObjectSchema(
    "sequence", "Which code of one coder comes next after which, in passages and in respondents.",
    fields([Field("within", .integer, "The most characters between the two passages; any number unless given.")]))

  static let collocations = ObjectSchema(
    "collocations",
    "Words that stand near a word more often than elsewhere, by G²: together, expected, g2, mi for each.",
    AnalysisHead.fields(
      data: false,
      [
        Field("interviews", .name, required: true, "The interviews."),
        Field("words", .list(.text), required: true, "The words near which others are looked for."),
        Field("speaker", .list(.text), "Whose turns are searched; whole texts unless given."),
        Field("window", .integer, "How many words to either side; 5 unless given."),
        Field("least", .integer, "How often a word has to stand there; 2 unless given."),
        Field("limit", .integer, "How many words are told at most; 20 unless given."),
        Field("function_words", .truth, "Whether words such as and, мен, и are told too; no unless given."),
      ]))

  static let wordList = ObjectSchema(
    "word_list", "How often each word is used, over all and by an attribute, with how unevenly groups use it (G²).",
    AnalysisHead.fields(
      data: false,
      [
        Field("interviews", .name, required: true, "The interviews."),
        Field("by", .text, "The attribute by which respondents are grouped."),
        Field("speaker", .list(.text), "Whose turns are counted; whole texts unless given."),
        Field(
          "forms", .choice(["together", "apart"]), "Whether forms of a word are counted together, as unless given."),
        Field("order", .choice(["frequency", "unevenness"]), "Which words come first; frequent ones unless given."),
        Field("least", .integer, "How often a word has to occur; 2 unless given."),
        Field("limit", .integer, "How many words are told at most; 20 unless given."),
        Field("function_words", .truth, "Whether words such as and, мен, и are told too; no unless given."),
      ]))

  static let frameChange = ObjectSchema(
    "frame_change",
    "Which codings a changed coding frame touches: those to be read again, those that take another code. The interviews name the version before: frame_before.",
    AnalysisHead.fields(data: false, [Field("interviews", .name, required: true, "The interviews.")]))
}
