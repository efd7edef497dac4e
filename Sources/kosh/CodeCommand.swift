internal import ArgumentParser
internal import KoshFiles
internal import KoshInterviews
internal import KoshTable

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// `kosh code`: give passages of interviews codes.
struct CodeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "code",
    abstract: "Give passages of interviews codes.",
    usage: """
      kosh code SOURCE... --coder NAME [--codings FILE] [--frame NAME|FILE]
             kosh code SOURCE... --import FILE [--coder NAME] [--codings FILE] [--frame NAME|FILE]
             kosh code SOURCE... --export FILE.qdpx|FILE.qdc [--onto PROJECT.qdpx] [--codings FILE] [--frame NAME|FILE]
             kosh code PROJECT.qdpx --unpack FOLDER
             kosh code SOURCE... --frame NAME|FILE --frame-before NAME|FILE [--recode] [--codings FILE]
      """,
    discussion: """
      EXAMPLES
        kosh code interviews --coder A --frame expectancy-value
        kosh code i01.txt i02.docx --coder A --frame frame.tsv --codings a.tsv
        kosh code interviews --codings a.tsv --import highlights.csv --coder A
        kosh code interviews --codings a.tsv --frame frame.tsv --export project.qdpx
        kosh code project.qdpx --unpack study

      THE SOURCES are text, Markdown, .srt, .vtt and .docx files, or folders of them.

      THE WORK goes line by line: select words, give them a code, look, take back, save. \
      The command help lists it all. It works in a pipe as on a terminal, where selected \
      words are reversed and coded words underlined.

      THE FRAME is a shipped one – expectancy-value, push-pull, brain-drain, \
      aspirations-capabilities – or a file: a table of codes, or a REFI-QDA codebook \
      (.qdc). Without it any word is a code.

      A CHANGED FRAME: with --frame-before, the version that the codings were made with, \
      each change is told with the codings that it touches. RECODE gives the codings of a \
      code that exactly one other replaces that one; all others wait for a person.

      THE CODINGS FILE has a line for each coding: source, start, end, code, coder, date, \
      and the words with what stands around them, by which a coding is found again when \
      the text was edited. The file that was there before a save stays beside it as a \
      copy. What is not saved yet stands in FILE.unsaved and is taken in hand again after \
      the program was killed. Codings of other coders and texts stay in it, and are not shown unless asked \
      for, since coders work independently of each other.

      IMPORT takes codings made elsewhere: a REFI-QDA project (.qdpx), or a CSV or \
      tab-separated table with columns such as document, tag and content, or source, start, \
      end and code. What is not certain – an unknown code, words that stand several times \
      – is listed and not taken.

      EXPORT writes texts, frame and codings as a REFI-QDA project (.qdpx), or the frame \
      alone as a codebook (.qdc), which NVivo, ATLAS.ti, MAXQDA and QualCoder open. What \
      the standard has no place for is said. A file that was there stays as a copy.

      UNPACK makes a folder of a REFI-QDA project that another program wrote: its texts, \
      frame.tsv, codings.tsv and cases.csv, to code on and to study. With ONTO an export \
      is that project with the work that was done since: identifiers, pictures, links, \
      sets and notes stay, and so do texts that are not given and the codings of coders \
      of whom the codings file has none.

      EXIT STATUS is 0, or 2 if an option is wrong, or 3 if a file cannot be read or \
      written or codings of an import were not taken.
      """)

  @Argument(
    help: ArgumentHelp("Texts, or folders of texts.", valueName: "source"),
    completion: .file(extensions: SourceFiles.endings))
  var sources: [String]

  @Option(help: ArgumentHelp("The codings file; it is made if it is not there.", valueName: "file"))
  var codings = "codings.tsv"

  @Option(help: ArgumentHelp("The coding frame: a shipped one's name, or a file.", valueName: "name|file"))
  var frame: String?

  @Option(help: ArgumentHelp("The version of the frame that the codings were made with.", valueName: "name|file"))
  var frameBefore: String?

  @Flag(help: "Give codings of a replaced code the one that replaces it.")
  var recode = false

  @Option(help: ArgumentHelp("Who codes.", valueName: "name"))
  var coder: String?

  @Option(name: .customLong("import"), help: ArgumentHelp("Take the codings of this file.", valueName: "file"))
  var importFile: String?

  @Option(
    name: .customLong("export"),
    help: ArgumentHelp("Write a REFI-QDA project or codebook.", valueName: "file.qdpx|.qdc"))
  var exportFile: String?

  @Option(help: ArgumentHelp("The project that the export is written onto.", valueName: "project.qdpx"))
  var onto: String?

  @Option(help: ArgumentHelp("Make a folder of a REFI-QDA project.", valueName: "folder"))
  var unpack: String?

  @Option(help: "The language of code names: en, ru or kk.")
  var language: Language = .en

  func run() throws {
    do throws(Problems) {
      if onto != nil, exportFile?.lowercased().hasSuffix(".qdpx") != true {
        throw Problems(
          Problem(
            .specification, "there is nothing to write onto the project", why: "--onto belongs to an export as .qdpx",
            remedy: "add --export FILE.qdpx"))
      }
      if let unpack {
        try open(into: unpack)
      } else if let frameBefore {
        try compare(frameBefore)
      } else if recode {
        throw Problems(
          Problem(
            .specification, "it is not told what the frame was", why: "codings are recoded from one version to another",
            remedy: "name the version before: --frame-before FILE"))
      } else if let importFile {
        try take(importFile)
      } else if let exportFile {
        try give(exportFile)
      } else {
        try work()
      }
    } catch {
      Terminal.complain(error)
      throw ExitStatus.of(error)
    }
  }

  private func work() throws(Problems) {
    guard let coder, !coder.isEmpty else {
      throw Problems(
        Problem(
          .specification, "it is not told who codes", why: "agreement is measured between coders",
          remedy: "give a name: --coder NAME"))
    }
    let (texts, frame, store) = try opened()
    guard
      let session = CodingSession(
        sources: texts, frame: frame, codings: store.recovered ?? store.reading.codings, coder: coder,
        date: CodeCommand.today(), isSaved: store.recovered == nil)
    else { throw Problems(Problem(.specification, "there is no text", remedy: "name a file")) }
    // Work is not lost to a slip of the hand: an interrupt does nothing, and a closed terminal ends the input.
    for number in [SIGINT, SIGHUP, SIGPIPE] { signal(number, SIG_IGN) }
    let size = CodeCommand.screen()
    var dialogue = CodingDialogue(
      session: session, store: store, width: size.width, pageLength: max(5, size.height - 8),
      usesColour: Terminal.isInteractive, language: language)
    CodeCommand.say(dialogue.opening())
    let asks = isatty(STDIN_FILENO) == 1
    while !dialogue.isOver {
      if asks { CodeCommand.say("\(dialogue.session.source.id)> ") }
      guard let line = readLine() else { break }
      CodeCommand.say(dialogue.reply(to: line))
    }
    if !dialogue.isOver, asks { CodeCommand.say("\n") }
    CodeCommand.say(dialogue.end())
  }

  private func take(_ path: String) throws(Problems) {
    var (texts, frame, store) = try opened()
    let foreign: [ForeignCoding]
    var amiss: [Problem] = []
    if path.lowercased().hasSuffix(".qdpx") {
      let project = try project(path)
      amiss = project.problems
      foreign = ForeignCodings.of(project.project, file: path, sources: texts, frame: frame)
    } else {
      foreign = try ForeignCodings.read(path: path)
    }
    let taken = CodingImport(foreign, sources: texts, frame: frame, coder: coder, existing: store.reading.codings)
    if !taken.codings.isEmpty {
      do throws(Problem) {
        let saved = try store.save(store.reading.codings + taken.codings, sources: texts)
        if let copy = saved.copy { print("what \(saved.path) held before is in \(copy)") }
      } catch {
        throw Problems(error)
      }
    }
    print(taken.summary(path: store.path))
    amiss += taken.problems
    guard amiss.isEmpty else { throw Problems(amiss) }
  }

  /// Makes a folder of a project that another program wrote.
  private func open(into folder: String) throws(Problems) {
    guard sources.count == 1, let path = sources.first, path.lowercased().hasSuffix(".qdpx") else {
      throw Problems(
        Problem(
          .specification, "one project is unpacked at a time", why: "\(sources.joined(separator: ", ")) is none",
          remedy: "name a file that ends in .qdpx"))
    }
    let found = try project(path)
    let files = ProjectFolder(found.project)
    for caution in files.cautions { Terminal.complain("\(path): \(caution.text[language])") }
    try files.write(to: folder)
    let project = found.project
    print(
      "\(folder): \(NumberText.counted(project.sources.count, "text")), \(NumberText.counted(project.frame.codes.count, "code")), "
        + "\(NumberText.counted(project.codings.count, "coding")), \(NumberText.counted(project.cases.count, "respondent"))"
    )
    print("kosh code \(folder)/interviews --frame \(folder)/frame.tsv --codings \(folder)/codings.tsv --coder NAME")
    guard found.problems.isEmpty else { throw Problems(found.problems) }
  }

  /// A project of another program, with what of it is not read.
  private func project(_ path: String) throws(Problems) -> REFIImport {
    let found = REFIImport(try REFIArchive(path: path), options: REFIImport.Options(language: language))
    for loss in found.losses { Terminal.complain("\(path): \(loss.caution.text[language])") }
    return found
  }

  private func give(_ path: String) throws(Problems) {
    let (texts, frame, store) = try opened()
    let lowered = path.lowercased()
    guard lowered.hasSuffix(".qdpx") || lowered.hasSuffix(".qdc") else {
      throw Problems(
        Problem(
          .specification, "\"\(path)\" ends in neither .qdpx nor .qdc", why: "a project or a codebook is written",
          remedy: "give the file one of these endings"))
    }
    let codings = store.reading.codings
    tellReading(store)
    // Without a frame the codes that were given are the frame.
    let given = Set(codings.map(\.code)).sorted().map { Code($0) }
    let used = frame.codes.isEmpty ? CodingFrame(codes: given) : frame
    let written: (bytes: [UInt8], losses: [REFILoss])
    if lowered.hasSuffix(".qdc") {
      written = try REFICodebook.export(used, language: language)
    } else {
      var project = InterviewProject(sources: texts, frame: used, codings: codings)
      var found: REFIImport?
      if let onto {
        let before = try self.project(onto)
        if self.frame == nil { project.frame = before.project.frame }
        project = try project.laid(onto: before)
        found = before
      }
      let export = try REFIExport(project, onto: found, language: language)
      written = (export.bytes, export.losses)
    }
    let copy: String?
    do throws(Problem) {
      copy = try KeptCopy.replace(path, with: written.bytes)
    } catch {
      throw Problems(error)
    }
    for loss in written.losses { Terminal.complain("\(path): \(loss.caution.text[language])") }
    if let copy { print("what \(path) held before is in \(copy)") }
    print(
      "\(path): \(NumberText.counted(texts.count, "text")), \(NumberText.counted(used.codes.count, "code")), \(NumberText.counted(codings.count, "coding"))"
    )
  }

  /// What of the codings file was moved, or is set apart and goes nowhere.
  private func tellReading(_ store: CodingsStore) {
    for caution in store.reading.cautions { Terminal.complain("\(store.path): \(caution.text[language])") }
    for problem in store.reading.problems { Terminal.complain(problem.description) }
  }

  /// Tells what the step from an earlier version of the frame to this one means for the codings.
  private func compare(_ earlier: String) throws(Problems) {
    guard frame != nil else {
      throw Problems(
        Problem(
          .specification, "it is not told what the frame is now", why: "two versions are compared",
          remedy: "name the new one: --frame FILE"))
    }
    var (texts, frame, store) = try opened()
    let change = FrameChange(from: try self.frame(of: earlier), to: frame)
    let codings = store.reading.codings
    tellReading(store)
    CodeCommand.say(FrameChangeText(change, codings: codings, sources: texts).text)
    guard recode else { return }
    let recoded = change.recoded(codings)
    let count = zip(codings, recoded).count { $0.code != $1.code }
    do throws(Problem) {
      let saved = try store.save(recoded, sources: texts)
      if let copy = saved.copy { print("what \(saved.path) held before is in \(copy)") }
      print("\(saved.path): \(count) codings have their new code")
    } catch {
      throw Problems(error)
    }
  }

  private func opened() throws(Problems) -> ([Source], CodingFrame, CodingsStore) {
    let files = try SourceFiles(paths: sources)
    for (path, caution) in files.cautions { Terminal.complain("\(path): \(caution.text[language])") }
    let chosen = try self.frame.map { name throws(Problems) in try frame(of: name) } ?? CodingFrame(codes: [])
    return (files.sources, chosen, try CodingsStore(path: codings, sources: files.sources))
  }

  /// The frame of a name or file, with what is to be said of a codebook.
  private func frame(of word: String) throws(Problems) -> CodingFrame {
    let choice = try FrameChoice(word, language: language)
    for departure in choice.departures { Terminal.complain(departure.description) }
    for loss in choice.losses { Terminal.complain("\(word): \(loss.caution.text[language])") }
    return choice.frame
  }

  private static func say(_ text: String) {
    print(text, terminator: "")
    fflush(nil)
  }

  private static func screen() -> (width: Int, height: Int) {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return (80, 28) }
    return (Int(size.ws_col), Int(size.ws_row))
  }

  /// The date where the coder is, as ISO 8601.
  private static func today() -> String {
    var now = time(nil)
    var parts = tm()
    localtime_r(&now, &parts)
    func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
  }
}
