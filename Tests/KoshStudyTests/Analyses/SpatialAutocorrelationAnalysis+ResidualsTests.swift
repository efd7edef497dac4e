@testable import KoshStudy
import KoshReport
import KoshTable
import Testing

@Suite struct SpatialAutocorrelationAnalysisResidualsTests {
  private static let regions = "region,v,x\nKZ-27,1,2\nKZ-23,2,5\nKZ-47,4,3\nKZ-15,3,4\nKZ-39,8,6\nKZ-43,9,9\n"

  private func folder(_ keys: String, models: String, csv: String = regions, after: String = "") throws -> StudyFolder {
    try StudyFolder(
      study(
        "sources: {t: {file: t.csv, key: region, variables: {region: {type: region}, v: {type: number, label: {en: Rate, ru: Доля, kk: Үлес}}, x: {type: number}}}, u: {file: t.csv, key: region}}\nanalyses: [{id: s, kind: spatial_autocorrelation, data: t\(keys)}, {id: m, kind: regression, data: t, models: {\(models)}}]\n\(after)"
      ), ["t.csv": csv])
  }

  /// numpy after Cliff and Ord (1981, 8.3), which `lm.morantest` of the R package spdep computes; W is the matrix of
  /// weights and e the residuals of X:
  ///
  ///     XtXi = inv(X.T @ X); Z = (W + W.T) / 2 @ X; C = XtXi @ X.T @ Z
  ///     trA = trace(C); trA2 = trace(C @ C); trB = 4 * trace(XtXi @ Z.T @ Z)
  ///     I = n / W.sum() * (e @ W @ e) / (e @ e); E = -n * trA / ((n - k) * W.sum()); S1 = ((W + W.T) ** 2).sum() / 2
  ///     Var = n**2 / (W.sum()**2 * (n - k) * (n - k + 2)) * (S1 + 2 * trA2 - trB - 2 * trA**2 / (n - k))
  ///
  /// The analysis stands before the regression that it needs.
  @Test func residualsOfARegression() throws {
    let run = try folder(
      ", residuals_of: [m.a]", models: "a: {formula: v ~ x, label: {en: Line, ru: Прямая, kk: Түзу}}",
      after:
        "exhibits: [{id: e, kind: table, of: s, title: T}]\nclaims: [{id: X1, statement: S, published: \"−0.25\", place: P, expect: {equals: s.m.a.i}}]\nreport: [{title: T, blocks: [{exhibit: e}]}]\n"
    ).run()
    try expect(
      run,
      [
        "s.m.a.i": -0.25449469789092427, "s.m.a.expected": -0.22297297297297292, "s.m.a.z": -0.1527504838625654,
        "s.m.a.p_value": 0.8785950475106195, "s.m.a.n": 6,
      ])
    #expect(run.findings["s.m.a.i"]?.label.kk == "қалдықтар: Түзу: Моран индексі I")
    #expect(run.findings["s.m.a.i"]?.cells.first?.rows == [0, 1, 2, 3, 4, 5])
    #expect(run.claim("X1")?.verdict == .confirmed)
    #expect(!run.cautions.contains { $0.caution.code == "residuals_alike" })
    let exhibit = try #require(run.plan.specification.exhibits.first)
    let table = try #require(ExhibitBuilder(run).testTable(exhibit, analysis: "s"))
    #expect(table.columns.map(\.title.en) == ["Variable", "Moran's I", "Without a pattern", "p", "Places"])
    #expect(PageAudit.problems(inHTML: HTMLWriter.page(ReportBuilder(run, version: "1").document())) == [])
    let binary = try folder(", residuals_of: m.a, weights: binary", models: "a: {formula: v ~ x}").run()
    try expect(
      binary,
      [
        "s.m.a.i": -0.20736280547601316, "s.m.a.expected": -0.2397683397683398, "s.m.a.p_value": 0.8536179607792153,
      ])
  }

  /// The same script on ten places in a line, once with a wave and once with values that alternate.
  @Test(arguments: [
    (
      [1, 3, 4, 5, 9, 12, 8, 5, 2, 1.0], 0.5081523586228066, 0.0385752523325957, "residuals_alike",
      "Line: the residuals of neighbouring places are alike (Moran's I 0.51, p = 0.039). The places are not independent, so the standard errors are probably too small, and something that neighbours share may be missing from the model."
    ),
    (
      [1, 9, 2, 8, 1, 9, 3, 9, 1, 8.0], -0.976501290770662, 0.003623622829683094, "residuals_unlike",
      "Line: the residuals of neighbouring places differ more than chance would make them (Moran's I −0.98, p = 0.004). The places are not independent, so the standard errors cannot be relied on."
    ),
  ])
  func aPatternIsSaid(y: [Double], i: Double, p: Double, code: String, text: String) throws {
    let x = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3]
    let rows = (0..<10).map { "p\($0),\(y[$0]),\(x[$0])\n" }.joined()
    let pairs = (0..<9).map { "p\($0),p\($0 + 1)\n" }.joined()
    let folder = try StudyFolder(
      study(
        "sources: {t: {file: t.csv, key: place}, p: {file: p.csv, key: [a, b]}}\nanalyses: [{id: s, kind: spatial_autocorrelation, data: t, variables: [v], residuals_of: [m.a], neighbours: {source: p, from: a, to: b}}, {id: m, kind: regression, data: t, models: {a: {formula: v ~ x, label: {en: Line, ru: Прямая, kk: Түзу}}}}]\n"
      ), ["t.csv": "place,v,x\n" + rows, "p.csv": "a,b\n" + pairs])
    let run = try folder.run()
    try expect(run, ["s.m.a.i": i, "s.m.a.p_value": p, "s.v.n": 10])
    let caution = try #require(run.cautions.first { $0.caution.code == code }?.caution)
    #expect(caution.text.en == text)
    #expect(carriesSameNumbers(caution.text), "\(caution.text)")
  }

  @Test func whatCannotBeTestedIsToldBeforeTheRun() throws {
    let models =
      "a: {formula: v ~ x}, b: {formula: v ~ x, family: poisson}, c: {formula: v ~ x, weights: x}, d: {formula: v ~ x | region}"
    #expect(
      try folder(", residuals_of: [m.aa, m.b, m.c, m.d]", models: models).problems() == [
        """
        STUDY/study.yaml:5:74: there is no regression "m.aa" to take residuals of
          why: a model is named ANALYSIS.MODEL
          do:  did you mean "m.a"?
        """
      ]
        + ["m.b", "m.c", "m.d"].map {
          """
          STUDY/study.yaml:5:74: the residuals of "\($0)" cannot be tested by Moran's I
            why: its mean and variance are known for least squares without weights and absorbed effects
            do:  add such a model to "m", and name it here
          """
        })
    #expect(
      try folder("", models: "a: {formula: v ~ x}").problems() == [
        """
        STUDY/study.yaml:5:17: the analysis "s" tests nothing
          do:  add variables: [..], or residuals_of: [ANALYSIS.MODEL]
        """
      ])
    #expect(
      try folder(", residuals_of: [m.a], where: \"v > 2\"", models: "a: {formula: v ~ x}").problems() == [
        """
        STUDY/study.yaml:5:88: "where" of "s" does not go with residuals
          why: residuals are those of the rows that their model uses
          do:  put where: into the model, or test the variables in an analysis of their own
        """
      ])
  }

  @Test func placesWithoutANeighbourAreToldWhereTheModelIsNamed() throws {
    let found = try folder(
      ", residuals_of: [m.a]", models: "a: {formula: v ~ x}", csv: Self.regions + "KZ-79,5,3\n"
    ).problems()
    #expect(
      found == [
        """
        STUDY/study.yaml:5:74: without a neighbour: KZ-79
          why: the variance of residuals is derived for places that all have neighbours
          do:  leave these places out of the fit and of the weights
        """
      ])
  }

  @Test func aModelOfOtherDataIsRefused() throws {
    let found = try StudyFolder(
      study(
        "sources: {t: {file: t.csv, key: region}, u: {file: t.csv, key: region}}\nanalyses: [{id: s, kind: spatial_autocorrelation, data: u, residuals_of: [m.a]}, {id: m, kind: regression, data: t, models: {a: {formula: v ~ x}}}]\n"
      ), ["t.csv": Self.regions]
    ).problems()
    #expect(
      found == [
        """
        STUDY/study.yaml:5:74: "m.a" is a model of other data than "u"
          why: residuals belong to the places of the model's rows
          do:  write data: t
        """
      ])
  }
}
