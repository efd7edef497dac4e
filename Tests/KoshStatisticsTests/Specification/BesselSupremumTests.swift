import Foundation
import Testing

@testable import KoshStatistics

@Suite struct BesselSupremumTests {
  private let usual = BesselSupremum(dimensions: 1, from: 0.15, to: 0.85)

  // strucchange::sctest(type = "supF"), Hansen's response surfaces of simulations in steps: they miss part of the peaks.
  @Test func hansensSurfacesAreALittleBelow() {
    for (k, c, hansen) in [
      (1, 8.68, 0.048393), (1, 12.16, 0.009602847), (2, 11.72, 0.04675956), (3, 14.13, 0.04523763),
      (5, 18.23, 0.04825445), (10, 27.02, 0.04914815),
    ] {
      let ours = BesselSupremum(dimensions: k, from: 0.15, to: 0.85).upper(c)
      #expect(hansen < ours && ours < 1.2 * hansen, "\(k)")
    }
  }

  // Simulated in numpy: 200,000 paths of the Ornstein–Uhlenbeck process in 2,000 exact steps, the level lowered by
  // 0.5826 √dt for peaks between steps (Broadie, Glasserman, Kou 1997); standard errors below 0.0007.
  @Test func agreesWithSimulation() {
    for (c, p) in [(7.12, 0.107455), (8.68, 0.053795), (8.85, 0.049985), (12.16, 0.01094)] {
      #expect(abs(usual.upper(c) - p) < 0.002)
    }
    #expect(abs(BesselSupremum(dimensions: 3, from: 0.15, to: 0.85).upper(14.13) - 0.0539) < 0.002)
  }

  // M. Csörgő, L. Horváth (1997), Limit Theorems in Change-Point Analysis, formula 1.3.26: far out
  // P ≈ c^(k/2) e^(−c/2) / (2^(k/2) Γ(k/2)) · (T (1 − k/c) + 4/c).
  @Test func agreesWithTheTailFormula() {
    for (k, c) in [(1, 25.0), (2, 30), (3, 40)] {
      let distribution = BesselSupremum(dimensions: k, from: 0.15, to: 0.85)
      let half = Double(k) / 2
      let density = pow(c, half) * exp(-c / 2) / (pow(2, half) * tgamma(half))
      let tail = density * (distribution.duration * (1 - Double(k) / c) + 4 / c)
      #expect(abs(distribution.upper(c) / tail - 1) < 0.02, "\(k)")
    }
  }

  @Test func gridsAgree() {
    for c in [2, 8.85, 20] {
      let finer = usual.reached(c, cells: 800) + (usual.reached(c, cells: 800) - usual.reached(c, cells: 400)) / 3
      #expect(abs(usual.upper(c) - finer) < 1e-8)
    }
  }

  @Test func ends() {
    #expect(usual.upper(0) == 1)
    #expect(usual.upper(200) < 1e-30)
    // A single candidate: χ² with one degree of freedom, P(χ² > 3.841458820694124) = 0.05.
    let one = BesselSupremum(dimensions: 1, from: 0.5, to: 0.5)
    #expect(abs(one.upper(3.841458820694124) - 0.05) < 1e-12)
  }
}
