import Glibc
import Testing

/// Compares a text with the file of its name in `Snapshots`. `RECORD_SNAPSHOTS=1` writes the file and fails, so that a
/// recording run is never mistaken for a passing one.
func expectSnapshot(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) {
  let folder = String(#filePath.dropLast("Snapshot.swift".count)) + "Snapshots/"
  if getenv("RECORD_SNAPSHOTS") != nil {
    if let file = fopen(folder + name, "w") {
      fputs(text, file)
      fclose(file)
    }
    Issue.record("recorded \(name)", sourceLocation: sourceLocation)
    return
  }
  guard let stored = contents(folder + name) else {
    Issue.record("there is no snapshot \(name)", sourceLocation: sourceLocation)
    return
  }
  guard stored != text else { return }
  let (old, new) = (stored.split(separator: "\n"), text.split(separator: "\n"))
  let line = zip(old, new).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? min(old.count, new.count)
  Issue.record(
    "\(name) differs in line \(line + 1):\n- \(line < old.count ? old[line] : "")\n+ \(line < new.count ? new[line] : "")",
    sourceLocation: sourceLocation)
}

private func contents(_ path: String) -> String? {
  guard let file = fopen(path, "r") else { return nil }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = fread(&chunk, 1, chunk.count, file)
    if count == 0 { return String(decoding: bytes, as: UTF8.self) }
    bytes += chunk[..<count]
  }
}

/// What stands in `<main>`, one element per line: what a snapshot compares.
func mainPart(of page: String) -> String {
  let afterOpen = page.range(of: "<main>")?.upperBound ?? page.startIndex
  let close = page.range(of: "</main>")?.lowerBound ?? page.endIndex
  var lines = ""
  for character in page[afterOpen..<close] {
    if character == "<", lines.last == ">" { lines += "\n" }
    lines.append(character)
  }
  return lines + "\n"
}

extension String {
  /// The first place where `text` stands.
  func range(of text: String) -> Range<String.Index>? {
    firstRange(of: text)
  }

  /// How often `text` stands in the string.
  func count(of text: String) -> Int { ranges(of: text).count }
}
