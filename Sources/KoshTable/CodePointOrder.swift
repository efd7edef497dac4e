/// Whether a text stands before another in code-point order: the order of categories and names wherever no other is
/// asked for, the same on every machine and in every language.
///
///     ["ә", "a", "б", "Z"].sorted(by: codePointOrder)   // Z a б ә
package func codePointOrder(_ left: String, _ right: String) -> Bool {
  left.unicodeScalars.lexicographicallyPrecedes(right.unicodeScalars)
}
