package dev.freshet.spark;

import dev.freshet.dataset.Option;
import dev.freshet.dataset.OptionException;
import dev.freshet.dataset.OptionValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The options of a table in a catalog entry.
 *
 * @param path the path as in the entry
 * @param isOneFile whether the table is a file and not a directory
 * @param partitionBy the columns by whose values the table is divided into directories
 * @param schema the columns as Spark's SQL declares them
 * @param forSpark the options that are passed to Spark unchanged
 */
record TableOptions(
        String path,
        TableFormat format,
        boolean isOneFile,
        List<String> partitionBy,
        Optional<String> schema,
        Map<String, String> forSpark) {
    private static final Option PATH = Option.text(
                    "path",
                    "the path of a directory or file, without a star",
                    path -> !path.isBlank() && !path.contains("*"),
                    "The directory of the table, or its file, from the directory that holds `conf`, or in any file system"
                            + " of Hadoop, such as `s3a://bucket/flights` or `hdfs://host/flights`.")
            .required();
    private static final Option FORMAT =
            Option.words("format", TableFormat.PARQUET.word(), TableFormat.words(), "The format of the files.");
    private static final Option ONE_FILE = Option.flag(
            "single_file",
            false,
            "Whether a save writes one file at `path` rather than a directory of files; one task of Spark writes it.");
    private static final Option PARTITION_BY =
            Option.list("partition_by", "The columns by whose values a save makes directories, as in `[year, month]`.");
    private static final Option SCHEMA = Option.text(
            "schema",
            "columns with types, such as id INT, name STRING",
            "The columns and types, as in `id INT, name STRING`, for files that do not say them.");

    static final List<Option> DECLARED = declared();

    private static List<Option> declared() {
        List<Option> options = new ArrayList<>(List.of(PATH, FORMAT, ONE_FILE, PARTITION_BY, SCHEMA));
        FormatOption.ALL.forEach(option -> options.add(option.option()));
        return List.copyOf(options);
    }

    /** @throws OptionException naming every option that contradicts another one */
    static TableOptions of(OptionValues values) {
        TableFormat format = TableFormat.of(values.text(FORMAT.name()));
        List<OptionException.Mistake> mistakes = new ArrayList<>();
        Map<String, String> forSpark = new LinkedHashMap<>();
        for (FormatOption option : FormatOption.ALL) {
            String name = option.option().name();
            values.find(name).ifPresent(value -> {
                option.problem(format)
                        .ifPresent(problem -> mistakes.add(new OptionException.Mistake(name, "", problem)));
                forSpark.put(name, String.valueOf(value));
            });
        }
        boolean isOneFile = values.flag(ONE_FILE.name());
        List<String> partitionBy = values.list(PARTITION_BY.name());
        if (isOneFile && !partitionBy.isEmpty()) {
            mistakes.add(new OptionException.Mistake(
                    PARTITION_BY.name(), "", "a table that is a single file has no directories to partition by"));
        }
        if (!mistakes.isEmpty()) {
            throw new OptionException(mistakes);
        }
        return new TableOptions(
                values.text(PATH.name()),
                format,
                isOneFile,
                partitionBy,
                values.findText(SCHEMA.name()),
                Map.copyOf(forSpark));
    }

    /** Returns the options for a save. Without them, Spark would cut off the microseconds of times in text files. */
    Map<String, String> forWriting() {
        if (format.hasSchema()) {
            return forSpark;
        }
        Map<String, String> all = new LinkedHashMap<>();
        all.put("timestampFormat", "yyyy-MM-dd'T'HH:mm:ss[.SSSSSS][XXX]");
        all.put("timestampNTZFormat", "yyyy-MM-dd'T'HH:mm:ss[.SSSSSS]");
        all.putAll(forSpark);
        return all;
    }
}
