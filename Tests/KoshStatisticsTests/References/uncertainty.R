# Makes uncertainty.json: seeded data, and what R says of clusters, Newey-West and survey designs in full precision.
#   Rscript uncertainty.R > uncertainty.json      (made with R 4.2.2, sandwich 3.0-2, survey 4.1-1)
# apistrat and apiclus1 are samples of Californian schools (California Department of Education, 2000) that come with the
# package survey; only the columns used are kept.
suppressPackageStartupMessages({ library(sandwich); library(survey) })
num <- function(x) ifelse(is.finite(x), sprintf("%.17g", as.numeric(x)), "null")
arr <- function(x) paste0("[", paste(num(x), collapse = ","), "]")
txt <- function(x) paste0("[", paste(ifelse(is.na(x), "null", paste0('"', x, '"')), collapse = ","), "]")
obj <- function(...) { l <- list(...); paste0("{", paste0('"', names(l), '":', unlist(l), collapse = ","), "}") }
tab <- function(d) do.call(obj, lapply(d, function(c) if (is.numeric(c)) arr(c) else txt(as.character(c))))
se <- function(v) arr(sqrt(diag(v)))

set.seed(31)
n <- 160
school <- sample(1:18, n, replace = TRUE)
year <- sample(2015:2021, n, replace = TRUE)
district <- paste0("d", (school - 1) %/% 3 + 1)
x <- round(rnorm(18)[school] + rnorm(n), 3)
track <- sample(c("arts", "science", "sport"), n, replace = TRUE)
w <- round(runif(n, .3, 3), 2)
y <- round(1 + .5 * x + (track == "science") + rnorm(18)[school] + rnorm(7)[year - 2014] + rnorm(n), 4)
b <- rbinom(n, 1, plogis(-.2 + .7 * x + .5 * (track == "sport") + rnorm(18, 0, .6)[school]))
count <- rpois(n, exp(.3 + .3 * x + rnorm(18, 0, .3)[school]))
d <- data.frame(y, b, count, x, track, w, school = paste0("s", school), year, district)
e <- numeric(60); for (i in 2:60) e[i] <- .6 * e[i - 1] + rnorm(1)
series <- data.frame(t = 1:60, trend = round(cumsum(rnorm(60, .1)), 3))
series$z <- round(2 + .4 * series$trend + e, 4)

tight <- glm.control(epsilon = 1e-15, maxit = 100)
models <- list(
  ols = lm(y ~ x + track, d), wls = lm(y ~ x + track, d, weights = w),
  logit = glm(b ~ x + track, binomial, d, control = tight), poisson = glm(count ~ x + track, poisson, d, control = tight))
# Refits without one group at a time; (G - 1) / G times the squares about their mean.
jack <- function(m, group) {
  d$w1 <- if (inherits(m, "glm") || is.null(weights(m))) 1 else weights(m)
  refit <- function(left) {
    part <- d[group != left, ]
    if (inherits(m, "glm")) coef(glm(formula(m), family(m), part, control = tight))
    else coef(lm(formula(m), part, weights = w1))
  }
  b <- sapply(unique(group), refit); G <- ncol(b)
  arr(sqrt((G - 1) / G * rowSums((b - rowMeans(b))^2)))
}
clusters <- sapply(models, function(m) obj(
  estimate = arr(coef(m)),
  school_none = se(vcovCL(m, ~school, type = "HC0", cadjust = FALSE)),
  school_g = se(vcovCL(m, ~school, type = "HC0", cadjust = TRUE)),
  school_stata_ols = se(vcovCL(m, ~school, type = "HC1")),
  two_way_none = se(vcovCL(m, ~school + year, type = "HC0", cadjust = FALSE, fix = TRUE)),
  nested_none = se(vcovCL(m, ~school + district, type = "HC0", cadjust = FALSE)),
  jackknife_school = jack(m, d$school), jackknife_rows = jack(m, seq_len(n))))
# Two-way clusters whose matrix is not positive semidefinite: few rows, cells that hold all of the correlation.
bad <- NULL
for (seed in 1:500) {
  set.seed(seed)
  k <- data.frame(a = rep(c("a1", "a2", "a3"), each = 4), c = rep(c("c1", "c2", "c3", "c4"), 3), u = round(rnorm(12), 2))
  k$v <- round(rnorm(12), 2)
  m <- lm(v ~ u, k)
  raw <- vcovCL(m, ~a + c, type = "HC0", cadjust = FALSE)
  if (min(eigen(raw)$values) < -.01 && all(diag(raw) > 0)) { bad <- k; break }
}
m <- lm(v ~ u, bad)
raw <- vcovCL(m, ~a + c, type = "HC0", cadjust = FALSE)
fixed <- vcovCL(m, ~a + c, type = "HC0", cadjust = FALSE, fix = TRUE)

ols <- lm(z ~ trend, series)
up <- transform(series, up = as.numeric(z > 2.5))
lg <- glm(up ~ trend, binomial, up, control = tight)
nw <- function(m, lag, adjust) se(NeweyWest(m, lag = lag, prewhite = FALSE, adjust = adjust, sandwich = TRUE))
nwlist <- obj(
  "ols_2_none" = nw(ols, 2, FALSE), "ols_2_adjusted" = nw(ols, 2, TRUE), "ols_0_none" = nw(ols, 0, FALSE),
  "ols_3_adjusted" = nw(ols, 3, TRUE), "logit_2_none" = nw(lg, 2, FALSE))

data(api)
strat <- apistrat[, c("stype", "pw", "fpc", "api00", "ell", "meals", "mobility", "sch.wide")]
names(strat)[8] <- "schwide"
strat$passed <- as.numeric(strat$schwide == "Yes")
strat$id <- seq_len(nrow(strat)); strat$unit <- paste0("u", (strat$id - 1) %/% 4)
clus <- apiclus1[, c("dnum", "pw", "fpc", "api00", "ell", "meals", "mobility", "stype", "enroll")]
clus$stype <- as.character(clus$stype)
lonely <- strat[strat$stype != "M" | !duplicated(strat$stype), ]  # one school of the stratum M
des <- function(data, ...) svydesign(data = data, weights = ~pw, ...)
fit <- function(m) obj(estimate = arr(coef(m)), std_error = se(vcov(m)), df = degf(m$survey.design))
strat_d <- des(strat, id = ~1, strata = ~stype, fpc = ~fpc)
strat_r <- des(strat, id = ~1, strata = ~stype)
unit_d <- des(strat, id = ~unit, strata = ~stype, nest = TRUE)
clus_d <- des(clus, id = ~dnum, fpc = ~fpc)
bin <- quasibinomial
lonely_fit <- function(how) {
  options(survey.lonely.psu = how)
  r <- svyglm(api00 ~ ell + meals, des(lonely, id = ~1, strata = ~stype))
  v <- fit(r); options(survey.lonely.psu = "fail"); v
}
jkn <- as.svrepdesign(unit_d, type = "JKn")
jk1 <- as.svrepdesign(des(clus, id = ~dnum), type = "JK1")
means <- function(formula, design) {
  s <- svymean(formula, design, deff = "replace")
  ci <- confint(s, df = degf(design))
  obj(names = txt(names(coef(s))), estimate = arr(coef(s)), std_error = arr(SE(s)), deff = arr(deff(s)),
      conf_low = arr(ci[, 1]), conf_high = arr(ci[, 2]), df = degf(design))
}
survey <- obj(
  strat_fpc = fit(svyglm(api00 ~ ell + meals + mobility, strat_d)),
  strat = fit(svyglm(api00 ~ ell + meals + mobility, strat_r)),
  units = fit(svyglm(api00 ~ ell + meals + mobility, unit_d)),
  clus = fit(svyglm(api00 ~ ell + meals + mobility, clus_d)),
  strat_logit = fit(svyglm(passed ~ ell + meals + mobility, strat_d, family = bin, control = tight)),
  units_logit = fit(svyglm(passed ~ ell + meals, unit_d, family = bin, control = tight)),
  clus_poisson = fit(svyglm(round(api00 / 100) ~ ell + meals, clus_d, family = quasipoisson, control = tight)),
  lonely_certainty = lonely_fit("certainty"), lonely_adjust = lonely_fit("adjust"),
  lonely_average = lonely_fit("average"),
  jkn = fit(svyglm(api00 ~ ell + meals, jkn)), jk1 = fit(svyglm(api00 ~ ell + meals, jk1)),
  mean_strat = means(~api00, strat_d), share_strat = means(~schwide, strat_r), mean_clus = means(~api00, clus_d),
  share_clus = means(~stype, clus_d),
  total_strat = obj(estimate = arr(coef(svytotal(~api00, strat_d))), std_error = arr(SE(svytotal(~api00, strat_d)))),
  ratio_clus = obj(estimate = arr(coef(svyratio(~api00, ~enroll, clus_d))), std_error = arr(SE(svyratio(~api00, ~enroll, clus_d)))))

# Wald's test by its definition.
wald <- function(m, V, R, r, df = NULL) {
  g <- R %*% coef(m) - r
  W <- drop(t(g) %*% solve(R %*% V %*% t(R)) %*% g); q <- nrow(R)
  if (is.null(df)) obj(statistic = num(W), p = num(pchisq(W, q, lower.tail = FALSE)))
  else obj(statistic = num(W / q), p = num(pf(W / q, q, df, lower.tail = FALSE)))
}
lo <- models$ols; lg <- models$logit
both <- rbind(c(0, 0, 1, 0), c(0, 0, 0, 1)); one <- rbind(c(0, 1, 1, 0)); equal <- rbind(c(0, 0, 1, -1))
hc1 <- vcovHC(lo, type = "HC1"); cl <- vcovCL(lo, ~school, type = "HC1")
walds <- obj(
  ols_factor = wald(lo, vcov(lo), both, 0, 156), ols_sum = wald(lo, hc1, one, 1, 156),
  ols_clusters = wald(lo, cl, both, 0, 17), logit_factor = wald(lg, vcov(lg), both, 0),
  logit_equal = wald(lg, vcov(lg), equal, 0))
pairs <- function(m, V, df) {
  L <- rbind(c(0, 0, 1, 0), c(0, 0, 0, 1), c(0, 0, -1, 1))
  est <- drop(L %*% coef(m)); s <- sqrt(diag(L %*% V %*% t(L))); p <- 2 * pt(-abs(est / s), df)
  obj(estimate = arr(est), std_error = arr(s), p = arr(p), holm = arr(p.adjust(p, "holm")), bh = arr(p.adjust(p, "BH")))
}
contrasts_ <- obj(ols = pairs(lo, cl, 17), logit = pairs(lg, vcov(lg), Inf))
small <- glm(b ~ x, binomial, d, control = tight); smallp <- glm(count ~ x, poisson, d, control = tight)
lrt <- function(a, b) { t <- anova(a, b, test = "LRT"); obj(statistic = num(t$Deviance[2]), p = num(t[["Pr(>Chi)"]][2])) }
rao <- function(a, b) { t <- anova(a, b, test = "Rao"); obj(statistic = num(t$Rao[2]), p = num(t[["Pr(>Chi)"]][2])) }
e0 <- resid(lm(y ~ x, d)); nr <- n * summary(lm(e0 ~ x + track, d))$r.squared
lls <- 2 * (logLik(lo) - logLik(lm(y ~ x, d)))
likelihoods <- obj(
  lr_logit = lrt(small, lg), lr_poisson = lrt(smallp, models$poisson),
  lr_ols = obj(statistic = num(lls), p = num(pchisq(lls, 2, lower.tail = FALSE))),
  score_logit = rao(small, lg), score_poisson = rao(smallp, models$poisson),
  score_ols = obj(statistic = num(nr), p = num(pchisq(nr, 2, lower.tail = FALSE))))
# The wild cluster bootstrap of x = 0 and x = 0.3, restricted, every sample once, every sample refitted.
wcr <- function(schools, value, choices, weights = FALSE) {
  part <- d[d$school %in% paste0("s", schools), ]; part$ww <- if (weights) part$w else 1
  X <- model.matrix(~x, part); k <- 2; cl <- match(part$school, unique(part$school)); G <- max(cl)
  tstat <- function(y) {
    f <- lm.wfit(X, y, part$ww); B <- solve(crossprod(X, X * part$ww)); S <- rowsum(X * f$residuals * part$ww, cl)
    (f$coefficients[2] - value) / sqrt((B %*% crossprod(S) %*% B)[2, 2] * G / (G - 1) * (nrow(X) - 1) / (nrow(X) - k))
  }
  t0 <- tstat(part$y)
  r <- lm.wfit(X[, 1, drop = FALSE], part$y - value * part$x, part$ww)
  fitted <- part$y - r$residuals
  v <- as.matrix(expand.grid(rep(list(choices), G)))
  ts <- apply(v, 1, function(v) tstat(fitted + v[cl] * r$residuals))
  obj(t = num(t0), p = num(mean(abs(ts) > abs(t0) * (1 + 1e-9))), samples = length(ts))
}
webb <- c(-sqrt(1.5), -1, -sqrt(.5), sqrt(.5), 1, sqrt(1.5))
wilds <- obj(
  rademacher = wcr(1:8, 0, c(-1, 1)), value = wcr(1:8, .3, c(-1, 1)), weighted = wcr(1:8, 0, c(-1, 1), TRUE),
  webb = wcr(1:4, 0, webb))

cat(obj(
  data = tab(d), bad = tab(bad), series = tab(up), strat = tab(strat), clus = tab(clus), lonely = tab(lonely),
  clusters = do.call(obj, as.list(clusters)),
  not_positive = obj(raw = se(raw), fixed = se(fixed)), newey_west = nwlist, survey = survey,
  wald = walds, contrasts = contrasts_, likelihoods = likelihoods, wild = wilds), "\n")
