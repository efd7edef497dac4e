import Foundation
@testable import KoshStudy
import KoshTable
import Testing

@Suite struct FindingsJSONTests {
  private func json() throws -> [String: Any] {
    let text = FindingsJSON.value(try SampleStudy.run(), version: "1.2").text(indent: true)
    return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }
  private func list(_ json: [String: Any], _ key: String) throws -> [[String: Any]] {
    try #require(json[key] as? [[String: Any]])
  }

  @Test func head() throws {
    let json = try json()
    #expect(json["study"] as? String == "study")
    #expect(json["program"] as? String == "kosh 1.2")
    #expect(json["synthetic"] as? Bool == false)
    #expect((json["title"] as? [String: String]) == ["en": "A sample", "ru": "Образец", "kk": "Үлгі"])
    let inputs = try list(json, "inputs")
    #expect(inputs.map { $0["file"] as? String } == ["data/regions.csv", "data/people.csv", "data/logit.csv"])
    #expect(inputs[0]["rows"] as? Int == 7)
    #expect((inputs[0]["sha256"] as? String)?.count == 64)
  }

  @Test func claimsWithTheirParts() throws {
    let claims = try list(try json(), "claims")
    #expect(claims.map { $0["id"] as? String } == ["C1", "C2", "C3", "C3a", "C3b", "C4", "C5", "C6", "C7"])
    #expect(
      claims.map { $0["verdict"] as? String } == [
        "confirmed", "refuted", "refuted", "confirmed", "refuted", "confirmed", "confirmed", "refuted", "cannot_tell",
      ])
    for claim in claims {
      #expect(claim["study"] as? String == "study")
      for key in ["published", "recomputed", "explanation"] { #expect(claim[key] is String, "\(key)") }
      for key in ["readings", "parts", "findings", "recomputed_values"] { #expect(claim[key] is [Any], "\(key)") }
    }
    #expect(claims[0]["published"] as? String == "0.92")
    #expect((claims[0]["recomputed_values"] as? [Double])?.first.map { abs($0 - 0.9165950807824362) < 1e-12 } == true)
    #expect((claims[1]["readings"] as? [[String: Any]])?.first?["code"] as? String == "odds_as_probability")
    #expect(claims[2]["parts"] as? [String] == ["C3a", "C3b"])
  }

  @Test func findingsInFullPrecisionWithTheirCells() throws {
    let findings = try list(try json(), "findings")
    let r = try #require(findings.first { $0["id"] as? String == "income.r" })
    #expect((r["value"] as? Double).map { abs($0 - 0.9165950807824362) < 1e-12 } == true)
    let cells = try #require(r["cells"] as? [[String: Any]])
    #expect(cells[0]["lines"] as? [Int] == [2, 3, 4, 5, 6, 7, 8])
    let donors = try #require(findings.first { $0["id"] as? String == "groups.donors" })
    #expect(donors["value"] as? [String] == ["KZ-10", "KZ-11"])
    let floor = try #require(findings.first { $0["id"] as? String == "printed.gender.floor" })
    #expect(floor["value"] as? Bool == false)
    let error = try #require(findings.first { $0["id"] as? String == "printed.gender.log_odds_error" })
    #expect(Set(try #require(error["value"] as? [String: Double]).keys) == ["value", "low", "high"])
  }

  @Test func whatIsUndefinedIsNull() throws {
    let run = try Sample.run(
      "analyses: [{id: q, kind: calculate, quantities: {lost: {formula: \"regions[KZ-19].balance\"}, bound: {formula: at_least(17)}, open: {formula: \"regions[KZ-15].share < regions[KZ-19].share\"}}}]"
    )
    let text = FindingsJSON.value(run, version: "1").text(indent: false)
    #expect(
      text.contains("\"id\":\"q.lost\",\"label\":{\"en\":\"lost\",\"ru\":\"lost\",\"kk\":\"lost\"},\"value\":null"))
    #expect(text.contains("\"value\":{\"value\":17,\"low\":17,\"high\":null}"))
    #expect(text.contains("\"value\":\"undecided\""))
    #expect(!text.contains("nan") && !text.contains("inf"))
  }

  @Test func linesOfPeopleAreNotTold() throws {
    let text = FindingsJSON.value(try StudyFolder(SampleStudy.microdata, SampleStudy.files).run(), version: "1").text(
      indent: false)
    #expect(text.contains("{\"source\":\"regions\",\"columns\":[\"balance\"],\"lines\":null}"))
    #expect(!text.contains("{\"source\":\"regions\",\"columns\":[\"balance\"],\"lines\":["))
  }
}
