import Glibc
import Testing

@testable import KoshReport

/// The colours of a set by name, from `--name:#rrggbb`.
private func colours(_ css: String) -> [String: [Double]] {
  var colours: [String: [Double]] = [:]
  for declaration in css.split(separator: ";") {
    let parts = declaration.split(separator: ":")
    guard parts.count == 2, parts[1].first == "#" else { continue }
    var digits = String(parts[1].dropFirst())
    if digits.count == 3 { digits = digits.map { "\($0)\($0)" }.joined() }
    guard let number = Int(digits, radix: 16) else { continue }
    colours[String(parts[0])] = [number >> 16, number >> 8 & 255, number & 255].map { Double($0) / 255 }
  }
  return colours
}

/// Contrast of two colours as WCAG 2.1 defines it.
private func contrast(_ a: [Double], _ b: [Double]) -> Double {
  func luminance(_ colour: [Double]) -> Double {
    let linear = colour.map { $0 <= 0.04045 ? $0 / 12.92 : pow(($0 + 0.055) / 1.055, 2.4) }
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
  }
  let pair = [luminance(a), luminance(b)].sorted()
  return (pair[1] + 0.05) / (pair[0] + 0.05)
}

@Test(arguments: [Stylesheet.light, Stylesheet.dark]) func textHasEnoughContrast(css: String) throws {
  let set = colours(css)
  let pairs = [
    ("ink", "paper"), ("soft", "paper"), ("link", "paper"), ("ink", "tint"), ("soft", "tint"), ("link", "tint"),
    ("ink", "mark"), ("confirmed", "paper"), ("refuted", "paper"), ("cannot", "paper"),
    ("confirmed", "confirmed-tint"), ("refuted", "refuted-tint"), ("cannot", "cannot-tint"),
  ]
  for (text, ground) in pairs {
    let ratio = contrast(try #require(set["--\(text)"]), try #require(set["--\(ground)"]))
    #expect(ratio >= 4.5, "\(text) on \(ground): \(ratio)")
  }
  // The measure itself: black on white is 21 by definition.
  #expect(abs(contrast([0, 0, 0], [1, 1, 1]) - 21) < 1e-9)
}
