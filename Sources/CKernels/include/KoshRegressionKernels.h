#ifndef KOSH_REGRESSION_KERNELS_H
#define KOSH_REGRESSION_KERNELS_H
#include <stddef.h>
#include <stdint.h>

// Passes over the rows of a regression, on all cores. Each reads memory once, in tiles that stay in the first-level
// cache, and adds in one fixed order of eight lanes without fused multiply-add: every processor and any number of
// threads give the same bits.

// The columns of a regression without a copy of them: dense ones, then the slots of each factor.
// Column order in every array below: dense columns 0 ..< dense, then slots of factor 0, slots of factor 1, …
typedef struct {
  ptrdiff_t rows;
  ptrdiff_t dense;
  const double *const *columns;  // a null pointer stands for a column of ones
  ptrdiff_t factors;
  const int32_t *const *codes;  // for each row its slot within the factor, −1 where all slots are 0
  const ptrdiff_t *slots;
} kosh_design;

// Columns in all.
ptrdiff_t kosh_design_width(const kosh_design *design);

// linear[i] = Σⱼ xᵢⱼ beta[j].
void kosh_linear_predictor(const kosh_design *design, const double *beta, double *linear);

// cross[j + l·k] = Σᵢ weights[i] xᵢⱼ xᵢₗ, both triangles.
void kosh_weighted_cross(const kosh_design *design, const double *weights, double *cross);

// product[j] = Σᵢ values[i] xᵢⱼ.
void kosh_transposed_product(const kosh_design *design, const double *values, double *product);

// The triangle of the QR decomposition of the matrix with rows √weights[i] · (scale[j] xᵢⱼ …, right[i]), by Householder
// reflections of one tile after another onto the triangle of the share of rows so far, then of the shares' triangles
// onto each other as in a tournament; Q is never formed.
//   rootWeights may be null (all 1); right may be null (no last column); scale has one factor for each column.
//   triangle: (k + 1)² values if right is given, else k², column-major, upper triangle; the diagonal may be negative.
//   work: at least kosh_qr_work_length(design) values.
void kosh_qr_triangle(
    const kosh_design *design, const double *root_weights, const double *right, const double *scale, double *triangle,
    double *work);
ptrdiff_t kosh_qr_work_length(const kosh_design *design);

// leverage[i] = |Tᵀ⁻¹ (√weights[i] xᵢ)|² for the k × k upper triangle T (column-major) of the same columns.
//   work: at least kosh_qr_work_length(design) values.
void kosh_leverage(
    const kosh_design *design, const double *root_weights, const double *triangle, double *leverage, double *work);

// largest[j] = maxᵢ |xᵢⱼ| of the dense columns; 1 for slots of factors.
void kosh_largest(const kosh_design *design, double *largest);

#endif
