# Called by choice_models.py with a folder of CSV files: prints "name,value" lines.
suppressMessages({library(survival); library(MASS); library(nnet)})
folder <- commandArgs(trailingOnly = TRUE)[1]
say <- function(name, values) cat(sprintf("%s,%.17g\n", name, values), sep = "")
tight <- coxph.control(eps = 1e-14, iter.max = 100, toler.chol = 1e-14)

modes <- read.csv(file.path(folder, "modechoice.csv"))
modes$air <- as.numeric(modes$mode == "air"); modes$train <- as.numeric(modes$mode == "train")
modes$bus <- as.numeric(modes$mode == "bus"); modes$airincome <- modes$air * modes$hinc
fit <- clogit(choice ~ gc + ttme + bus + car + train + strata(individual),
              transform(modes, car = as.numeric(mode == "car")), control = tight)
say("clogit_coef", coef(fit)); say("clogit_se", sqrt(diag(vcov(fit)))); say("clogit_loglik", fit$loglik)
income <- clogit(choice ~ gc + ttme + bus + car + train + bus:hinc + car:hinc + train:hinc + strata(individual),
                 transform(modes, car = as.numeric(mode == "car")), control = tight)
say("clogit_income_coef", coef(income)); say("clogit_income_se", sqrt(diag(vcov(income))))
clustered <- clogit(choice ~ gc + ttme + bus + car + train + strata(individual),
                    transform(modes, car = as.numeric(mode == "car")), method = "efron",
                    cluster = psize, control = tight)
say("clogit_cluster_se", sqrt(diag(vcov(clustered))))
weighted <- coxph(Surv(rep(1, nrow(modes)), choice) ~ gc + ttme + bus + I(mode == "car") + train + strata(individual),
                  modes, weights = weight, method = "breslow", control = tight, robust = FALSE)
say("clogit_weighted_coef", coef(weighted)); say("clogit_weighted_se", sqrt(diag(vcov(weighted))))

panel <- read.csv(file.path(folder, "panel.csv"))
exact <- clogit(y ~ x + z + strata(group), panel, method = "exact", control = tight)
say("felogit_coef", coef(exact)); say("felogit_se", sqrt(diag(vcov(exact)))); say("felogit_loglik", exact$loglik)

answers <- read.csv(file.path(folder, "answers.csv"))
answers$level <- factor(answers$level, levels = c("low", "middle", "high", "top"), ordered = TRUE)
polr <- polr(level ~ x + z + region, answers, Hess = TRUE, method = "logistic", control = list(reltol = 1e-15))
say("polr_coef", c(coef(polr), polr$zeta)); say("polr_se", sqrt(diag(vcov(polr)))); say("polr_loglik", logLik(polr))
answers$plan <- factor(answers$plan)
multinom <- multinom(plan ~ x + z + region, answers, Hess = TRUE, trace = FALSE, reltol = 1e-16, abstol = 1e-16, maxit = 10000)
say("multinom_coef", t(coef(multinom))); say("multinom_se", t(summary(multinom)$standard.errors))
say("multinom_loglik", logLik(multinom))
