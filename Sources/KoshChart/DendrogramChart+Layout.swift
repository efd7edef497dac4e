package import KoshTable

extension DendrogramChart {
  /// Columns: leaf, cluster (if any); rows in the drawn order. Then the merges are a matter of ``heights``.
  package var data: ChartData {
    let hasClusters = clusters.count == labels.count && !clusters.isEmpty
    let order = leafOrder ?? Array(labels.indices)
    return ChartData(
      columns: [ChartWords.leaf] + (hasClusters ? [ChartWords.cluster] : []) + [ChartWords.joinsAt],
      rows: order.map { leaf in
        [.label(labels[leaf])] + (hasClusters ? [.label(name(of: clusters[leaf]))] : [])
          + [ChartCell(joinHeight(of: leaf), decimals: number.decimals)]
      })
  }

  /// The picture in words, from its numbers.
  package var generatedAlt: Trilingual {
    let kind = Trilingual(en: "Dendrogram", ru: "Дендрограмма", kk: "Дендрограмма")
    let opening = altOpening(kind, text)
    guard let order = leafOrder, let top = heights.compactMap({ drawable($0) }).max() else {
      return opening + sentence(ChartWords.nothingToDraw)
    }
    let height = number.trilingual(top)
    var alt =
      opening
      + Trilingual(
        en: "Leaves: \(labels.count). The last merge is at \(height). ",
        ru: "Листьев: \(labels.count). Последнее слияние на высоте \(height). ",
        kk: "Жапырақ саны: \(labels.count). Соңғы бірігу биіктігі: \(height). ")
    guard clusters.count == labels.count else { return alt }
    for cluster in Set(clusters).sorted() {
      let members = order.filter { clusters[$0] == cluster }.map { labels[$0] }
      alt = alt + sentence(name(of: cluster) + Trilingual(same: ": ") + members.joined(separator: ", "))
    }
    return alt
  }

  /// The layout: shapes with coordinates.
  package func drawing(in language: Language, width: ChartWidth) -> Drawing {
    .framed(text, in: language, width: width) { layout($0) }
  }

  private func name(of cluster: Int) -> Trilingual {
    if clusterNames.indices.contains(cluster) { return clusterNames[cluster] }
    return Trilingual(
      en: "Cluster \(cluster + 1)", ru: "Кластер \(cluster + 1)", kk: "\(cluster + 1)-кластер")
  }

  private func joinHeight(of leaf: Int) -> Double? {
    let id = -(leaf + 1)
    guard let index = merges.firstIndex(where: { $0.0 == id || $0.1 == id }), heights.indices.contains(index) else {
      return nil
    }
    return drawable(heights[index])
  }

  /// The leaves below a child of a merge, from left to right.
  private func leaves(of child: Int, known: [[Int]]) -> [Int] {
    child < 0 ? [-child - 1] : known[child - 1]
  }

  /// The leaves from top to bottom, from 0; `nil` if the merges are not a tree over the leaves.
  var leafOrder: [Int]? {
    let count = labels.count
    guard count > 0, merges.count == count - 1, heights.count == merges.count,
      heights.allSatisfy({ drawable($0) != nil })
    else { return nil }
    var used: Set<Int> = []
    var below: [[Int]] = []
    for (index, merge) in merges.enumerated() {
      for child in [merge.0, merge.1] {
        let exists = child < 0 ? -child <= count : (child > 0 && child <= index)
        guard exists, used.insert(child).inserted else { return nil }
      }
      below.append(leaves(of: merge.0, known: below) + leaves(of: merge.1, known: below))
    }
    let given = order.map { $0 - 1 }
    if given.count == count, Set(given) == Set(0..<count) { return given }
    return below.last ?? [0]
  }

  // MARK: Layout

  private func layout(_ style: ChartStyle) -> Plot {
    guard let order = leafOrder, !merges.isEmpty else { return .empty(style) }
    let (language, size) = (style.language, style.label)
    let hasClusters = clusters.count == labels.count && clusters.allSatisfy { $0 >= 0 }
    var plot = Plot()
    if hasClusters {
      plot.legend(
        Set(clusters).sorted().map { (.marker(Marker(group: $0), .series($0)), name(of: $0)[language]) }, style: style)
    }
    let markerRoom = hasClusters ? 16.0 : 6
    let widest = labels.map { TextMetrics.width($0[language], size: size) }.max() ?? 0
    let labelRoom = min(widest, style.inner * (style.isNarrow ? 0.42 : 0.36))
    let left = labelRoom + 6 + markerRoom
    let lowest = min(0, heights.min() ?? 0)
    let highest = max(heights.max() ?? 1, cutHeight.flatMap { drawable($0) } ?? 0)
    let scale = AxisScale(low: lowest, high: highest > lowest ? highest : lowest + 1, start: left, end: style.inner - 8)

    var middles = [Double](repeating: 0, count: labels.count)
    // The name of the cut stands above the tree, where no branch is.
    let top = plot.height + (cutHeight == nil ? 0 : 18)
    var y = top
    for leaf in order {
      let lines = TextMetrics.wrap(labels[leaf][language], width: labelRoom, size: size, maximum: 3)
      let height = max(style.isNarrow ? 20 : 22, Double(lines.count) * ChartStyle.leading(size) + 4)
      middles[leaf] = y + height / 2
      plot.block(lines, labelRoom, middle: middles[leaf], size: size, anchor: .end)
      if hasClusters {
        plot.add(
          .marker(
            Marker(group: clusters[leaf]), at: Spot(labelRoom + 12, middles[leaf]), size: 9,
            ink: .series(clusters[leaf])))
      }
      y += height
    }
    let area = Box(x: left, y: top, width: scale.end - left, height: y - top)
    plot.xAxis(
      scale.low, scale.high, scale: scale, area: area, number: ChartNumber(suffix: number.suffix),
      title: heightTitle[language], style: style)
    branches(middles, hasClusters: hasClusters, scale: scale, into: &plot)
    if let cut = cutHeight.flatMap({ drawable($0) }) {
      let x = scale(cut)
      plot.line(x, top - 4, x, area.bottom, ink: .accent, width: 1.6, dash: .dashed)
      let words =
        ChartWords.cutAt[language]
        + NumberText.plain(NumberText.rounded(cut, decimals: number.decimals), language: language)
      let half = TextMetrics.width(words, size: style.small, isBold: true) / 2
      plot.text(
        words, min(max(x, half), style.inner - half), top - 8, size: style.small, anchor: .middle, isBold: true,
        ink: .accent)
    }
    let titleLines = TextMetrics.wrap(heightTitle[language], width: style.inner, size: style.small)
    plot.height = area.bottom + 24 + Double(titleLines.count) * ChartStyle.leading(style.small)
    return plot
  }

  private func branches(_ middles: [Double], hasClusters: Bool, scale: AxisScale, into plot: inout Plot) {
    struct Node {
      var x: Double
      var y: Double
      /// The cluster that all its leaves share.
      var cluster: Int?
    }
    var nodes: [Node] = []
    for (index, merge) in merges.enumerated() {
      let children = [merge.0, merge.1].map { (child: Int) -> Node in
        guard child < 0 else { return nodes[child - 1] }
        let leaf = -child - 1
        return Node(x: scale(max(scale.low, 0)), y: middles[leaf], cluster: hasClusters ? clusters[leaf] : nil)
      }
      let x = scale(heights[index])
      let shared = children[0].cluster == children[1].cluster ? children[0].cluster : nil
      for child in children {
        let ink = child.cluster.map { Ink.series($0) } ?? .muted
        plot.add(.path([Spot(child.x, child.y), Spot(x, child.y)], ink: ink, width: 1.8, dash: .solid))
      }
      plot.line(
        x, children[0].y, x, children[1].y, ink: shared.map { Ink.series($0) } ?? .muted, width: 1.8)
      nodes.append(Node(x: x, y: (children[0].y + children[1].y) / 2, cluster: shared))
    }
  }
}
