import Testing

@testable import KoshChart

@Suite struct ColourScaleTests {
  @Test func divergingClassesAreSymmetricAroundZero() {
    let classes = ColourClasses(.diverging, values: [-57429, 17451])
    #expect(classes.classes.map(\.low) == [-60000, -40000, -20000, 0])
    #expect(classes.classes.map(\.high) == [-40000, -20000, 0, 20000])
    // Equal distances from zero are equally strong.
    #expect(classes.inks(of: -100).fill == .diverging(3))
    #expect(classes.inks(of: 100).fill == .diverging(5))
    #expect(classes.inks(of: 0).fill == .diverging(4))
    #expect(classes.inks(of: -57429).fill == .diverging(0))
  }

  @Test func oneFarValueDoesNotLevelTheOthers() {
    let values: [Double] = [
      -15.6, -14.7, -14.5, -13.9, -13.2, -11.7, -11.4, -6.6, -6.4, -6.2, -5.4, -4.7, -2.1, 3.1, 4.5, 51.3,
    ]
    let classes = ColourClasses(.diverging, values: values)
    // Steps of 20 would give thirteen of the sixteen one colour.
    #expect(classes.inks(of: -14.7).fill != classes.inks(of: -6.4).fill)
    // Equal distances are equally strong; zero is neutral; every value has its class.
    #expect(classes.inks(of: -4.7).fill == .diverging(3))
    #expect(classes.inks(of: 4.5).fill == .diverging(5))
    #expect(classes.inks(of: 0).fill == .diverging(4))
    #expect(classes.inks(of: 51.3).fill == .diverging(8))
    #expect(values.allSatisfy { classes.inks(of: $0).fill != .grid })
    #expect(zip(classes.classes, classes.classes.dropFirst()).allSatisfy { $0.high == $1.low })
    // Values that lie evenly keep even steps.
    let even = ColourClasses(.diverging, values: Array(stride(from: -12.0, through: 12, by: 1)))
    #expect(even.classes.map(\.low) == [-15, -10, -5, 0, 5, 10])
  }

  @Test func aLimitBelongsToTheFartherClass() {
    let classes = ColourClasses(.divergingBreaks([-10, 0, 10]), values: [])
    #expect(classes.inks(of: 10).fill == classes.inks(of: 99).fill)
    #expect(classes.inks(of: 9.99).fill != classes.inks(of: 10).fill)
    #expect(classes.inks(of: -10).fill == classes.inks(of: -99).fill)
  }

  @Test func aClassAroundZeroIsNeutral() {
    let classes = ColourClasses(.divergingBreaks([-1, 1]), values: [])
    #expect(classes.inks(of: 0.5).fill == .diverging(4))
    #expect(classes.inks(of: -3).fill == .diverging(0))
    #expect(classes.inks(of: 3).fill == .diverging(8))
  }

  @Test func sequentialClassesRise() {
    let classes = ColourClasses(.sequential, values: [3, 41])
    #expect(classes.classes.first?.low == 0)
    #expect(classes.classes.last?.high == 50)
    #expect(classes.inks(of: 3).fill == .sequential(0))
    #expect(classes.inks(of: 41).fill == .sequential(5))
  }

  @Test func everyValueFallsIntoAClass() {
    for value in stride(from: -12.0, through: 12, by: 0.25) {
      for scale in [ColourScale.diverging, .sequential, .divergingBreaks([-5, 0, 5]), .sequentialBreaks([-5, 5])] {
        let classes = ColourClasses(scale, values: [-12, 12])
        #expect(classes.inks(of: value).fill != .grid)
      }
    }
  }
}
