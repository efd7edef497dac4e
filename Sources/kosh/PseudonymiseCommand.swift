internal import ArgumentParser
internal import KoshFiles
internal import KoshInterviews
internal import KoshTable

/// `kosh pseudonymise`: replace names and places in interviews, and put them back.
struct PseudonymiseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pseudonymise",
    abstract: "Replace names in interviews by a key, and put them back.",
    usage: """
      kosh pseudonymise SOURCE... --key FILE --propose
             kosh pseudonymise SOURCE... --key FILE --out FOLDER [--codings FILE]... [--also FILE]...
             kosh pseudonymise SOURCE... --key FILE --out FOLDER --restore
      """,
    discussion: """
      EXAMPLES
        kosh pseudonymise recorded --key ~/keys/talks.tsv --propose
        kosh pseudonymise recorded --key ~/keys/talks.tsv --out study/interviews
        kosh pseudonymise recorded --key ~/keys/talks.tsv --out copies --codings a.tsv \\
          --name Айгерим=Person-1
        kosh pseudonymise copies --key ~/keys/talks.tsv --out real --restore

      THE SOURCES are text, Markdown, .srt, .vtt and .docx files, or folders of them. They \
      stay as they are; of a .docx file the copy is plain text.

      THE KEY has a line for each form of a name: real, pseudonym, kind. A declined form \
      is a line of its own, so that the sentence stays one. Only its owner can read the \
      file, and it must not lie in a study or a repository that the copies go to. PROPOSE \
      writes a key of all words with a capital inside of a sentence, for a person to look \
      through; --name adds to it. What the file held before stays beside it as a copy.

      THE COPIES have every real form of the key replaced, whole words only, in their \
      names too; words that may be names still are listed. It is made sure that the real \
      text can be put back exactly. CODINGS move with their words; ALSO takes tables such \
      as that of the respondents. RESTORE goes the way back.

      EXIT STATUS is 0, or 2 if an option is wrong, or 3 if a file cannot be read or \
      written or the key does not fit the texts.
      """)

  @Argument(
    help: ArgumentHelp("Texts, or folders of texts.", valueName: "source"),
    completion: .file(extensions: SourceFiles.endings))
  var sources: [String]

  @Option(help: ArgumentHelp("The key, apart from what others are given.", valueName: "file"))
  var key: String

  @Option(help: ArgumentHelp("The folder that the copies are written to.", valueName: "folder"))
  var out: String?

  @Option(help: ArgumentHelp("A codings file that goes with the texts.", valueName: "file"))
  var codings: [String] = []

  @Option(help: ArgumentHelp("Another text file in which names are replaced.", valueName: "file"))
  var also: [String] = []

  @Option(help: ArgumentHelp("A name for the key and what stands for it.", valueName: "real=pseudonym"))
  var name: [String] = []

  @Flag(help: "Write a key of the words that may be names, and no copies.")
  var propose = false

  @Flag(help: "Put the real names back.")
  var restore = false

  func run() throws {
    do throws(Problems) {
      try work()
    } catch {
      Terminal.complain(error)
      throw ExitStatus.of(error)
    }
  }

  private func work() throws(Problems) {
    guard (out != nil) != propose else {
      throw Problems(
        Problem(
          .specification, propose ? "a proposal makes no copies" : "it is not told where the copies go",
          remedy: propose ? "leave --out away" : "give a folder: --out FOLDER, or ask for a key: --propose"))
    }
    // A key whose own path comes back lies in no study and no repository.
    let published = PseudonymKey.publishedFolder(of: out ?? key)
    if published != key {
      do throws(Problem) { try PseudonymKey.keepApart(key, from: published) } catch { throw Problems(error) }
    }
    var current = try known()
    let before = current
    for one in name { current.entries.append(try entry(one)) }
    if propose {
      let files = try SourceFiles(paths: sources)
      current = current.proposing(from: files.sources.map(\.text))
    }
    let amiss = current.check()
    guard amiss.isEmpty else { throw Problems(amiss) }
    let made = try out.map { _ throws(Problems) in
      try Pseudonymisation(
        key: current, restore ? .restore : .replace, texts: sources, codings: codings, others: also)
    }
    do throws(Problem) {
      if current != before || !FileBytes.exists(path: key) {
        let copy = try current.write(to: key, outsideOf: published == key ? nil : published)
        if let copy { print("what \(key) held before is in \(copy)") }
        print("\(key): \(current.entries.count) names, \(current.entries.count - before.entries.count) of them new")
      }
      guard let made, let out else { return }
      for copy in try made.write(to: out) { print("what was there before is in \(copy)") }
      for copy in made.copies {
        print("\(out)/\(copy.name): \(copy.count) \(codings.contains(copy.original) ? "codings" : "names")")
        guard !copy.candidates.isEmpty else { continue }
        print("  perhaps names still: \(copy.candidates.joined(separator: ", "))")
      }
    } catch {
      throw Problems(error)
    }
  }

  private func known() throws(Problems) -> PseudonymKey {
    guard FileBytes.exists(path: key) else {
      guard propose || !name.isEmpty else {
        throw Problems(
          Problem(
            .data, "there is no key", at: Place(file: key), why: "it says which names are replaced by what",
            remedy: "begin one with --propose, or with --name REAL=PSEUDONYM"))
      }
      return PseudonymKey([])
    }
    return try PseudonymKey.read(path: key)
  }

  private func entry(_ text: String) throws(Problems) -> PseudonymKey.Entry {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
      throw Problems(
        Problem(.specification, "\"\(text)\" is no name with its pseudonym", remedy: "write --name Айгерим=Person-1"))
    }
    return PseudonymKey.Entry(real: parts[0], pseudonym: parts[1])
  }
}
