# The same logit with fixest: Rscript feglm.R FILE prints its table, and on standard error how long reading and fitting took.
suppressMessages({
  library(fixest)
  library(data.table)
})
start <- proc.time()[["elapsed"]]
pupils <- fread(commandArgs(trailingOnly = TRUE)[1], data.table = FALSE)
read <- proc.time()[["elapsed"]]
fit <- feglm(y ~ gender + lang + score + i(region), pupils, family = binomial(), vcov = "iid", notes = FALSE)
done <- proc.time()[["elapsed"]]
message(sprintf("read %.4f seconds, fit %.4f seconds", read - start, done - read))
print(fit)
