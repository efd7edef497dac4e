#ifndef CKERNELS_H
#define CKERNELS_H
// Hot loops. Each header is one concept; see there.
#include "KoshCSVKernels.h"
#include "KoshColumnKernels.h"
#include "KoshLikelihoodKernels.h"
#include "KoshEffectsKernels.h"
#include "KoshChoiceKernels.h"
#include "KoshMemory.h"
#include "KoshParallel.h"
#include "KoshRandom.h"
#include "KoshRefitKernels.h"
#include "KoshRegressionKernels.h"
#include "KoshRefinementKernels.h"
#endif
