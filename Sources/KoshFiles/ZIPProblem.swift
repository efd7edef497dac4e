internal import KoshTable

/// The words of the problems of ZIP archives.
enum ZIPProblem {
  private static let fetch = "save or fetch the file anew"

  static func empty(_ file: String) -> Problem {
    Problem(.data, "the file is empty", at: Place(file: file), remedy: "check that the right file was saved")
  }

  static func noArchive(_ file: String) -> Problem {
    Problem(
      .data, "this is no ZIP archive", at: Place(file: file),
      why: "the list of files that ends an archive is not there",
      remedy: "check that the right file was given")
  }

  static func noList(_ file: String) -> Problem {
    Problem(
      .data, "the ZIP archive is cut off or damaged", at: Place(file: file),
      why: "the list of files at its end cannot be found", remedy: fetch)
  }

  static func damagedList(_ file: String, entry: Int) -> Problem {
    Problem(
      .data, "the ZIP archive is damaged", at: Place(file: file), why: "entry \(entry) of its list cannot be read",
      remedy: fetch)
  }

  static func split(_ file: String) -> Problem {
    Problem(
      .data, "the ZIP archive is split over several files", at: Place(file: file),
      remedy: "join its parts into one file")
  }

  static func twice(_ entry: String, _ file: String) -> Problem {
    Problem(
      .data, "two entries have one name", at: Place(file: "\(file)/\(entry)"),
      why: "which of them is meant cannot be told", remedy: "remove or rename one of them")
  }

  static func shared(_ one: String, _ other: String, _ file: String) -> Problem {
    Problem(
      .data, "the entries \"\(one)\" and \"\(other)\" share bytes", at: Place(file: file),
      why: "the archive is damaged, or made to swell", remedy: fetch)
  }

  static func swollen(_ entry: ZIPArchive.Entry, _ file: String) -> Problem {
    Problem(
      .data, "\(entry.packed.count) packed bytes cannot hold \(entry.size)", at: Place(file: "\(file)/\(entry.name)"),
      why: "the archive is damaged, or made to swell", remedy: fetch)
  }

  static func tooLarge(_ limit: Int, _ file: String) -> Problem {
    Problem(
      .data, "the archive would unpack to more than \(limit >> 20) MiB", at: Place(file: file),
      why: "that is the limit, so that no file can fill the memory")
  }

  static func partTooLarge(_ limit: Int, _ place: Place) -> Problem {
    Problem(
      .data, "the entry would unpack to more than \(limit >> 20) MiB", at: place,
      why: "that is the limit, so that no file can fill the memory",
      remedy: "split the document, or save its text without pictures and formatting")
  }

  static func outside(_ place: Place) -> Problem {
    Problem(
      .data, "the archive does not hold the bytes of this entry", at: place, why: "it is cut off or damaged",
      remedy: fetch)
  }

  static func encrypted(_ place: Place) -> Problem {
    Problem(.data, "the entry is encrypted", at: place, remedy: "save the archive without a password")
  }

  static func method(_ method: UInt16, _ place: Place) -> Problem {
    Problem(
      .data, "the entry is packed by method \(method)", at: place, why: "stored (0) and deflate (8) can be unpacked",
      remedy: "pack the archive anew with the usual settings")
  }

  static func packed(_ failure: ZIPDeflate.Failure, _ size: Int, _ place: Place) -> Problem {
    let why =
      switch failure {
      case .cutOff: "its packed bytes break off"
      case .damaged: "its packed bytes contradict the format"
      case .longer: "it is longer than the \(size) bytes that the archive promises"
      case .noMemory: "there is no memory left for it"
      }
    return Problem(.data, "the entry cannot be unpacked", at: place, why: why, remedy: fetch)
  }

  static func wrongSize(_ found: Int, _ promised: Int, _ place: Place) -> Problem {
    Problem(
      .data, "the entry has \(found) bytes where the archive promises \(promised)", at: place,
      why: "it is cut off or damaged", remedy: fetch)
  }

  static func wrongChecksum(_ place: Place) -> Problem {
    Problem(
      .data, "the entry's checksum does not fit its bytes", at: place, why: "they were changed or damaged",
      remedy: fetch)
  }

  static func unwritable(_ what: String, _ place: Place) -> Problem { Problem(.data, what, at: place) }
}
