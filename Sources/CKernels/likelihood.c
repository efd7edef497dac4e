#include "KoshLikelihoodKernels.h"

#include "tiles.h"

// log Φ(z) and λ = φ(z) / Φ(z); far below 0 by their asymptotic series, where Φ is no longer a number.
static inline double normal_mills(double z, double *log_probability) {
  const double log_root_two_pi = 0.91893853320467274178;
  if (z > -35) {
    double p = 0.5 * erfc(-z * 0.70710678118654752440);
    *log_probability = z > 0 ? log1p(-0.5 * erfc(z * 0.70710678118654752440)) : log(p);
    return exponential(-0.5 * z * z - log_root_two_pi) / p;
  }
  double t = 1 / (z * z), series = 1 - t * (1 - t * (3 - t * (15 - t * 105)));
  *log_probability = -0.5 * z * z - log_root_two_pi - log(-z) + log(series);
  return -z / series;
}

// What a tile of rows has besides its columns.
typedef struct {
  double linear[TILE], residual[TILE], curvature[TILE], logs[TILE];
  double factor[TILE];                       // 1 + e^−|η| of a logit
  double alpha[TILE], bend[TILE], mix[TILE];  // ∂l/∂α, ∂²l/∂α², ∂²l/∂α∂η of a negative binomial
  double outcome[TILE], weights[TILE], meat[TILE];
} tile_rows;

// (log(1 + t) − t / (1 + t)) / t², and (t² / (1 + t)² + 2 t / (1 + t) − 2 log(1 + t)) / t³: by their series near 0,
// where the parts cancel.
static inline void dispersion_parts(double t, double log_spread, double *first, double *second) {
  if (t > 0.1) {
    const double r = t / (1 + t);
    *first = (log_spread - r) / (t * t);
    *second = (r * r + 2 * r - 2 * log_spread) / (t * t * t);
    return;
  }
  double a = 0, b = 0;
  for (int n = 20; n >= 3; n--) {
    const double sign = n % 2 ? -1 : 1;
    a = a * t + sign * (1 - 1.0 / n);
    b = b * t + sign * ((n - 1) - 2 + 2.0 / n);
  }
  *first = a * t + 0.5;
  *second = b;
}

// u, c and l of the rows of a tile. `plain` leaves the logarithms of a logit to a product of factors.
KOSH_INLINE void family_rows(
    int family, int plain, double parameter, const double *restrict y, ptrdiff_t count, tile_rows *restrict rows) {
  double *restrict eta = rows->linear, *restrict residual = rows->residual, *restrict curvature = rows->curvature;
  double *restrict logs = rows->logs, *restrict factor = rows->factor;
  switch (family) {
    case KOSH_LOGIT:
      for (ptrdiff_t i = 0; i < count; i++) {
        double size = eta[i] < 0 ? -eta[i] : eta[i];
        double e = exponential(-size), inverse = 1.0 / (1.0 + e);
        double small = e * inverse;  // the probability of the less likely outcome, with all its digits
        double p = eta[i] < 0 ? small : inverse;
        double other = eta[i] < 0 ? inverse : small;
        residual[i] = y[i] > 0.5 ? other : -p;
        curvature[i] = inverse * small;
        double against = y[i] > 0.5 ? -eta[i] : eta[i];  // how far the predictor points away from what happened
        double worse = against > 0 ? against : 0;
        if (plain) {
          logs[i] = -worse;
          factor[i] = 1.0 + e;
        } else {
          logs[i] = -(worse + log_one_plus(e));
        }
      }
      break;
    case KOSH_PROBIT:
      for (ptrdiff_t i = 0; i < count; i++) {
        double sign = y[i] > 0.5 ? 1 : -1, z = sign * eta[i], mills = normal_mills(z, logs + i);
        residual[i] = sign * mills;
        curvature[i] = mills * (mills + z);
      }
      break;
    case KOSH_POISSON:
      for (ptrdiff_t i = 0; i < count; i++) {
        double mean = exponential(eta[i]);
        residual[i] = y[i] - mean;
        curvature[i] = mean;
        logs[i] = y[i] * eta[i] - mean;
      }
      break;
    default:
      for (ptrdiff_t i = 0; i < count; i++) {
        double mean = exponential(eta[i]), t = parameter * mean, spread = 1 + t, log_spread = log1p(t);
        double share = mean / spread, first, second;
        dispersion_parts(t, log_spread, &first, &second);
        residual[i] = (y[i] - mean) / spread;
        curvature[i] = mean * (1 + parameter * y[i]) / (spread * spread);
        // log(1 + t) / α tends to the mean of a Poisson.
        logs[i] = y[i] * (eta[i] - log_spread) - (t > 0 ? mean * (log_spread / t) : mean);
        rows->alpha[i] = mean * mean * first - y[i] * share;
        rows->bend[i] = mean * mean * mean * second + y[i] * share * share;
        rows->mix[i] = -residual[i] * share;
      }
  }
}

typedef struct {
  const kosh_likelihood *model;
  design_shape shape;
  const double *beta, *squares;
  kosh_meat meat;
  ptrdiff_t tiles, stride, each;  // each: tiles of a task
  ptrdiff_t length;               // sums that a task leaves behind
  double *parts;
} pass_context;

// The sums of a task: log likelihood, largest |η|, ∂α, ∂²α; score; information; meat; ∂α∂β.
enum { HEAD = 4 };

KOSH_INLINE void pass_tiles(int family, int plain, const pass_context *context, ptrdiff_t task) {
  const design_shape *shape = &context->shape;
  const kosh_likelihood *model = context->model;
  const ptrdiff_t width = shape->width;
  double *part = context->parts + task * context->length;
  memset(part, 0, sizeof(double) * (size_t)context->length);
  double *score = part + HEAD, *information = score + width, *meat = information + width * width;
  double *alpha_cross = meat + (context->meat ? width * width : 0);
  const size_t lane_count = (size_t)cross_lanes(shape);
  const size_t room = tile_room(shape), lane_room = sizeof(lanes) * lane_count;
  char *memory = malloc(room + 2 * lane_room);
  if (!memory) {
    part[0] = NAN;
    return;
  }
  design_tile tile = tile_in(shape, memory);
  lanes *sums = (lanes *)(memory + room), *meat_sums = sums + lane_count;
  memset(sums, 0, 2 * lane_room);
  tile_rows rows;
  double logarithm = 0, product = 1;
  lanes log_sum = all_lanes(0), largest = all_lanes(0), alpha = all_lanes(0), bend = all_lanes(0);
  double copies[3][TILE];

  ptrdiff_t number = task * context->each * context->stride;
  ptrdiff_t end = number + context->each * context->stride;
  if (end > context->tiles) end = context->tiles;
  for (; number < end; number += context->stride) {
    tile_open(shape, number, &tile);
    const ptrdiff_t padded = tile.padded;
    tile_predictor(shape, &tile, context->beta, rows.linear);
    if (model->offset) {
      const double *offset = tile_values(model->offset, tile.start, tile.count, 0, copies[0]);
      for (ptrdiff_t i = 0; i < padded; i++) rows.linear[i] += offset[i];
    }
    const double *y = tile_values(model->outcome, tile.start, tile.count, 0, copies[1]);
    family_rows(family, plain, model->parameter, y, padded, &rows);
    for (ptrdiff_t i = tile.count; i < padded; i++) {
      rows.linear[i] = rows.residual[i] = rows.curvature[i] = rows.logs[i] = 0;
      rows.factor[i] = 1;
      if (family == KOSH_NEGATIVE_BINOMIAL) rows.alpha[i] = rows.bend[i] = rows.mix[i] = 0;
    }
    const double *squares = NULL;
    if (context->meat == KOSH_MEAT_OF_CELLS) {
      squares = tile_values(context->squares, tile.start, tile.count, 0, copies[2]);
      for (ptrdiff_t i = 0; i < padded; i++) rows.meat[i] = squares[i] * rows.residual[i] * rows.residual[i];
    }
    if (!plain && model->weights) {
      const double *w = tile_values(model->weights, tile.start, tile.count, 0, rows.weights);
      if (context->meat == KOSH_MEAT_OF_FREQUENCIES)
        for (ptrdiff_t i = 0; i < padded; i++) rows.meat[i] = w[i] * rows.residual[i] * rows.residual[i];
      for (ptrdiff_t i = 0; i < padded; i++) {
        rows.residual[i] *= w[i];
        rows.curvature[i] *= w[i];
        rows.logs[i] *= w[i];
      }
      if (family == KOSH_NEGATIVE_BINOMIAL)
        for (ptrdiff_t i = 0; i < padded; i++) {
          rows.alpha[i] *= w[i];
          rows.bend[i] *= w[i];
          rows.mix[i] *= w[i];
        }
    } else if (context->meat == KOSH_MEAT_OF_FREQUENCIES) {
      for (ptrdiff_t i = 0; i < padded; i++) rows.meat[i] = rows.residual[i] * rows.residual[i];
    }
    if (context->meat == KOSH_MEAT_OF_ROWS)
      for (ptrdiff_t i = 0; i < padded; i++) rows.meat[i] = rows.residual[i] * rows.residual[i];
    lanes factors = all_lanes(1);
    for (ptrdiff_t i = 0; i < padded; i += LANES) {
      log_sum += lanes_at(rows.logs + i);
      const lanes size = lanes_size(lanes_at(rows.linear + i));
      largest = lanes_choose(size > largest, largest, size);
      if (plain && family == KOSH_LOGIT) factors *= lanes_at(rows.factor + i);
      if (family == KOSH_NEGATIVE_BINOMIAL) {
        alpha += lanes_at(rows.alpha + i);
        bend += lanes_at(rows.bend + i);
      }
    }
    if (plain && family == KOSH_LOGIT) {
      // The factors lie between 1 and 2: the product of a tile's at most 2^256, of three tiles' below what a number
      // holds. One logarithm for 512 rows.
      double f[LANES];
      memcpy(f, &factors, sizeof f);
      product *= ((f[0] * f[4]) * (f[2] * f[6])) * ((f[1] * f[5]) * (f[3] * f[7]));
      if (!(product < 0x1p512)) {
        logarithm += log(product);
        product = 1;
      }
    }
    tile_cross(shape, &tile, rows.residual, rows.curvature, sums, score, information);
    if (context->meat) tile_cross(shape, &tile, NULL, rows.meat, meat_sums, NULL, meat);
    if (family == KOSH_NEGATIVE_BINOMIAL) {
      if (shape->ones) alpha_cross[0] += dot(rows.mix, kosh_ones, padded);
      for (ptrdiff_t j = 0; j < shape->real; j++)
        alpha_cross[shape->ones + j] += dot(rows.mix, tile.columns[j], padded);
      double *slot = alpha_cross + shape->design->dense;
      for (ptrdiff_t f = 0; f < shape->design->factors; slot += shape->design->slots[f], f++) {
        const int64_t *code = tile.codes + f * TILE;
        for (ptrdiff_t i = 0; i < tile.count; i++)
          if (code[i] >= 0) slot[code[i]] += rows.mix[i];
      }
    }
  }
  tile_finish(shape, sums, score, information);
  if (context->meat) tile_finish(shape, meat_sums, NULL, meat);
  double sizes[LANES];
  memcpy(sizes, &largest, sizeof sizes);
  for (int i = 0; i < LANES; i++) part[1] = sizes[i] > part[1] ? sizes[i] : part[1];
  part[0] = lane_sum(&log_sum) - (logarithm + log(product));
  part[2] = lane_sum(&alpha);
  part[3] = lane_sum(&bend);
  free(memory);
}

KOSH_CLONES
static void pass_task(void *shared, ptrdiff_t task) {
  const pass_context *context = shared;
  // Each family is compiled on its own.
  switch (context->model->family) {
    case KOSH_LOGIT:
      if (context->model->weights) pass_tiles(KOSH_LOGIT, 0, context, task);
      else pass_tiles(KOSH_LOGIT, 1, context, task);
      break;
    case KOSH_PROBIT: pass_tiles(KOSH_PROBIT, 0, context, task); break;
    case KOSH_POISSON: pass_tiles(KOSH_POISSON, 0, context, task); break;
    default: pass_tiles(KOSH_NEGATIVE_BINOMIAL, 0, context, task);
  }
}

void kosh_likelihood_pass(
    const kosh_likelihood *model, const kosh_design *design, const double *beta, ptrdiff_t stride, kosh_meat meat,
    const double *squares, ptrdiff_t threads, kosh_likelihood_sums *sums) {
  const ptrdiff_t width = kosh_design_width(design), square = width * width;
  pass_context context = {.model = model, .shape = shape_of(design), .beta = beta, .squares = squares, .meat = meat};
  const int alpha = model->family == KOSH_NEGATIVE_BINOMIAL;
  context.stride = stride > 1 ? stride : 1;
  context.tiles = (design->rows + TILE - 1) / TILE;
  context.length = HEAD + width + square + (meat ? square : 0) + (alpha ? width : 0);
  const ptrdiff_t taken = (context.tiles + context.stride - 1) / context.stride;
  context.each = tiles_for_sums(taken, context.length);
  const ptrdiff_t tasks = (taken + context.each - 1) / context.each;
  memset(sums->score, 0, sizeof(double) * (size_t)width);
  memset(sums->information, 0, sizeof(double) * (size_t)square);
  if (meat) memset(sums->meat, 0, sizeof(double) * (size_t)square);
  if (alpha && sums->alpha_cross) memset(sums->alpha_cross, 0, sizeof(double) * (size_t)width);
  sums->log_likelihood = sums->largest = sums->alpha_score = sums->alpha_curvature = 0;
  context.parts = malloc(sizeof(double) * (size_t)(context.length * (tasks > 0 ? tasks : 1)));
  if (!context.parts) {
    sums->log_likelihood = NAN;
    return;
  }
  kosh_parallel(tasks, threads, pass_task, &context);
  for (ptrdiff_t task = 0; task < tasks; task++) {
    const double *part = context.parts + task * context.length, *next = part + HEAD;
    sums->log_likelihood += part[0];
    sums->largest = part[1] > sums->largest ? part[1] : sums->largest;
    sums->alpha_score += part[2];
    sums->alpha_curvature += part[3];
    for (ptrdiff_t j = 0; j < width; j++) sums->score[j] += next[j];
    next += width;
    for (ptrdiff_t j = 0; j < square; j++) sums->information[j] += next[j];
    next += square;
    if (meat) {
      for (ptrdiff_t j = 0; j < square; j++) sums->meat[j] += next[j];
      next += square;
    }
    if (alpha && sums->alpha_cross)
      for (ptrdiff_t j = 0; j < width; j++) sums->alpha_cross[j] += next[j];
  }
  free(context.parts);
  fill_symmetric(sums->information, width);
  if (meat) fill_symmetric(sums->meat, width);
}

// MARK: Sums by group

typedef struct {
  const kosh_likelihood *model;
  design_shape shape;
  const double *beta;
  const int32_t *groups;
  ptrdiff_t tiles, each, length;
  double *parts;
} group_context;

KOSH_CLONES
static void group_task(void *shared, ptrdiff_t task) {
  const group_context *context = shared;
  const design_shape *shape = &context->shape;
  const kosh_likelihood *model = context->model;
  const ptrdiff_t width = shape->width;
  double *sums = context->parts + task * context->length;
  memset(sums, 0, sizeof(double) * (size_t)context->length);
  char *memory = malloc(tile_room(shape));
  if (!memory) {
    sums[0] = NAN;
    return;
  }
  design_tile tile = tile_in(shape, memory);
  tile_rows rows;
  double copies[2][TILE];
  ptrdiff_t number = task * context->each, end = number + context->each;
  if (end > context->tiles) end = context->tiles;
  for (; number < end; number++) {
    tile_open(shape, number, &tile);
    tile_predictor(shape, &tile, context->beta, rows.linear);
    if (model->offset) {
      const double *offset = tile_values(model->offset, tile.start, tile.count, 0, copies[0]);
      for (ptrdiff_t i = 0; i < tile.padded; i++) rows.linear[i] += offset[i];
    }
    const double *y = tile_values(model->outcome, tile.start, tile.count, 0, copies[1]);
    switch (model->family) {
      case KOSH_LOGIT: family_rows(KOSH_LOGIT, 1, 0, y, tile.padded, &rows); break;
      case KOSH_PROBIT: family_rows(KOSH_PROBIT, 0, 0, y, tile.padded, &rows); break;
      case KOSH_POISSON: family_rows(KOSH_POISSON, 0, 0, y, tile.padded, &rows); break;
      default: family_rows(KOSH_NEGATIVE_BINOMIAL, 0, model->parameter, y, tile.padded, &rows);
    }
    double *u = rows.residual;
    if (model->weights)
      for (ptrdiff_t i = 0; i < tile.count; i++) u[i] *= model->weights[tile.start + i];
    const int32_t *group = context->groups + tile.start;
    // Column after column: the sums of the tile's groups stay in the first-level cache.
    if (shape->ones)
      for (ptrdiff_t i = 0; i < tile.count; i++) sums[group[i] * width] += u[i];
    for (ptrdiff_t j = 0; j < shape->real; j++) {
      const double *x = tile.columns[j];
      double *own = sums + shape->ones + j;
      for (ptrdiff_t i = 0; i < tile.padded; i++) rows.meat[i] = u[i] * x[i];
      for (ptrdiff_t i = 0; i < tile.count; i++) own[group[i] * width] += rows.meat[i];
    }
    ptrdiff_t first = shape->design->dense;
    for (ptrdiff_t f = 0; f < shape->design->factors; first += shape->design->slots[f], f++) {
      const int64_t *code = tile.codes + f * TILE;
      for (ptrdiff_t i = 0; i < tile.count; i++)
        if (code[i] >= 0) sums[group[i] * width + first + code[i]] += u[i];
    }
  }
  free(memory);
}

void kosh_likelihood_group_sums(
    const kosh_likelihood *model, const kosh_design *design, const double *beta, const int32_t *groups,
    ptrdiff_t group_count, ptrdiff_t threads, double *sums) {
  group_context context = {.model = model, .shape = shape_of(design), .beta = beta, .groups = groups};
  context.length = group_count * context.shape.width;
  context.tiles = (design->rows + TILE - 1) / TILE;
  // As many shares as 64 MB of sums allow, at most 64: it depends on the data alone.
  ptrdiff_t shares = ((ptrdiff_t)1 << 23) / (context.length > 0 ? context.length : 1);
  shares = shares > 64 ? 64 : shares < 1 ? 1 : shares;
  context.each = (context.tiles + shares - 1) / shares;
  if (context.each < TASK_TILES) context.each = TASK_TILES;
  const ptrdiff_t tasks = (context.tiles + context.each - 1) / context.each;
  memset(sums, 0, sizeof(double) * (size_t)context.length);
  context.parts = tasks > 1 ? malloc(sizeof(double) * (size_t)(context.length * tasks)) : sums;
  if (!context.parts) {
    if (context.length > 0) sums[0] = NAN;
    return;
  }
  kosh_parallel(tasks, threads, group_task, &context);
  if (context.parts == sums) return;
  for (ptrdiff_t task = 0; task < tasks; task++)
    for (ptrdiff_t j = 0; j < context.length; j++) sums[j] += context.parts[task * context.length + j];
  free(context.parts);
}

// MARK: Row by row

typedef struct {
  const kosh_likelihood *model;
  const double *linear;
  ptrdiff_t count;
  double *residual, *curvature;
} rows_context;

KOSH_CLONES
static void rows_task(void *shared, ptrdiff_t task) {
  const rows_context *context = shared;
  const kosh_likelihood *model = context->model;
  ptrdiff_t end = (task + 1) * TASK_TILES * TILE;
  if (end > context->count) end = context->count;
  tile_rows rows;
  for (ptrdiff_t start = task * TASK_TILES * TILE; start < end; start += TILE) {
    const ptrdiff_t count = end - start < TILE ? end - start : TILE;
    memcpy(rows.linear, context->linear + start, sizeof(double) * (size_t)count);
    const double *y = model->outcome + start;
    switch (model->family) {
      case KOSH_LOGIT: family_rows(KOSH_LOGIT, 1, 0, y, count, &rows); break;
      case KOSH_PROBIT: family_rows(KOSH_PROBIT, 0, 0, y, count, &rows); break;
      case KOSH_POISSON: family_rows(KOSH_POISSON, 0, 0, y, count, &rows); break;
      default: family_rows(KOSH_NEGATIVE_BINOMIAL, 0, model->parameter, y, count, &rows);
    }
    for (ptrdiff_t i = 0; i < count; i++) {
      const double w = model->weights ? model->weights[start + i] : 1;
      if (context->residual) context->residual[start + i] = w * rows.residual[i];
      if (context->curvature) context->curvature[start + i] = w * rows.curvature[i];
    }
  }
}

void kosh_likelihood_rows(
    const kosh_likelihood *model, const double *linear, ptrdiff_t count, double *residual, double *curvature) {
  rows_context context = {model, linear, count, residual, curvature};
  kosh_parallel((count + TASK_TILES * TILE - 1) / (TASK_TILES * TILE), 0, rows_task, &context);
}

KOSH_CLONES
void kosh_glm_mean(int family, const double *linear, ptrdiff_t count, double *mean) {
  switch (family) {
    case KOSH_LOGIT:
      for (ptrdiff_t i = 0; i < count; i++) {
        double eta = linear[i], size = eta < 0 ? -eta : eta;
        double e = exponential(-size), inverse = 1.0 / (1.0 + e);
        mean[i] = eta < 0 ? e * inverse : inverse;
      }
      break;
    case KOSH_PROBIT:
      for (ptrdiff_t i = 0; i < count; i++) mean[i] = 0.5 * erfc(-linear[i] * 0.70710678118654752440);
      break;
    default:
      for (ptrdiff_t i = 0; i < count; i++) mean[i] = exponential(linear[i]);
  }
}
