@testable import KoshChart
