@testable import KoshStudy
import Testing

@Suite struct JointDisplayAnalysisTests {
  private let body = """
    analyses:
      - {id: joint, kind: joint_display, interviews: talks, data: survey, holds: "plans == 'abroad'", by: gender, codes: [cost, utility]}
    """

  @Test func laysSurveyCodesAndQuotesSideBySide() throws {
    let run = try InterviewSample.run(body)
    #expect(run.number("joint.girl.survey.n") == 3)
    #expect(abs((run.number("joint.girl.survey.share") ?? 0) - 200.0 / 3) < 1e-9)
    // The boy who gave no answer is not counted.
    #expect(run.number("joint.boy.survey.n") == 2)
    #expect(run.number("joint.boy.survey.share") == 100)
    #expect(run.number("joint.girl.cases") == 2)
    #expect(run.number("joint.girl.cost.n") == 2)
    #expect(run.number("joint.boy.utility.share") == 50)
    #expect(run.value("joint.girl.cost.quote") == .text("The fees ate my savings"))
    #expect(run.value("joint.boy.cost.quote") == .undefined(Evaluator.nothing))
    #expect(run.number("joint.survey.n") == 5)
  }

  @Test func groupsMustBeTheSame() throws {
    let problems = try InterviewSample.problems(
      """
      analyses:
        - {id: joint, kind: joint_display, interviews: talks, data: survey, holds: "plans == 'abroad'", by: plans, attribute: gender}
        - {id: other, kind: joint_display, interviews: talks, data: survey, holds: "plan == 'abroad'", by: gender}
      """)
    #expect(
      problems == [
        """
        STUDY/study.yaml:18:103: survey and interviews have no group in common
          why: "plans" of "survey" has abroad, home, "gender" of "talks" has boy, girl
          do:  recode one of them to the other's names
        """,
        """
        STUDY/study.yaml:19:79: "survey" has no variable "plan"
          do:  did you mean "plans"?
        """,
      ])
  }
}
