#include "CSpecialFunctions.h"

#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/digamma.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <boost/math/special_functions/trigamma.hpp>

#include <cmath>
#include <limits>

namespace {
namespace bm = boost::math;
using bm::policies::policy;
// Errors come back as NaN or infinity: a C++ exception must not cross into Swift.
typedef policy<bm::policies::domain_error<bm::policies::ignore_error>,
               bm::policies::pole_error<bm::policies::ignore_error>,
               bm::policies::overflow_error<bm::policies::ignore_error>,
               bm::policies::evaluation_error<bm::policies::ignore_error>,
               bm::policies::promote_double<false> >
    quiet;
typedef bm::normal_distribution<double, quiet> Normal;
typedef bm::students_t_distribution<double, quiet> StudentT;
typedef bm::chi_squared_distribution<double, quiet> ChiSquared;
typedef bm::fisher_f_distribution<double, quiet> FisherF;
const double undefined_value = std::numeric_limits<double>::quiet_NaN();

bool positive(double x) { return x > 0 && std::isfinite(x); }
}  // namespace

extern "C" {
double kosh_normal_cdf(double x) { return bm::cdf(Normal(), x); }
double kosh_normal_upper(double x) { return bm::cdf(bm::complement(Normal(), x)); }
double kosh_normal_quantile(double p) { return bm::quantile(Normal(), p); }
double kosh_student_t_cdf(double x, double df) { return positive(df) ? bm::cdf(StudentT(df), x) : undefined_value; }
double kosh_student_t_upper(double x, double df) {
  return positive(df) ? bm::cdf(bm::complement(StudentT(df), x)) : undefined_value;
}
double kosh_student_t_quantile(double p, double df) { return positive(df) ? bm::quantile(StudentT(df), p) : undefined_value; }
double kosh_chi_squared_upper(double x, double df) {
  return positive(df) && x >= 0 ? bm::cdf(bm::complement(ChiSquared(df), x)) : undefined_value;
}
double kosh_chi_squared_quantile(double p, double df) { return positive(df) ? bm::quantile(ChiSquared(df), p) : undefined_value; }
double kosh_f_upper(double x, double df1, double df2) {
  return positive(df1) && positive(df2) && x >= 0 ? bm::cdf(bm::complement(FisherF(df1, df2), x)) : undefined_value;
}
double kosh_log_gamma(double x) { return positive(x) ? bm::lgamma(x, quiet()) : undefined_value; }
double kosh_digamma(double x) { return positive(x) ? bm::digamma(x, quiet()) : undefined_value; }
double kosh_trigamma(double x) { return positive(x) ? bm::trigamma(x, quiet()) : undefined_value; }
double kosh_incomplete_beta(double a, double b, double x) {
  return positive(a) && positive(b) && x >= 0 && x <= 1 ? bm::ibeta(a, b, x, quiet()) : undefined_value;
}
}
