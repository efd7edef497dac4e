# Reads columns of a CSV file with data.table's fread: read.R FILE COLUMN...
# Tells the seconds of the reading, and those of all processors, on standard error.
library(data.table)
words <- commandArgs(trailingOnly = TRUE)
taken <- system.time(table <- fread(words[1], select = words[-1], showProgress = FALSE))
print(sapply(table, sum))
message(sprintf("read %.6f seconds %.6f", taken[["elapsed"]], taken[["user.self"]] + taken[["sys.self"]]))
