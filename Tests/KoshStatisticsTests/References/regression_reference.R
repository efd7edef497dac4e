# Makes regression_reference.json: seeded data and what R's lm and glm say of it, in full precision.
#   Rscript regression_reference.R > regression_reference.json        (base R only; made with R 4.2.2)
# Robust covariances by the formulas of MacKinnon and White (1985), written out below, since sandwich is no part of R.
options(digits = 17, warn = 1)
num <- function(x) ifelse(is.finite(x), sprintf("%.17g", x), "null")
arr <- function(x) paste0("[", paste(num(x), collapse = ","), "]")
str <- function(x) paste0("[", paste0('"', x, '"', collapse = ","), "]")
miss <- function(x) paste0("[", paste(ifelse(is.na(x), "null", paste0('"', x, '"')), collapse = ","), "]")

set.seed(20240607)
n <- 160
region <- sample(c("Akmola", "Almaty", "Shymkent", "Turkistan"), n, replace = TRUE, prob = c(.3, .3, .25, .15))
gender <- rbinom(n, 1, .5)
score <- round(pmin(100, pmax(1, rnorm(n, 45, 15))) * 2) / 2
income <- round(exp(rnorm(n, 5, .6)), 1)
lang <- sample(c("kk", "ru"), n, replace = TRUE)
shift <- c(Akmola = 0, Almaty = .5, Shymkent = -.4, Turkistan = .9)[region]
intends <- rbinom(n, 1, plogis(.3 - .7 * gender + .02 * (score - 45) + shift))
balance <- round(20 - 6 * gender + .3 * score + 4 * log(income) + 5 * shift + rnorm(n) * (2 + income / 60), 3)
count <- sample(1:4, n, replace = TRUE)
share <- round(runif(n, .2, 3), 3)
some <- ifelse(seq_len(n) %% 20 == 0, 0, share)
gappy <- ifelse(seq_len(n) %% 13 == 0, NA, score)
d <- data.frame(region, gender, score, income, lang, intends, balance, count, share, some, gappy)

robust <- function(m, type) {
  w <- if (is.null(weights(m))) rep(1, nobs(m)) else m$prior.weights
  if (!inherits(m, "glm")) w <- if (is.null(weights(m))) rep(1, length(resid(m))) else weights(m)
  use <- w > 0
  X <- model.matrix(m)[use, , drop = FALSE]
  e <- if (inherits(m, "glm")) (m$y - fitted(m))[use] else resid(m)[use]
  h <- hatvalues(m)[use]
  W <- if (inherits(m, "glm")) (w * fitted(m) * (1 - fitted(m)))[use] else w[use]
  B <- solve(crossprod(X, X * W)); N <- nrow(X); k <- ncol(X); u <- (w[use] * e)
  om <- switch(type, HC0 = u^2, HC1 = u^2 * N / (N - k), HC2 = u^2 / (1 - h), HC3 = u^2 / (1 - h)^2)
  sqrt(diag(B %*% crossprod(X, X * om) %*% B))
}
one <- function(name, formula, m, extra = "") {
  s <- summary(m); co <- coef(s); ci <- confint.default(m)
  if (!inherits(m, "glm")) ci <- confint(m)
  f <- c(sprintf('"name":"%s","formula":"%s","names":%s', name, formula, str(names(coef(m)))),
         sprintf('"estimate":%s,"std_error":%s,"statistic":%s,"p_value":%s', arr(co[, 1]), arr(co[, 2]), arr(co[, 3]), arr(co[, 4])),
         sprintf('"conf_low":%s,"conf_high":%s', arr(ci[, 1]), arr(ci[, 2])),
         sprintf('"nobs":%d,"df_residual":%d', nobs(m), df.residual(m)),
         sprintf('"log_lik":%s,"aic":%s,"bic":%s', num(as.numeric(logLik(m))), num(AIC(m)), num(BIC(m))))
  if (inherits(m, "glm")) f <- c(f, sprintf('"mcfadden":%s', num(1 - m$deviance / m$null.deviance)))
  else f <- c(f, sprintf('"r_squared":%s,"adj_r_squared":%s,"sigma":%s', num(s$r.squared), num(s$adj.r.squared), num(s$sigma)))
  for (t in c("HC0", "HC1", "HC2", "HC3")) f <- c(f, sprintf('"%s":%s', t, arr(robust(m, t))))
  f <- c(f, sprintf('"leverage":%s', arr(hatvalues(m)[1:5])))
  paste0("{", paste(c(f, if (nzchar(extra)) extra), collapse = ","), "}")
}
g <- glm.control(epsilon = 1e-15, maxit = 100)
d$from <- relevel(factor(d$region), "Shymkent")
ols <- c(
  one("plain", "balance ~ gender + score", lm(balance ~ gender + score, d)),
  one("factor", "balance ~ gender + log(income) + i(region)", lm(balance ~ gender + log(income) + region, d)),
  one("reference", "balance ~ gender + i(region, ref=Shymkent)", lm(balance ~ gender + from, d)),
  one("product", "balance ~ score * gender + I(score^2)", lm(balance ~ score * gender + I(score^2), d)),
  one("slopes", "balance ~ i(region) * score", lm(balance ~ region * score, d)),
  one("two_factors", "balance ~ i(region):i(lang) + lang + i(region)", lm(balance ~ region:lang + lang + region, d)),
  one("no_main", "balance ~ i(region):score + gender", lm(balance ~ region:score + gender, d)),
  one("no_intercept", "balance ~ i(region) + lang + score - 1", lm(balance ~ region + lang + score - 1, d)),
  one("origin", "balance ~ 0 + score", lm(balance ~ 0 + score, d)),
  one("constant", "balance ~ 1", lm(balance ~ 1, d)),
  one("weights", "balance ~ gender + score + i(region)", lm(balance ~ gender + score + region, d, weights = share), '"weights":"share"'),
  one("zero_weights", "balance ~ gender + score", lm(balance ~ gender + score, d[d$some > 0, ], weights = some), '"weights":"some"'),
  one("gaps", "balance ~ gender + gappy", lm(balance ~ gender + gappy, d)))
logit <- c(
  one("plain", "intends ~ gender + score", glm(intends ~ gender + score, binomial, d, control = g)),
  one("factor", "intends ~ gender + score + i(region) + log(income)", glm(intends ~ gender + score + region + log(income), binomial, d, control = g)),
  one("product", "intends ~ gender * lang + score", glm(intends ~ gender * lang + score, binomial, d, control = g)),
  one("two_factors", "intends ~ i(region) + i(lang) - 1", glm(intends ~ region + lang - 1, binomial, d, control = g)),
  one("constant", "intends ~ 1", glm(intends ~ 1, binomial, d, control = g)),
  one("weights", "intends ~ gender + score + i(region)", glm(intends ~ gender + score + region, binomial, d, weights = count, control = g), '"weights":"count"'),
  one("gaps", "intends ~ gender + gappy", glm(intends ~ gender + gappy, binomial, d, control = g)))
# L. C. Spector, M. Mazzeo (1980), Journal of Economic Education 11(2), 37-44; data as printed in Greene, Econometric Analysis.
spector <- data.frame(
  gpa = c(2.66,2.89,3.28,2.92,4,2.86,2.76,2.87,3.03,3.92,2.63,3.32,3.57,3.26,3.53,2.74,2.75,2.83,3.12,3.16,2.06,3.62,2.89,3.51,3.54,2.83,3.39,2.67,3.65,4,3.1,2.39),
  tuce = c(20,22,24,12,21,17,17,21,25,29,20,23,23,25,26,19,25,19,23,25,22,28,14,26,24,27,17,24,21,23,21,19),
  psi = c(0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1,1,1,1,1,1,1,1,1,1,1,1,1,1),
  grade = c(0,0,0,0,1,0,0,0,0,1,0,0,0,1,0,0,0,0,0,1,0,1,0,0,1,1,1,0,1,1,0,1))
sp <- one("spector", "grade ~ gpa + tuce + psi", glm(grade ~ gpa + tuce + psi, binomial, spector, control = g))
cols <- function(d) paste(sapply(names(d), function(v) sprintf('"%s":%s', v, if (is.numeric(d[[v]])) arr(d[[v]]) else miss(d[[v]]))), collapse = ",\n")
cat("{\"made_with\":\"", R.version.string, "; regression_reference.R\",\n\"data\":{", cols(d[names(d) != "from"]), "},\n\"spector\":{", cols(spector),
    "},\n\"ols\":[\n", paste(ols, collapse = ",\n"), "\n],\n\"logit\":[\n", paste(c(logit, sp), collapse = ",\n"), "\n]}\n", sep = "")
