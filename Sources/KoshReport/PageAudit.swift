/// Checks that a page holds together: tags balanced, names unique, every link with its target, nothing fetched.
package enum PageAudit {
  /// Everything that does not hold, in the order of the page; empty for a sound page.
  ///
  /// - A tag that is not closed, or closed by another.
  /// - An `id` that stands twice.
  /// - A link within the page without a target, or from one language into another (the menu of languages is exempt).
  /// - An address that would be fetched: any `src`, and any `href` of a `link` that is not `data:`.
  package static func problems(inHTML html: String) -> [String] {
    var problems: [String] = []
    var open: [(name: String, language: String?)] = []
    var ids: Set<String> = []
    var links: [(target: String, language: String?)] = []
    var scanner = HTMLScanner(html)
    while let token = scanner.next() {
      switch token {
      case .open(let name, let attributes, let isEmpty):
        var language = open.last?.language
        if name == "article" { language = attributes["lang"] }
        if let id = attributes["id"], !ids.insert(id).inserted { problems.append("the id \(id) stands twice") }
        if let target = attributes["href"] {
          if target.hasPrefix("#"), attributes["hreflang"] == nil {
            links.append((String(target.dropFirst()), language))
          }
          if name == "link", !target.hasPrefix("data:") { problems.append("\(target) would be fetched") }
        }
        if let source = attributes["src"], !source.hasPrefix("data:") { problems.append("\(source) would be fetched") }
        if !isEmpty { open.append((name, language)) }
      case .close(let name):
        if open.last?.name == name {
          open.removeLast()
        } else {
          problems.append("</\(name)> closes <\(open.last?.name ?? "nothing")>")
        }
      case .text: break
      }
    }
    for element in open { problems.append("<\(element.name)> is not closed") }
    for (target, language) in links {
      if !ids.contains(target) {
        problems.append("#\(target) has no target")
      } else if let language, let other = prefix(of: target), other != language {
        problems.append("#\(target) leads from \(language) to \(other)")
      }
    }
    return problems
  }

  private static func prefix(of target: String) -> String? {
    ["en", "ru", "kk"].first { target == $0 || target.hasPrefix($0 + "-") }
  }
}
