package import KoshTable

/// A tree of merges, leaves on the left, the height of each merge to the right.
package struct DendrogramChart: Chart {
  /// Title, subtitle, note and alternative text.
  package var text: ChartText
  /// Names of the leaves, in the order of the data (not of the tree).
  package var labels: [Trilingual]
  /// The merges in order of height, as R's `hclust` writes them: −*j* is leaf *j*, +*i* the result of merge *i*, both
  /// counted from 1. One fewer than leaves.
  package var merges: [(Int, Int)]
  /// The height of each merge.
  package var heights: [Double]
  /// The leaves from top to bottom, counted from 1, so that no branches cross; empty lets the chart order them.
  package var order: [Int]
  /// Where the tree is cut; a dashed line.
  package var cutHeight: Double?
  /// The cluster of each leaf, from 0, in the order of ``labels``; empty for none.
  package var clusters: [Int]
  /// Names of the clusters; empty numbers them.
  package var clusterNames: [Trilingual]
  /// What the heights are: "distance (Ward)".
  package var heightTitle: Trilingual
  /// How heights are written.
  package var number: ChartNumber

  /// A dendrogram.
  package init(
    text: ChartText, labels: [Trilingual], merges: [(Int, Int)], heights: [Double], order: [Int] = [],
    cutHeight: Double? = nil, clusters: [Int] = [], clusterNames: [Trilingual] = [],
    heightTitle: Trilingual = ChartWords.distance, number: ChartNumber = ChartNumber(decimals: 2)
  ) {
    self.text = text
    self.labels = labels
    self.merges = merges
    self.heights = heights
    self.order = order
    self.cutHeight = cutHeight
    self.clusters = clusters
    self.clusterNames = clusterNames
    self.heightTitle = heightTitle
    self.number = number
  }
}
