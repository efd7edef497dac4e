import KoshStatistics
import KoshTable
import Testing

@Suite struct AgreementTextTests {
  @Test func wholeText() throws {
    let text = try AgreementText(krippendorff2011, metric: .nominal, source: "four.csv").text
    #expect(
      text == """
        Agreement of 4 coders: A, B, C, D
        four.csv, nominal metric
        12 units, 11 of them with values of two coders at least; 7 of 48 values missing

                                    value  95 % from     to  units
          ────────────────────────────────────────────────────────
          Agreement                 0.818      0.595  1.000     11
          Cohen’s κ, A and B        0.845      0.486  1.000      9
          Cohen’s κ, A and C        0.478     −0.064  1.000      8
          Cohen’s κ, A and D        0.850      0.514  1.000      9
          Cohen’s κ, B and C        0.542      0.014  1.000      9
          Cohen’s κ, B and D        0.870      0.578  1.000     10
          Cohen’s κ, C and D        0.615      0.179  1.000     10
          Cohen’s κ, mean of pairs  0.700          –      –
          Fleiss’ κ                 0.761      0.464  1.000     11
          Krippendorff’s α          0.743      0.427  1.000     11
          Gwet’s AC1                0.775      0.501  1.000     11

          value  count  share      A      B      C      D
          ───────────────────────────────────────────────
          1          9  0.220  0.333  0.182  0.100  0.273
          2         13  0.317  0.333  0.364  0.300  0.273
          3         11  0.268  0.222  0.273  0.400  0.182
          4          5  0.122  0.111  0.091  0.100  0.182
          5          3  0.073  0.000  0.091  0.100  0.091

        Each value against all others
          value  agreement  Fleiss’ κ      α    AC1
          ─────────────────────────────────────────
          1          0.909      0.758  0.720  0.855
          2          0.864      0.655  0.667  0.775
          3          0.909      0.780  0.740  0.845
          4          0.955      0.756  0.777  0.944
          5          1.000      1.000  1.000  1.000

        Units to talk about: 3
          6: A 1, B 2, C 3, D 4
          2: A 2, B 2, C 3, D 2
          8: A 1, B 1, C 2, D 1

        Note: Few independent units (11): the intervals are rough.

        """)
  }

  @Test func twoCategoriesNeedNoBreakdown() throws {
    let text = try AgreementText(ratings("x x", "x x"), metric: .nominal, source: "same.csv").text
    #expect(
      text == """
        Agreement of 2 coders: A, B
        same.csv, nominal metric
        2 units, 2 of them with values of two coders at least; 0 of 4 values missing

                                value  95 % from     to  units
          ────────────────────────────────────────────────────
          Agreement             1.000      0.342  1.000      2
          Cohen’s κ         undefined          –      –      2
          Fleiss’ κ         undefined          –      –      2
          Krippendorff’s α  undefined          –      –      2
          Gwet’s AC1        undefined          –      –      2
          Undefined: all values are the same one, so agreement cannot be told from chance.

          value  count  share      A      B
          ─────────────────────────────────
          x          4  1.000  1.000  1.000

        Note: All values are “x”: agreement beyond chance is undefined.
        Note: Few independent units (2): the intervals are rough.

        """)
  }

  @Test func json() throws {
    let json = try AgreementText(ratings("a a b b", "a b b b"), metric: .nominal, source: "f.csv").json.text(
      indent: false)
    #expect(json.hasPrefix(#"{"source":"f.csv","metric":"nominal","coders":["A","B"],"units":4,"compared_units":4,"#))
    #expect(json.contains(#""cohen_kappa":[{"first":"A","second":"B","value":0.5,"undefined":null,"observed":0.75,"#))
    #expect(
      json.contains(
        #""disagreements":[{"unit":"2","share":1,"values":[{"coder":"A","value":"a"},{"coder":"B","value":"b"}]}]"#))
    let same = try AgreementText(ratings("x x", "x x"), metric: .nominal, source: "f.csv").json.text(indent: false)
    #expect(same.contains(#""alpha":{"value":null,"undefined":"one_category","observed":null"#))
  }
}
