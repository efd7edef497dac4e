// Which rows say something, in what order they are taken, and which levels hang together.
#include "effects_shared.h"

ptrdiff_t kosh_effects_prune(
    ptrdiff_t rows, ptrdiff_t dimensions, const int32_t *const *codes, const int32_t *levels,
    const double *multiplicity, const double *outcome, int singletons, uint8_t *kept, double *work) {
  double *counts = work;
  ptrdiff_t all = 0;
  for (ptrdiff_t q = 0; q < dimensions; q++) all += levels[q];
  double *totals = work + all;
  memset(work, 0, sizeof(double) * (size_t)(2 * all));
  ptrdiff_t first = 0, staying = rows;
  for (ptrdiff_t q = 0; q < dimensions; first += levels[q], q++) {
    const int32_t *code = codes[q];
    for (ptrdiff_t i = 0; i < rows; i++) counts[first + code[i]] += multiplicity ? multiplicity[i] : 1;
    if (outcome)
      for (ptrdiff_t i = 0; i < rows; i++) totals[first + code[i]] += outcome[i];
  }
  memset(kept, 1, (size_t)rows);
  for (;;) {
    int zeros = 0, alone = 0;
    for (ptrdiff_t l = 0; l < all; l++) {
      if (outcome && counts[l] > 0 && !(totals[l] > 0)) zeros = 1;
      if (singletons && counts[l] > 0 && counts[l] <= 1) alone = 1;
    }
    if (!zeros && !alone) return staying;
    const uint8_t mark = zeros ? 2 : 0;
    for (ptrdiff_t i = 0; i < rows; i++) {
      if (kept[i] != 1) continue;
      int goes = 0;
      first = 0;
      for (ptrdiff_t q = 0; q < dimensions; first += levels[q], q++) {
        const ptrdiff_t l = first + codes[q][i];
        if (zeros ? !(totals[l] > 0) : counts[l] <= 1) goes = 1;
      }
      if (!goes) continue;
      kept[i] = mark;
      staying--;
      first = 0;
      for (ptrdiff_t q = 0; q < dimensions; first += levels[q], q++) {
        const ptrdiff_t l = first + codes[q][i];
        counts[l] -= multiplicity ? multiplicity[i] : 1;
        // Outcomes of 0 take nothing away; a level that loses its last row is no longer looked at.
        if (outcome && !zeros) totals[l] = counts[l] > 0 ? totals[l] - outcome[i] : 0;
      }
    }
    // What subtraction leaves of fractions is not told from 0: totals are summed anew.
    if (outcome && !zeros) {
      memset(totals, 0, sizeof(double) * (size_t)all);
      first = 0;
      for (ptrdiff_t q = 0; q < dimensions; first += levels[q], q++)
        for (ptrdiff_t i = 0; i < rows; i++)
          if (kept[i] == 1) totals[first + codes[q][i]] += outcome[i];
    }
  }
}

int kosh_effects_is_sorted(ptrdiff_t rows, ptrdiff_t dimensions, const int32_t *const *codes) {
  for (ptrdiff_t i = 1; i < rows; i++)
    for (ptrdiff_t q = 0; q < dimensions; q++) {
      if (codes[q][i - 1] < codes[q][i]) break;
      if (codes[q][i - 1] > codes[q][i]) return 0;
    }
  return 1;
}

void kosh_effects_order(
    ptrdiff_t rows, ptrdiff_t dimensions, const int32_t *const *codes, const int32_t *levels, int32_t *order,
    int32_t *scratch, int32_t *counts) {
  for (ptrdiff_t i = 0; i < rows; i++) order[i] = (int32_t)i;
  for (ptrdiff_t q = dimensions - 1; q >= 0; q--) {
    const int32_t *code = codes[q];
    memset(counts, 0, sizeof(int32_t) * (size_t)(levels[q] + 1));
    for (ptrdiff_t i = 0; i < rows; i++) counts[code[i] + 1]++;
    for (ptrdiff_t l = 0; l < levels[q]; l++) counts[l + 1] += counts[l];
    for (ptrdiff_t i = 0; i < rows; i++) scratch[counts[code[order[i]]]++] = order[i];
    memcpy(order, scratch, sizeof(int32_t) * (size_t)rows);
  }
}

ptrdiff_t kosh_effects_cells(
    ptrdiff_t rows, ptrdiff_t dimensions, const int32_t *const *codes, const int32_t *first, ptrdiff_t cells,
    int32_t *cell_row, int32_t *group_cell, int32_t *other) {
  ptrdiff_t cell = -1, begin = 0;
  int32_t group = -1;
  for (ptrdiff_t i = 0; i < rows; i++) {
    int fresh = i == 0 || i - begin == KOSH_EFFECTS_CELL;
    for (ptrdiff_t q = 0; q < dimensions && !fresh; q++) fresh = codes[q][i] != codes[q][i - 1];
    if (!fresh) continue;
    cell++;
    begin = i;
    if (!cell_row) continue;
    cell_row[cell] = (int32_t)i;
    while (group < codes[0][i]) group_cell[++group] = (int32_t)cell;
    for (ptrdiff_t q = 1; q < dimensions; q++) other[(q - 1) * cells + cell] = first[q] + codes[q][i];
  }
  cell++;
  if (cell_row) {
    cell_row[cell] = (int32_t)rows;
    group_cell[group + 1] = (int32_t)cell;
  }
  return cell;
}

static int32_t root_of(int32_t *parent, int32_t node) {
  while (parent[node] != node) {
    parent[node] = parent[parent[node]];
    node = parent[node];
  }
  return node;
}

ptrdiff_t kosh_effects_components(
    ptrdiff_t count, const int32_t *a, const int32_t *b, ptrdiff_t levels_a, ptrdiff_t levels_b, int32_t *parent) {
  const ptrdiff_t nodes = levels_a + levels_b;
  for (ptrdiff_t i = 0; i < nodes; i++) parent[i] = (int32_t)i;
  for (ptrdiff_t i = 0; i < count; i++) {
    int32_t x = root_of(parent, a[i]), y = root_of(parent, (int32_t)levels_a + b[i]);
    // The smaller number stays the root, so that components are numbered in order of their first level.
    if (x < y)
      parent[y] = x;
    else
      parent[x] = y;
  }
  int32_t components = 0;
  for (ptrdiff_t i = 0; i < nodes; i++) {
    // Roots come before what hangs on them; a root's number is kept as −1 − component until all are known.
    if (parent[i] == i)
      parent[i] = -1 - components++;
    else {
      int32_t node = parent[i];
      while (node >= 0) node = parent[node];
      parent[i] = node;
    }
  }
  for (ptrdiff_t i = 0; i < nodes; i++) parent[i] = -1 - parent[i];
  return components;
}
