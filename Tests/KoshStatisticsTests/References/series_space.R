# Makes series_space.json: tests of regressions on time series, and of pattern in space.
# Run with R 4.2.2, lmtest 0.9-40, strucchange 1.5-3, tseries 0.10-53, spdep 1.2-7, jsonlite; then series_space.py adds
# what statsmodels gives:
#   Rscript series_space.R && python series_space.py
suppressMessages({library(lmtest); library(strucchange); library(tseries); library(spdep); library(jsonlite)})
options(digits = 17)
test <- function(t) list(statistic = unname(t$statistic), p = unname(t$p.value))

# Table 4 of paper C, 2001-2021.
paper <- fromJSON("educational_mobility_ols.json")
years <- data.frame(y = paper$migration, gdp = paper$gdp, un = paper$unemployment)

# Made up: two random walks, a series tied to the first, a stationary one; 120 periods.
set.seed(20240920)
n <- 120
walk <- cumsum(rnorm(n)); other <- cumsum(rnorm(n))
calm <- as.numeric(arima.sim(list(ar = 0.4), n))
tied <- 2 + 0.8 * walk + rnorm(n)
broken <- 1 + 0.5 * calm + ifelse(seq_len(n) > 70, 1.5, 0) + rnorm(n, sd = 0.7)
made <- round(data.frame(walk, other, calm, tied, broken), 6)

specification <- function(d, formula, point) {
  m <- lm(formula, d)
  fs <- Fstats(formula, data = d, from = 0.15)
  list(
    bg1 = test(bgtest(m, 1)), bg1f = test(bgtest(m, 1, type = "F")), bg3 = test(bgtest(m, 3)),
    bg3f = test(bgtest(m, 3, type = "F")), bp = test(bptest(m)), bp_original = test(bptest(m, studentize = FALSE)),
    reset = test(resettest(m, 2:3)), reset2 = test(resettest(m, 2)),
    jb = test(jarque.bera.test(resid(m))),
    chow = test(sctest(formula, type = "Chow", point = point, data = d)), point = point,
    sup_f = max(fs$Fstats), sup_p_hansen = unname(sctest(fs, type = "supF")$p.value), break_at = fs$breakpoint,
    f_statistics = as.numeric(fs$Fstats))
}

# Twenty regions: table 1 of paper D, and a neighbourhood of pairs made up for the test (a ring with chords, and one
# place without a neighbour in the second list).
regions <- fromJSON("statistics.json")$regions
balance <- as.numeric(regions[, 3]); income <- as.numeric(regions[, 1])
ring <- cbind(1:20, c(2:20, 1)); chords <- cbind(c(1, 3, 5, 8, 11), c(9, 14, 17, 20, 16))
pairs <- rbind(ring, chords)
neighbours <- function(pairs, n) {
  a <- matrix(0, n, n); a[pairs] <- 1; a[pairs[, 2:1]] <- 1
  a
}
a <- neighbours(pairs, 20)
w <- mat2listw(a, style = "W"); b <- mat2listw(a, style = "B")
points <- round(cbind((1:20) %% 5 + sin(1:20), (1:20) %/% 5 + cos(2 * (1:20))), 6)
dist <- as.matrix(dist(points))
inverse <- 1 / dist; diag(inverse) <- 0
near <- knn2nb(knearneigh(points, 3))
moran <- function(x, l) {
  r <- moran.test(x, l, randomisation = TRUE, alternative = "two.sided")
  m <- moran.test(x, l, randomisation = FALSE, alternative = "greater")
  list(i = unname(r$estimate[1]), e = unname(r$estimate[2]), var_random = unname(r$estimate[3]), p_random = r$p.value,
       var_normal = unname(m$estimate[3]), p_normal_greater = m$p.value)
}
m <- lm(balance ~ income)
lm_test <- function(l) { t <- lm.morantest(m, l, alternative = "two.sided")
  list(i = unname(t$estimate[1]), e = unname(t$estimate[2]), var = unname(t$estimate[3]), p = t$p.value[1, 1]) }
local <- localmoran(balance, w, conditional = TRUE)
set.seed(1)
permuted <- moran.mc(balance, w, nsim = 99999, alternative = "greater")
local_permuted <- localmoran_perm(balance, w, nsim = 49999, alternative = "two.sided")
space <- list(
  pairs = pairs, points = points, row_standardised = moran(balance, w), binary = moran(balance, b),
  inverse = moran(balance, mat2listw(inverse, style = "W")), inverse_binary = moran(balance, mat2listw(inverse, style = "B")),
  nearest = moran(balance, nb2listw(near, style = "W")),
  without_last = moran(balance[1:18], mat2listw(neighbours(pairs, 20)[1:18, 1:18], style = "W")),
  residuals = lm_test(w), residuals_binary = lm_test(b),
  residuals_nearest = lm_test(nb2listw(near, style = "W")),
  local = as.numeric(local[, 1]), quadrants = as.character(attr(local, "quadr")$mean),
  permuted_greater = permuted$p.value, local_permuted = as.numeric(local_permuted[, "Pr(z != E(Ii)) Sim"]))
out <- list(
  made = as.list(made),
  paper = specification(years, y ~ gdp + un, 10),
  broken = specification(made, broken ~ calm, 70),
  kpss = lapply(made[c("walk", "calm")], function(x) suppressWarnings(list(
    level_short = test(kpss.test(x, "Level")), level_long = test(kpss.test(x, "Level", lshort = FALSE)),
    trend_short = test(kpss.test(x, "Trend"))))),
  space = space)
write_json(out, "series_space.json", digits = NA, auto_unbox = TRUE, pretty = FALSE)
