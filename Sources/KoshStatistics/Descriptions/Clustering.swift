public import KoshTable

/// How the distance between two clusters follows from their members.
public enum Linkage: String, Sendable, Hashable, CaseIterable {
  /// The increase of the within-cluster sum of squares, on squared distances, heights on the scale of distances (R's
  /// `ward.D2`).
  case ward = "ward.D2"
  /// The mean of all distances between members.
  case average
  /// The greatest distance between members.
  case complete
  /// The least distance between members.
  case single
}

/// One joining of two clusters.
public struct Merge: Sendable, Hashable {
  /// A single row −i (counted from 1) or the cluster made by merge j (counted from 1), as in R's `hclust`: singles
  /// first, then the smaller number.
  public let left: Int
  /// The other.
  public let right: Int
  /// The distance at which they join; never less than that of an earlier merge.
  public let height: Double
  /// Rows in the new cluster.
  public let size: Int
}

/// A hierarchical clustering: who joins whom at what distance.
public struct Dendrogram: Sendable, Hashable {
  /// How distances between clusters were made.
  public let linkage: Linkage
  /// The rows clustered, counted from 0 in the data given; merges and orders count positions in this list.
  public let rows: [Int]
  /// Rows left out for a missing value.
  public let lost: [Int]
  /// The merges, one fewer than rows, in the order of their height.
  public let merges: [Merge]
  /// The positions in `rows`, counted from 0, in an order in which no branches cross.
  public let order: [Int]
  /// The points that were clustered, standardised where that was asked for.
  public let points: [[Double]]

  /// The cluster of each of `rows`, numbered from 1 by first member, when the tree is cut into `k`.
  ///
  /// - Returns: `nil` unless k is between 1 and the number of rows.
  public func clusters(_ k: Int) -> [Int]? {
    guard k >= 1, k <= rows.count else { return nil }
    return labels(afterMerges: rows.count - k)
  }

  /// The cluster of each of `rows` when the tree is cut at a height: merges up to it, itself included, are made.
  public func clusters(atHeight height: Double) -> [Int] { labels(afterMerges: merges.count { $0.height <= height }) }

  /// How well each row sits in its cluster: (b − a)/max(a, b), with a the mean distance to the others of its cluster
  /// and b that to the nearest other cluster; from −1 to 1, and 0 in a cluster of one.
  ///
  /// - Parameter k: The number of clusters.
  /// - Returns: One value per row and their mean; `nil` unless 2 ≤ k < rows.
  /// - Complexity: O(rows² · variables).
  ///
  /// Source: P. J. Rousseeuw (1987), *Journal of Computational and Applied Mathematics* 20, 53–65.
  public func silhouette(_ k: Int) -> (rows: [Double], mean: Double)? {
    guard k >= 2, k < rows.count, let labels = clusters(k) else { return nil }
    let sizes = (1...k).map { label in labels.count { $0 == label } }
    let values = rows.indices.map { i -> Double in
      guard sizes[labels[i] - 1] > 1 else { return 0 }
      var sums = [Double](repeating: 0, count: k)
      for j in rows.indices { sums[labels[j] - 1] += euclidean(points[i], points[j]) }
      let own = sums[labels[i] - 1] / Double(sizes[labels[i] - 1] - 1)
      let others = (0..<k).filter { $0 != labels[i] - 1 }.map { sums[$0] / Double(sizes[$0]) }
      let nearest = others.reduce(.infinity, min)
      let larger = max(own, nearest)
      return larger > 0 ? (nearest - own) / larger : 0
    }
    return (values, mean(values) ?? 0)
  }

  private func labels(afterMerges count: Int) -> [Int] {
    var members = [[Int]](repeating: [], count: count)
    var clusterOf = rows.indices.map { -$0 - 1 }
    for step in 0..<count {
      let merge = merges[step]
      for part in [merge.left, merge.right] { members[step] += part < 0 ? [-part - 1] : members[part - 1] }
      for member in members[step] { clusterOf[member] = step + 1 }
    }
    var numbers: [Int: Int] = [:]
    return clusterOf.map { cluster in
      let number = numbers[cluster] ?? numbers.count + 1
      numbers[cluster] = number
      return number
    }
  }
}

/// Hierarchical agglomerative clustering on Euclidean distances.
///
/// The two nearest clusters join until one is left; distances to the new one follow by the formula of Lance and
/// Williams. Of equally near pairs the one with the earliest first member joins, then the one with the earliest second.
///
/// - Parameters:
///   - data: `data[row][variable]`; a row with a missing value is left out, never filled in.
///   - linkage: How distances between clusters are made.
///   - standardize: Whether each variable is first taken less its mean and divided by its standard deviation with n − 1
///     over the complete rows, so that no unit outweighs another.
///   - names: The variables' names, for messages.
/// - Throws: ``Problem`` where rows differ in length or have no variable, fewer than two are complete, or a variable to
///   be standardised does not vary.
/// - Complexity: O(rows²) memory; time O(rows²) usually, O(rows³) at worst.
///
///     let tree = try cluster([[0], [1], [5]], linkage: .single, standardize: false)
///     tree.merges.map(\.height)   // [1, 4]
///     tree.clusters(2)            // [1, 1, 2]
///
/// Source: G. N. Lance, W. T. Williams (1967), *The Computer Journal* 9(4), 373–380; F. Murtagh, P. Legendre (2014),
/// *Journal of Classification* 31(3), 274–295, for the two forms of Ward's method.
public func cluster(
  _ data: [[Double?]], linkage: Linkage, standardize: Bool = true, names: [String] = []
) throws(Problem) -> Dendrogram {
  let width = data.first?.count ?? 0
  guard width > 0, data.allSatisfy({ $0.count == width }) else {
    throw Problem(
      .specification, "the rows to cluster do not have the same variables",
      why: "a distance needs the same of each row",
      remedy: "give at least one variable, and each row a value or a missing one of each")
  }
  let rows = data.indices.filter { data[$0].allSatisfy { present($0) != nil } }
  guard rows.count > 1 else {
    throw Problem(
      .data, "only \(rows.count) of \(data.count) rows have all variables", why: "clustering needs at least 2",
      remedy: "fill in what is missing or leave a variable out")
  }
  var points = rows.map { data[$0].compactMap { $0 } }
  if standardize {
    for variable in 0..<width {
      let (deviations, squares, isConstant) = centred(points.map { $0[variable] })
      guard !isConstant else {
        throw Problem(
          .data, "the variable has one value in all \(rows.count) complete rows",
          at: Place(variable: variable < names.count ? names[variable] : "\(variable + 1)"),
          why: "it cannot tell the rows apart, and its spread is zero", remedy: "leave the variable out")
      }
      let spread = (squares / Double(rows.count - 1)).squareRoot()
      for row in points.indices { points[row][variable] = deviations[row] / spread }
    }
  }
  let joined = agglomerate(points, linkage)
  return Dendrogram(
    linkage: linkage, rows: rows, lost: data.indices.filter { data[$0].contains { present($0) == nil } },
    merges: joined, order: leafOrder(joined), points: points)
}

func euclidean(_ a: [Double], _ b: [Double]) -> Double {
  zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
}

private func agglomerate(_ points: [[Double]], _ linkage: Linkage) -> [Merge] {
  let n = points.count
  // Ward's formula holds for squared distances, the others for distances.
  var distance = [Double](repeating: 0, count: n * n)
  for i in 0..<n {
    for j in 0..<i {
      let d = euclidean(points[i], points[j])
      let value = linkage == .ward ? d * d : d
      (distance[i * n + j], distance[j * n + i]) = (value, value)
    }
  }
  var active = [Bool](repeating: true, count: n)
  var size = [Int](repeating: 1, count: n)
  // What R calls the cluster that stands in each slot: −(row + 1) or the number of its merge.
  var name = (0..<n).map { -$0 - 1 }
  var nearest = [Int](repeating: -1, count: n)
  func findNearest(_ i: Int) {
    nearest[i] = -1
    for j in (i + 1)..<n where active[j] {
      if nearest[i] < 0 || distance[i * n + j] < distance[i * n + nearest[i]] { nearest[i] = j }
    }
  }
  for i in 0..<n { findNearest(i) }
  var merges: [Merge] = []
  for step in 1..<n {
    var (a, least) = (-1, Double.infinity)
    for i in 0..<n where active[i] && nearest[i] >= 0 {
      let candidate = distance[i * n + nearest[i]]
      if a < 0 || candidate < least { (a, least) = (i, candidate) }
    }
    let b = nearest[a]
    for k in 0..<n where active[k] && k != a && k != b {
      let (first, second) = (distance[a * n + k], distance[b * n + k])
      let (na, nb, nk) = (Double(size[a]), Double(size[b]), Double(size[k]))
      let value =
        switch linkage {
        case .ward: ((na + nk) * first + (nb + nk) * second - nk * least) / (na + nb + nk)
        case .average: (na * first + nb * second) / (na + nb)
        case .complete: max(first, second)
        case .single: min(first, second)
        }
      (distance[a * n + k], distance[k * n + a]) = (value, value)
    }
    active[b] = false
    size[a] += size[b]
    let parts = [name[a], name[b]].sorted { ($0 < 0) == ($1 < 0) ? $0.magnitude < $1.magnitude : $0 < 0 }
    merges.append(
      Merge(
        left: parts[0], right: parts[1], height: linkage == .ward ? max(0, least).squareRoot() : least, size: size[a]))
    name[a] = step
    for i in 0..<n where active[i] {
      if i == a || nearest[i] == a || nearest[i] == b {
        findNearest(i)
      } else if i < a, nearest[i] >= 0 {
        let (new, old) = (distance[i * n + a], distance[i * n + nearest[i]])
        if new < old || (new == old && a < nearest[i]) { nearest[i] = a }
      }
    }
  }
  return merges
}

private func leafOrder(_ merges: [Merge]) -> [Int] {
  var waiting = [merges.count]
  var order: [Int] = []
  while let node = waiting.popLast() {
    if node < 0 {
      order.append(-node - 1)
    } else {
      waiting.append(merges[node - 1].right)
      waiting.append(merges[node - 1].left)
    }
  }
  return order
}
