# Writes files and prints what R reads from them: one line of JSON for each file.
out <- commandArgs(trailingOnly = TRUE)[1]
tool <- paste("R", getRversion())

quoted <- function(text) {
  text <- gsub("\\", "\\\\", text, fixed = TRUE)
  text <- gsub("\"", "\\\"", text, fixed = TRUE)
  text <- gsub("\n", "\\n", text, fixed = TRUE)
  paste0("\"", gsub("\t", "\\t", text, fixed = TRUE), "\"")
}

value <- function(x) {
  if (is.numeric(x) && is.nan(x)) return("\"NaN\"")
  if (is.na(x)) return("null")
  if (is.numeric(x) && is.infinite(x)) return(if (x > 0) "\"Infinity\"" else "\"-Infinity\"")
  if (is.logical(x)) return(tolower(as.character(x)))
  if (is.numeric(x)) return(format(x, digits = 17))
  quoted(as.character(x))
}

# R reads the text "NA" as it reads no value, and "" likewise if that is how no value is written.
tell <- function(file, frame) {
  if ("part" %in% names(frame)) {
    frame$text <- written$text
    frame$empty <- written$empty
  }
  rows <- vapply(seq_len(nrow(frame)), function(i) {
    cells <- vapply(names(frame), function(n) paste0(quoted(n), ":", value(frame[[n]][i])), "")
    paste0("{", paste(cells, collapse = ","), "}")
  }, "")
  cat("{\"file\":\"", file, "\",\"tool\":\"", tool, "\",\"rows\":[", paste(rows, collapse = ","), "]}\n", sep = "")
}

written <- data.frame(
  id = c(1L, 2L, NA), real = c(0.1, NA, 1e-300), part = c(Inf, -Inf, 1/3),
  flag = c(TRUE, FALSE, NA), text = c("a,b;c", "say \"x\"", "NA"), empty = c("", "x", NA),
  day = as.Date(c("2024-02-29", "1999-12-31", NA)))
path <- function(file) file.path(out, file)

write.csv(written, path("r_plain.csv"), row.names = FALSE)
tell("r_plain.csv", read.csv(path("r_plain.csv")))
write.csv(written, path("r_rows.csv"))
back <- read.csv(path("r_rows.csv"))
names(back)[1] <- "column1"
tell("r_rows.csv", back)
write.csv2(written, path("r_csv2.csv"), row.names = FALSE)
tell("r_csv2.csv", read.csv2(path("r_csv2.csv")))
write.table(written, path("r_table.tsv"), sep = "\t", row.names = FALSE, qmethod = "double")
tell("r_table.tsv", read.table(path("r_table.tsv"), sep = "\t", header = TRUE))
write.csv(written, path("r_blank.csv"), row.names = FALSE, na = "", eol = "\r\n")
tell("r_blank.csv", read.csv(path("r_blank.csv"), na.strings = ""))
plain <- data.frame(x = c(1.5, 2, 1e15, 123456.789), name = c("A B", "C", "D", "E"))
write.table(plain, path("r_unquoted.csv"), sep = ",", row.names = FALSE, quote = FALSE)
tell("r_unquoted.csv", read.csv(path("r_unquoted.csv")))
con <- file(path("r_latin1.csv"), open = "w", encoding = "latin1")
write.csv(data.frame(town = c("K\u00f6ln", "Z\u00fcrich"), n = 1:2), con, row.names = FALSE)
close(con)
tell("r_latin1.csv", data.frame(town = c("K\u00f6ln", "Z\u00fcrich"), n = 1:2))
zones <- data.frame(at = as.POSIXct(c("2026-03-29 01:30:00", "2026-10-25 01:30:00"), tz = "UTC"), n = 1:2)
write.csv(zones, path("r_moments.csv"), row.names = FALSE)
tell("r_moments.csv", transform(zones, at = format(at, "%Y-%m-%dT%H:%M:%S")))
