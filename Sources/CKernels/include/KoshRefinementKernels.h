#ifndef KOSH_REFINEMENT_KERNELS_H
#define KOSH_REFINEMENT_KERNELS_H
#include "KoshRegressionKernels.h"

// The score of least squares at beta with twice the digits of a double in every step (T. J. Dekker 1971, Numerische
// Mathematik 18, 224–242), for the refinement of coefficients that a badly conditioned problem has left inexact.
//   residuals[i] = yᵢ − Σⱼ xᵢⱼ beta[j];  score[j] = Σᵢ wᵢ residualᵢ xᵢⱼ, its rounded-off part in low[j]
//   weights may be null (all 1).
void kosh_refined_score(
    const kosh_design *design, const double *weights, const double *outcome, const double *beta, double *residuals,
    double *score, double *low);

#endif
