package import KoshTable
extension Drawing { static var blank: Drawing { Drawing(width: 720, height: 60, shapes: []) } }
extension BarChart {
  package var data: ChartData { ChartData(columns: [], rows: []) }
  package var generatedAlt: Trilingual { text.title }
  package func drawing(in language: Language, width: ChartWidth) -> Drawing { .blank }
}
extension LineChart {
  package var data: ChartData { ChartData(columns: [], rows: []) }
  package var generatedAlt: Trilingual { text.title }
  package func drawing(in language: Language, width: ChartWidth) -> Drawing { .blank }
}
extension ScatterChart {
  package var data: ChartData { ChartData(columns: [], rows: []) }
  package var generatedAlt: Trilingual { text.title }
  package func drawing(in language: Language, width: ChartWidth) -> Drawing { .blank }
}
extension ForestPlot {
  package var data: ChartData { ChartData(columns: [], rows: []) }
  package var generatedAlt: Trilingual { text.title }
  package func drawing(in language: Language, width: ChartWidth) -> Drawing { .blank }
}
extension DendrogramChart {
  package var data: ChartData { ChartData(columns: [], rows: []) }
  package var generatedAlt: Trilingual { text.title }
  package func drawing(in language: Language, width: ChartWidth) -> Drawing { .blank }
}
extension HeatMap {
  package var data: ChartData { ChartData(columns: [], rows: []) }
  package var generatedAlt: Trilingual { text.title }
  package func drawing(in language: Language, width: ChartWidth) -> Drawing { .blank }
}
extension TileMap {
  package var data: ChartData { ChartData(columns: [], rows: []) }
  package var generatedAlt: Trilingual { text.title }
  package func drawing(in language: Language, width: ChartWidth) -> Drawing { .blank }
}
extension VerdictChart {
  package var data: ChartData { ChartData(columns: [], rows: []) }
  package var generatedAlt: Trilingual { text.title }
  package func drawing(in language: Language, width: ChartWidth) -> Drawing { .blank }
}
