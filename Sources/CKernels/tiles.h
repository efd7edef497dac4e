#ifndef KOSH_TILES_H
#define KOSH_TILES_H
// What the passes over the rows of a design share: tiles of rows that stay in the first-level cache.
#include <math.h>
#include <stdlib.h>

#include "KoshParallel.h"
#include "KoshRegressionKernels.h"
#include "vectors.h"

// A task takes TASK_TILES tiles of TILE rows: enough to outweigh its start, few enough for all cores to end together.
enum { TILE = 256, TASK_TILES = 128, BLOCK = 4, FEW_SLOTS = 16, AHEAD = TILE };

// How the columns of a design lie in the kernels' order.
typedef struct {
  const kosh_design *design;
  ptrdiff_t ones;    // 1 if the first column is the constant, which is never read
  ptrdiff_t real;    // dense columns with values
  ptrdiff_t blocks;  // of BLOCK real columns; those that lack one are filled up with zeros
  ptrdiff_t width;
} design_shape;

KOSH_INLINE design_shape shape_of(const kosh_design *design) {
  design_shape shape = {.design = design};
  shape.ones = design->dense > 0 && !design->columns[0] ? 1 : 0;
  shape.real = design->dense - shape.ones;
  shape.blocks = (shape.real + BLOCK - 1) / BLOCK;
  shape.width = kosh_design_width(design);
  return shape;
}

// The rows of one tile. A tile that is not full is filled up with rows of zeros that belong to no slot.
typedef struct {
  ptrdiff_t start, count;
  ptrdiff_t padded;          // count rounded up to full lanes
  const double **columns;    // BLOCK × blocks pointers
  int64_t *codes;            // TILE codes for each factor
  double *copies;            // room for the columns of a tile that is not full
} design_tile;

extern const double kosh_ones[256], kosh_zeros[256];

KOSH_INLINE size_t tile_room(const design_shape *shape) {
  return sizeof(double *) * (size_t)(BLOCK * shape->blocks) +
         sizeof(double) * TILE * (size_t)(shape->real + shape->design->factors) + 64;
}

KOSH_INLINE design_tile tile_in(const design_shape *shape, void *room) {
  design_tile tile = {.columns = room};
  tile.codes = (int64_t *)((char *)room + sizeof(double *) * (size_t)(BLOCK * shape->blocks));
  tile.copies = (double *)(tile.codes + TILE * shape->design->factors);
  return tile;
}

// The rows of values from start on; a copy filled up with `rest` where the tile is not full.
KOSH_INLINE const double *tile_values(
    const double *values, ptrdiff_t start, ptrdiff_t count, double rest, double *copy) {
  if (count == TILE) return values + start;
  memcpy(copy, values + start, sizeof(double) * (size_t)count);
  for (ptrdiff_t i = count; i < TILE; i++) copy[i] = rest;
  return copy;
}

KOSH_INLINE void tile_open(const design_shape *shape, ptrdiff_t number, design_tile *tile) {
  const kosh_design *design = shape->design;
  tile->start = number * TILE;
  tile->count = design->rows - tile->start < TILE ? design->rows - tile->start : TILE;
  tile->padded = (tile->count + LANES - 1) / LANES * LANES;
  for (ptrdiff_t j = 0; j < shape->real; j++) {
    const double *values = design->columns[shape->ones + j];
    tile->columns[j] = values
                           ? tile_values(values, tile->start, tile->count, 0, tile->copies + j * TILE)
                           : tile_values(kosh_ones, 0, tile->count, 0, tile->copies + j * TILE);
  }
  for (ptrdiff_t j = shape->real; j < BLOCK * shape->blocks; j++) tile->columns[j] = kosh_zeros;
  for (ptrdiff_t f = 0; f < design->factors; f++) {
    const int32_t *code = design->codes[f] + tile->start;
    int64_t *out = tile->codes + f * TILE;
    for (ptrdiff_t i = 0; i < tile->count; i++) out[i] = code[i];
    for (ptrdiff_t i = tile->count; i < tile->padded; i++) out[i] = -1;
  }
}

// linear[i] = Σⱼ xᵢⱼ beta[j] (+ offset[i]).
KOSH_INLINE void tile_predictor(
    const design_shape *shape, const design_tile *tile, const double *beta, double *restrict linear) {
  const kosh_design *design = shape->design;
  const lanes constant = all_lanes(shape->ones ? beta[0] : 0);
  const double *slopes = beta + shape->ones;
  for (ptrdiff_t i = 0; i < tile->padded; i += LANES) {
    lanes sum = constant;
    for (ptrdiff_t j = 0; j < shape->real; j++) {
      const double *x = tile->columns[j] + i;
      // Many columns at once are more than the processor foresees by itself: fetch the next tile.
      __builtin_prefetch(x + AHEAD);
      sum += all_lanes(slopes[j]) * lanes_at(x);
    }
    *(lanes *)(linear + i) = sum;
  }
  const double *b = beta + design->dense;
  for (ptrdiff_t f = 0; f < design->factors; b += design->slots[f], f++) {
    const int64_t *code = tile->codes + f * TILE;
    if (design->slots[f] <= LANES) {
      for (ptrdiff_t i = 0; i < tile->padded; i += LANES) {
        lanes sum = lanes_at(linear + i);
        const whole_lanes own = *(const whole_lanes *)(code + i);
        for (int64_t s = 0; s < design->slots[f]; s++) sum += lanes_where(own == s, all_lanes(b[s]));
        *(lanes *)(linear + i) = sum;
      }
    } else {
      for (ptrdiff_t i = 0; i < tile->count; i++)
        if (code[i] >= 0) linear[i] += b[code[i]];
    }
  }
}

// MARK: Cross products of tiles

// Lanes that a task adds cross products in: for each block of columns v·x, u·x and the triangle of v·x·x, for each pair
// of blocks a square, and for factors of few slots the sums by slot of u, v and v·x.
enum { OWN = 2 * BLOCK + BLOCK * (BLOCK + 1) / 2, PAIR = BLOCK * BLOCK };

KOSH_INLINE ptrdiff_t slot_lanes(const design_shape *shape) {
  ptrdiff_t count = 0;
  for (ptrdiff_t f = 0; f < shape->design->factors; f++)
    if (shape->design->slots[f] <= FEW_SLOTS) count += shape->design->slots[f] * (shape->real + 2);
  return count;
}

KOSH_INLINE ptrdiff_t cross_lanes(const design_shape *shape) {
  return 2 + shape->blocks * OWN + shape->blocks * (shape->blocks - 1) / 2 * PAIR + slot_lanes(shape);
}

// Adds to sums[0 ..< slots] the lanes of left[i] · right[i] by slot; right may be null (1).
KOSH_INLINE void slot_sums_of(
    const ptrdiff_t slots, const double *left, const double *right, const int64_t *code, int64_t first,
    ptrdiff_t padded, lanes *sums) {
  lanes s[LANES];
  for (ptrdiff_t m = 0; m < slots; m++) s[m] = sums[m];
  for (ptrdiff_t i = 0; i < padded; i += LANES) {
    lanes value = lanes_at(left + i);
    if (right) value *= lanes_at(right + i);
    const whole_lanes own = *(const whole_lanes *)(code + i) - first;
    for (ptrdiff_t m = 0; m < slots; m++) s[m] += lanes_where(own == m, value);
  }
  for (ptrdiff_t m = 0; m < slots; m++) sums[m] = s[m];
}

KOSH_INLINE void slot_sums(
    ptrdiff_t slots, const double *left, const double *right, const int64_t *code, ptrdiff_t padded, lanes *sums) {
  for (ptrdiff_t first = 0; first < slots; first += LANES) {
    switch (slots - first) {
      case 1: slot_sums_of(1, left, right, code, first, padded, sums + first); break;
      case 2: slot_sums_of(2, left, right, code, first, padded, sums + first); break;
      case 3: slot_sums_of(3, left, right, code, first, padded, sums + first); break;
      case 4: slot_sums_of(4, left, right, code, first, padded, sums + first); break;
      case 5: slot_sums_of(5, left, right, code, first, padded, sums + first); break;
      case 6: slot_sums_of(6, left, right, code, first, padded, sums + first); break;
      case 7: slot_sums_of(7, left, right, code, first, padded, sums + first); break;
      default: slot_sums_of(8, left, right, code, first, padded, sums + first);
    }
  }
}

// Adds Σ v[i] xᵢⱼ xᵢₗ of the tile to the triangle j ≤ l and, where u is given, Σ u[i] xᵢⱼ. What belongs to factors of
// many slots goes to `product` and `cross` at once, all else to `sums`, which tile_finish adds there at the end.
// u and v are 0 in the rows that fill a tile up.
KOSH_INLINE void tile_cross(
    const design_shape *shape, const design_tile *tile, const double *u, const double *v, lanes *sums,
    double *product, double *cross) {
  const kosh_design *design = shape->design;
  const ptrdiff_t padded = tile->padded, width = shape->width;
  {
    lanes su = sums[0], sv = sums[1];
    for (ptrdiff_t i = 0; i < padded; i += LANES) {
      if (u) su += lanes_at(u + i);
      sv += lanes_at(v + i);
    }
    sums[0] = su;
    sums[1] = sv;
  }
  lanes *next = sums + 2;
  for (ptrdiff_t block = 0; block < shape->blocks; block++, next += OWN) {
    const double *const *x = tile->columns + block * BLOCK;
    lanes a0 = next[0], a1 = next[1], a2 = next[2], a3 = next[3];
    lanes b0 = next[4], b1 = next[5], b2 = next[6], b3 = next[7];
    lanes c00 = next[8], c01 = next[9], c11 = next[10], c02 = next[11], c12 = next[12], c22 = next[13];
    lanes c03 = next[14], c13 = next[15], c23 = next[16], c33 = next[17];
    for (ptrdiff_t i = 0; i < padded; i += LANES) {
      const lanes x0 = lanes_at(x[0] + i), x1 = lanes_at(x[1] + i), x2 = lanes_at(x[2] + i), x3 = lanes_at(x[3] + i);
      const lanes vi = lanes_at(v + i);
      const lanes v0 = vi * x0, v1 = vi * x1, v2 = vi * x2, v3 = vi * x3;
      a0 += v0, a1 += v1, a2 += v2, a3 += v3;
      if (u) {
        const lanes ui = lanes_at(u + i);
        b0 += ui * x0, b1 += ui * x1, b2 += ui * x2, b3 += ui * x3;
      }
      c00 += v0 * x0, c01 += v1 * x0, c11 += v1 * x1, c02 += v2 * x0, c12 += v2 * x1, c22 += v2 * x2;
      c03 += v3 * x0, c13 += v3 * x1, c23 += v3 * x2, c33 += v3 * x3;
    }
    next[0] = a0, next[1] = a1, next[2] = a2, next[3] = a3;
    next[4] = b0, next[5] = b1, next[6] = b2, next[7] = b3;
    next[8] = c00, next[9] = c01, next[10] = c11, next[11] = c02, next[12] = c12, next[13] = c22;
    next[14] = c03, next[15] = c13, next[16] = c23, next[17] = c33;
  }
  for (ptrdiff_t later = 1; later < shape->blocks; later++) {
    for (ptrdiff_t earlier = 0; earlier < later; earlier++, next += PAIR) {
      const double *const *x = tile->columns + earlier * BLOCK, *const *y = tile->columns + later * BLOCK;
      lanes s[PAIR];
      for (int m = 0; m < PAIR; m++) s[m] = next[m];
      for (ptrdiff_t i = 0; i < padded; i += LANES) {
        const lanes vi = lanes_at(v + i);
        const lanes x0 = lanes_at(x[0] + i), x1 = lanes_at(x[1] + i), x2 = lanes_at(x[2] + i), x3 = lanes_at(x[3] + i);
#pragma clang loop unroll(full)
        for (int m = 0; m < BLOCK; m++) {
          const lanes vy = vi * lanes_at(y[m] + i);
          s[BLOCK * m] += vy * x0;
          s[BLOCK * m + 1] += vy * x1;
          s[BLOCK * m + 2] += vy * x2;
          s[BLOCK * m + 3] += vy * x3;
        }
      }
      for (int m = 0; m < PAIR; m++) next[m] = s[m];
    }
  }
  ptrdiff_t first = design->dense;
  for (ptrdiff_t f = 0; f < design->factors; first += design->slots[f], f++) {
    const int64_t *code = tile->codes + f * TILE;
    const ptrdiff_t slots = design->slots[f];
    if (slots <= FEW_SLOTS) {
      if (u) slot_sums(slots, u, NULL, code, padded, next);
      slot_sums(slots, v, NULL, code, padded, next + slots);
      next += 2 * slots;
      for (ptrdiff_t j = 0; j < shape->real; j++, next += slots)
        slot_sums(slots, v, tile->columns[j], code, padded, next);
    } else {
      for (ptrdiff_t i = 0; i < tile->count; i++)
        if (code[i] >= 0) {
          const ptrdiff_t row = (first + code[i]) * width;
          if (u) product[first + code[i]] += u[i];
          cross[row + first + code[i]] += v[i];
          if (shape->ones) cross[row] += v[i];
          for (ptrdiff_t j = 0; j < shape->real; j++) cross[row + shape->ones + j] += v[i] * tile->columns[j][i];
        }
    }
    ptrdiff_t second = first + slots;
    for (ptrdiff_t g = f + 1; g < design->factors; second += design->slots[g], g++) {
      const int64_t *other = tile->codes + g * TILE;
      for (ptrdiff_t i = 0; i < tile->count; i++)
        if (code[i] >= 0 && other[i] >= 0) cross[(second + other[i]) * width + first + code[i]] += v[i];
    }
  }
}

// Adds the sums of tile_cross to product (may be null) and to the triangle j ≤ l of cross.
KOSH_INLINE void tile_finish(const design_shape *shape, const lanes *sums, double *product, double *cross) {
  const kosh_design *design = shape->design;
  const ptrdiff_t width = shape->width, ones = shape->ones, real = shape->real;
  if (ones) {
    if (product) product[0] += lane_sum(&sums[0]);
    cross[0] += lane_sum(&sums[1]);
  }
  const lanes *next = sums + 2;
  for (ptrdiff_t block = 0; block < shape->blocks; block++, next += OWN) {
    ptrdiff_t position = 2 * BLOCK;
    for (ptrdiff_t l = 0; l < BLOCK; l++) {
      const ptrdiff_t column = ones + block * BLOCK + l;
      const int exists = block * BLOCK + l < real;
      if (exists && ones) cross[column * width] += lane_sum(&next[l]);
      if (exists && product) product[column] += lane_sum(&next[BLOCK + l]);
      for (ptrdiff_t j = 0; j <= l; j++, position++)
        if (exists) cross[column * width + ones + block * BLOCK + j] += lane_sum(&next[position]);
    }
  }
  for (ptrdiff_t later = 1; later < shape->blocks; later++)
    for (ptrdiff_t earlier = 0; earlier < later; earlier++, next += PAIR)
      for (ptrdiff_t m = 0; m < BLOCK; m++)
        for (ptrdiff_t j = 0; j < BLOCK && later * BLOCK + m < real; j++)
          cross[(ones + later * BLOCK + m) * width + ones + earlier * BLOCK + j] += lane_sum(&next[BLOCK * m + j]);
  ptrdiff_t first = design->dense;
  for (ptrdiff_t f = 0; f < design->factors; first += design->slots[f], f++) {
    const ptrdiff_t slots = design->slots[f];
    if (slots > FEW_SLOTS) continue;
    for (ptrdiff_t s = 0; s < slots; s++) {
      const double v = lane_sum(&next[slots + s]);
      double *row = cross + (first + s) * width;
      if (product) product[first + s] += lane_sum(&next[s]);
      row[first + s] += v;
      if (ones) row[0] += v;
      for (ptrdiff_t j = 0; j < real; j++) row[ones + j] += lane_sum(&next[(2 + j) * slots + s]);
    }
    next += (real + 2) * slots;
  }
}

KOSH_INLINE void fill_symmetric(double *cross, ptrdiff_t width) {
  for (ptrdiff_t l = 0; l < width; l++)
    for (ptrdiff_t j = 0; j < l; j++) cross[j * width + l] = cross[l * width + j];
}

// Tiles for each task when every task leaves `length` sums behind: more where sums would need more than 64 MB.
KOSH_INLINE ptrdiff_t tiles_for_sums(ptrdiff_t tiles, ptrdiff_t length) {
  ptrdiff_t each = TASK_TILES;
  while ((tiles / each + 1) * length > (ptrdiff_t)1 << 23 && each < tiles) each *= 2;
  return each;
}

#endif
