#ifndef CSPECIALFUNCTIONS_H
#define CSPECIALFUNCTIONS_H
#ifdef __cplusplus
extern "C" {
#endif
// Each returns NaN for parameters outside its domain and never throws.
double kosh_normal_cdf(double x);
double kosh_normal_upper(double x);
double kosh_normal_quantile(double p);
double kosh_student_t_cdf(double x, double df);
double kosh_student_t_upper(double x, double df);
double kosh_student_t_quantile(double p, double df);
double kosh_chi_squared_upper(double x, double df);
double kosh_chi_squared_quantile(double p, double df);
double kosh_f_upper(double x, double df1, double df2);
double kosh_log_gamma(double x);
double kosh_digamma(double x);
double kosh_trigamma(double x);
double kosh_incomplete_beta(double a, double b, double x);
#ifdef __cplusplus
}
#endif
#endif
