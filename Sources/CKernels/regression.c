#include "KoshRegressionKernels.h"

#include "tiles.h"

ptrdiff_t kosh_design_width(const kosh_design *design) {
  ptrdiff_t width = design->dense;
  for (ptrdiff_t f = 0; f < design->factors; f++) width += design->slots[f];
  return width;
}

#define EIGHT(x) x, x, x, x, x, x, x, x
#define MANY(x) EIGHT(x), EIGHT(x), EIGHT(x), EIGHT(x), EIGHT(x), EIGHT(x), EIGHT(x), EIGHT(x)
const double kosh_ones[TILE] = {MANY(1), MANY(1), MANY(1), MANY(1)};
const double kosh_zeros[TILE] = {0};

static inline ptrdiff_t share_of(ptrdiff_t rows) { return (rows + TILE * TASK_TILES - 1) / (TILE * TASK_TILES); }

typedef struct {
  design_shape shape;
  const double *beta;
  double *linear;
} predictor_context;

KOSH_CLONES
static void predictor_task(void *shared, ptrdiff_t task) {
  const predictor_context *context = shared;
  const design_shape *shape = &context->shape;
  const ptrdiff_t tiles = (shape->design->rows + TILE - 1) / TILE;
  char *memory = malloc(tile_room(shape));
  design_tile tile = tile_in(shape, memory);
  double linear[TILE];
  for (ptrdiff_t number = task * TASK_TILES; number < (task + 1) * TASK_TILES && number < tiles; number++) {
    if (memory) {
      tile_open(shape, number, &tile);
      tile_predictor(shape, &tile, context->beta, linear);
      memcpy(context->linear + tile.start, linear, sizeof(double) * (size_t)tile.count);
    } else {
      for (ptrdiff_t i = number * TILE; i < (number + 1) * TILE && i < shape->design->rows; i++)
        context->linear[i] = NAN;
    }
  }
  free(memory);
}

void kosh_linear_predictor(const kosh_design *design, const double *beta, double *linear) {
  predictor_context context = {shape_of(design), beta, linear};
  kosh_parallel(share_of(design->rows), 0, predictor_task, &context);
}

typedef struct {
  design_shape shape;
  const double *u, *v;
  ptrdiff_t each, length;
  double *parts;
} cross_context;

// The sums of a task: Σ u x, Σ v x xᵀ.
KOSH_CLONES
static void cross_task(void *shared, ptrdiff_t task) {
  const cross_context *context = shared;
  const design_shape *shape = &context->shape;
  const ptrdiff_t tiles = (shape->design->rows + TILE - 1) / TILE;
  double *product = context->parts + task * context->length, *cross = product + shape->width;
  memset(product, 0, sizeof(double) * (size_t)context->length);
  const size_t room = tile_room(shape), lane_room = sizeof(lanes) * (size_t)cross_lanes(shape);
  char *memory = malloc(room + lane_room);
  if (!memory) {
    for (ptrdiff_t j = 0; j < context->length; j++) product[j] = NAN;
    return;
  }
  design_tile tile = tile_in(shape, memory);
  lanes *sums = (lanes *)(memory + room);
  memset(sums, 0, lane_room);
  double copies[2][TILE];
  for (ptrdiff_t number = task * context->each; number < (task + 1) * context->each && number < tiles; number++) {
    tile_open(shape, number, &tile);
    if (context->v) {
      tile_cross(
          shape, &tile, NULL, tile_values(context->v, tile.start, tile.count, 0, copies[1]), sums, product, cross);
    } else {
      const double *u = tile_values(context->u, tile.start, tile.count, 0, copies[0]);
      if (shape->ones) product[0] += dot(u, kosh_ones, tile.padded);
      for (ptrdiff_t j = 0; j < shape->real; j++) product[shape->ones + j] += dot(u, tile.columns[j], tile.padded);
      double *slot = product + shape->design->dense;
      for (ptrdiff_t f = 0; f < shape->design->factors; slot += shape->design->slots[f], f++) {
        const int64_t *code = tile.codes + f * TILE;
        for (ptrdiff_t i = 0; i < tile.count; i++)
          if (code[i] >= 0) slot[code[i]] += u[i];
      }
    }
  }
  if (context->v) tile_finish(shape, sums, NULL, cross);
  free(memory);
}

static void cross_sums(const kosh_design *design, const double *u, const double *v, double *product, double *cross) {
  cross_context context = {.shape = shape_of(design), .u = u, .v = v};
  const ptrdiff_t width = context.shape.width, tiles = (design->rows + TILE - 1) / TILE;
  context.length = width + (v ? width * width : 0);
  context.each = tiles_for_sums(tiles, context.length);
  const ptrdiff_t tasks = (tiles + context.each - 1) / context.each;
  if (product) memset(product, 0, sizeof(double) * (size_t)width);
  if (cross) memset(cross, 0, sizeof(double) * (size_t)(width * width));
  context.parts = malloc(sizeof(double) * (size_t)(context.length * (tasks > 0 ? tasks : 1)));
  if (!context.parts) {
    for (ptrdiff_t j = 0; product && j < width; j++) product[j] = NAN;
    for (ptrdiff_t j = 0; cross && j < width * width; j++) cross[j] = NAN;
    return;
  }
  kosh_parallel(tasks, 0, cross_task, &context);
  for (ptrdiff_t task = 0; task < tasks; task++) {
    const double *part = context.parts + task * context.length;
    for (ptrdiff_t j = 0; product && j < width; j++) product[j] += part[j];
    for (ptrdiff_t j = 0; cross && j < width * width; j++) cross[j] += part[width + j];
  }
  free(context.parts);
  if (cross) fill_symmetric(cross, width);
}

void kosh_weighted_cross(const kosh_design *design, const double *weights, double *cross) {
  cross_sums(design, NULL, weights, NULL, cross);
}

void kosh_transposed_product(const kosh_design *design, const double *values, double *product) {
  cross_sums(design, values, NULL, product, NULL);
}

ptrdiff_t kosh_qr_work_length(const kosh_design *design) { return TILE * (kosh_design_width(design) + 1); }

static inline const double *column_tile(const kosh_design *design, ptrdiff_t j, ptrdiff_t start) {
  return design->columns[j] ? design->columns[j] + start : kosh_ones;
}

// Writes the tile's columns, slots of factors as 0 and 1, one after another TILE apart.
KOSH_INLINE void fill_tile(
    const kosh_design *design, const double *root_weights, const double *right, const double *scale, ptrdiff_t start,
    ptrdiff_t count, double *restrict tile) {
  const ptrdiff_t width = kosh_design_width(design);
  for (ptrdiff_t j = 0; j < design->dense; j++) {
    const double *x = column_tile(design, j, start);
    double *out = tile + j * TILE, s = scale ? scale[j] : 1;
    for (ptrdiff_t i = 0; i < count; i++) out[i] = s * x[i];
  }
  memset(tile + design->dense * TILE, 0, sizeof(double) * (size_t)((width - design->dense) * TILE));
  ptrdiff_t first = design->dense;
  for (ptrdiff_t f = 0; f < design->factors; first += design->slots[f], f++) {
    const int32_t *code = design->codes[f] + start;
    for (ptrdiff_t i = 0; i < count; i++)
      if (code[i] >= 0) tile[(first + code[i]) * TILE + i] = scale ? scale[first + code[i]] : 1;
  }
  if (right) memcpy(tile + width * TILE, right + start, sizeof(double) * (size_t)count);
  if (root_weights) {
    const double *w = root_weights + start;
    for (ptrdiff_t j = 0; j < width + (right ? 1 : 0); j++)
      for (ptrdiff_t i = 0; i < count; i++) tile[j * TILE + i] *= w[i];
  }
}

// Folds `count` rows, in columns `apart` apart, onto a triangle by Householder reflections. Where the rows are a
// triangle themselves, row i has nothing before column i.
KOSH_INLINE void fold(
    double *rows, ptrdiff_t apart, ptrdiff_t count, int is_triangle, ptrdiff_t width, double *triangle) {
  for (ptrdiff_t j = 0; j < width; j++) {
    const ptrdiff_t length = is_triangle ? (j + 1 < count ? j + 1 : count) : count;
    double *restrict v = rows + j * apart;
    double rest = dot(v, v, length);
    if (rest == 0) continue;
    double alpha = triangle[j * width + j];
    double size = sqrt(alpha * alpha + rest);
    double beta = alpha > 0 ? -size : size;
    double head = alpha - beta;
    double tau = -head / beta;  // H = I − tau u uᵀ with u = (1, v / head)
    for (ptrdiff_t i = 0; i < length; i++) v[i] /= head;
    triangle[j * width + j] = beta;
    for (ptrdiff_t l = j + 1; l < width; l++) {
      double *restrict c = rows + l * apart;
      double w = tau * (triangle[l * width + j] + dot(v, c, length));
      triangle[l * width + j] -= w;
      for (ptrdiff_t i = 0; i < length; i++) c[i] -= w * v[i];
    }
  }
}

typedef struct {
  const kosh_design *design;
  const double *root_weights, *right, *scale;
  ptrdiff_t width, each;
  double *triangles, *work;
} triangle_context;

KOSH_CLONES
static void triangle_task(void *shared, ptrdiff_t task) {
  const triangle_context *context = shared;
  const kosh_design *design = context->design;
  const ptrdiff_t width = context->width;
  double *triangle = context->triangles + task * width * width;
  memset(triangle, 0, sizeof(double) * (size_t)(width * width));
  double *work = context->work ? context->work : malloc(sizeof(double) * (size_t)kosh_qr_work_length(design));
  if (!work) {
    triangle[0] = NAN;
    return;
  }
  ptrdiff_t end = (task + 1) * context->each * TILE;
  if (end > design->rows) end = design->rows;
  for (ptrdiff_t start = task * context->each * TILE; start < end; start += TILE) {
    ptrdiff_t count = end - start < TILE ? end - start : TILE;
    fill_tile(design, context->root_weights, context->right, context->scale, start, count, work);
    fold(work, TILE, count, 0, width, triangle);
  }
  if (!context->work) free(work);
}

KOSH_CLONES
static void fold_triangle(double *triangle, double *onto, ptrdiff_t width) {
  fold(triangle, width, width, 1, width, onto);
}

void kosh_qr_triangle(
    const kosh_design *design, const double *root_weights, const double *right, const double *scale, double *triangle,
    double *work) {
  triangle_context context = {.design = design, .root_weights = root_weights, .right = right, .scale = scale};
  context.width = kosh_design_width(design) + (right ? 1 : 0);
  const ptrdiff_t width = context.width, tiles = (design->rows + TILE - 1) / TILE;
  context.each = tiles_for_sums(tiles, width * width);
  const ptrdiff_t tasks = (tiles + context.each - 1) / context.each;
  if (tasks <= 1) {
    context.triangles = triangle;
    context.work = work;
    triangle_task(&context, 0);
    return;
  }
  context.triangles = malloc(sizeof(double) * (size_t)(width * width * tasks));
  if (!context.triangles) {
    for (ptrdiff_t j = 0; j < width * width; j++) triangle[j] = NAN;
    return;
  }
  kosh_parallel(tasks, 0, triangle_task, &context);
  // A tree of neighbours, whose order depends on the number of rows alone.
  for (ptrdiff_t step = 1; step < tasks; step *= 2)
    for (ptrdiff_t task = 0; task + step < tasks; task += 2 * step)
      fold_triangle(context.triangles + (task + step) * width * width, context.triangles + task * width * width, width);
  memcpy(triangle, context.triangles, sizeof(double) * (size_t)(width * width));
  free(context.triangles);
}

KOSH_CLONES
void kosh_leverage(
    const kosh_design *design, const double *root_weights, const double *triangle, double *leverage, double *work) {
  const ptrdiff_t width = kosh_design_width(design);
  for (ptrdiff_t start = 0; start < design->rows; start += TILE) {
    ptrdiff_t count = design->rows - start < TILE ? design->rows - start : TILE;
    fill_tile(design, root_weights, NULL, NULL, start, count, work);
    double *restrict h = leverage + start;
    for (ptrdiff_t i = 0; i < count; i++) h[i] = 0;
    for (ptrdiff_t j = 0; j < width; j++) {
      double *restrict z = work + j * TILE;
      for (ptrdiff_t l = 0; l < j; l++) {
        const double *earlier = work + l * TILE;
        double t = triangle[j * width + l];
        for (ptrdiff_t i = 0; i < count; i++) z[i] -= t * earlier[i];
      }
      double diagonal = triangle[j * width + j];
      for (ptrdiff_t i = 0; i < count; i++) {
        z[i] /= diagonal;
        h[i] += z[i] * z[i];
      }
    }
  }
}

KOSH_CLONES
void kosh_largest(const kosh_design *design, double *largest) {
  const ptrdiff_t width = kosh_design_width(design);
  for (ptrdiff_t j = design->dense; j < width; j++) largest[j] = 1;
  for (ptrdiff_t j = 0; j < design->dense; j++) {
    const double *x = design->columns[j];
    double most = x ? 0 : 1;
    if (x)
      for (ptrdiff_t i = 0; i < design->rows; i++) {
        double size = x[i] < 0 ? -x[i] : x[i];
        most = size > most ? size : most;
      }
    largest[j] = most;
  }
}
