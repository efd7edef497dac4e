@testable import KoshStudy
import KoshTable

/// Four short synthetic interviews with a frame, codings by two coders and a survey.
enum InterviewSample {
  static let texts = [
    "interviews/r1.txt":
      "I: Why?\nR: I love the subject. And a degree pays.\nI: What was hard?\nR: The fees ate my savings.\n",
    "interviews/r2.txt": "И: Почему?\nР: Диплом открывает двери.\nИ: Что было трудно?\nР: Скучала по дому.\n",
    "interviews/r3.txt": "С: Неге?\nЖ: Пән ұнайды.\nС: Қиыны не?\nЖ: Грант жоқ, работа ночами.\n",
    "interviews/r4.txt": "I: Why?\nR: For the job.\nI: What was hard?\nR: Nothing.\n",
    "interviews/notes.pdf": "not an interview",
  ]
  static let frame = """
    # name: Motives
    id\tparent\tname_en\tname_ru\tname_kk\tcodable
    value\t\tValue\tЦенность\tҚұндылық\tno
    intrinsic\tvalue\tInterest\tИнтерес\tҚызығушылық\t
    utility\tvalue\tUse\tПольза\tПайда\t
    cost\t\tCost\tЦена\tШығын\t
    stay\t\tStay\tОстаться\tҚалу\t

    """
  static let codings = """
    source\tstart\tend\tcode\tcoder\tquote
    r1\t11\t30\tintrinsic\tA\tI love the subject.
    r1\t31\t49\tutility\tA\tAnd a degree pays.
    r1\t71\t94\tcost\tA\tThe fees ate my savings
    r2\t14\t37\tutility\tA\tДиплом открывает двери.
    r2\t61\t77\tcost\tA\tСкучала по дому.
    r3\t12\t23\tintrinsic\tA\tПән ұнайды.
    r4\t11\t23\tutility\tA\tFor the job.
    r1\t11\t30\tintrinsic\tB\tI love the subject.
    r1\t31\t49\tcost\tB\tAnd a degree pays.
    r1\t71\t94\tcost\tB\tThe fees ate my savings
    r2\t14\t37\tutility\tB\tДиплом открывает двери.
    r3\t12\t23\tintrinsic\tB\tПән ұнайды.
    r4\t11\t23\tutility\tB\tFor the job.

    """
  static let cases = """
    case,pseudonym,sources,gender
    R1,P1,r1,girl
    R2,P2,r2,girl
    R3,P3,r3,boy
    R4,P4,r4,boy

    """
  static let survey = """
    pupil,gender,plans
    P1,girl,abroad
    P2,girl,home
    P3,boy,abroad
    P4,boy,abroad
    P5,girl,abroad
    P6,boy,

    """
  static let set = """
    interviews:
      talks:
        folder: interviews
        frame: frame.tsv
        codings: codings.tsv
        cases: cases.csv
        coder: A
        title: {en: Talks, ru: Беседы, kk: Әңгімелер}
        attributes:
          gender: {type: category, label: {en: Gender, ru: Пол, kk: Жынысы}, labels: {girl: {en: Girls, ru: Девушки, kk: Қыздар}, boy: {en: Boys, ru: Юноши, kk: Ұлдар}}}

    """
  static let sources = """
    synthetic: yes
    sources:
      survey: {file: survey.csv, key: pupil, title: Survey}

    """

  static func folder(_ body: String, sources: String = sources, set: String = set, changing: [String: String] = [:])
    throws
    -> StudyFolder
  {
    var files = texts
    files["frame.tsv"] = frame
    files["codings.tsv"] = codings
    files["cases.csv"] = cases
    files["survey.csv"] = survey
    files.merge(changing) { $1 }
    return try StudyFolder(study(sources + set + body), files)
  }
  static func run(_ body: String, sources: String = sources, set: String = set) throws -> StudyRun {
    try folder(body, sources: sources, set: set).run()
  }
  static func problems(_ body: String, sources: String = sources, set: String = set, changing: [String: String] = [:])
    throws -> [String]
  {
    try folder(body, sources: sources, set: set, changing: changing).problems()
  }
}

extension StudyRun {
  /// The words of a finding that is a list.
  func list(_ id: String) -> [String]? {
    guard case .list(let items)? = findings[id]?.value else { return nil }
    return items.map { Evaluator.word($0) }
  }
  func value(_ id: String) -> Evaluated? { findings[id]?.value }
}
