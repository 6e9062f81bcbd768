package dev.freshet.dataset.catalog;

import dev.freshet.dataset.Option;
import java.util.List;

/** The options that several dataset types have. */
public final class CommonOptions {
    public static final Option PATH = Option.text(
                    "path",
                    "the file's path",
                    "The file, from the directory that holds `conf`, or its place in a storage, such as"
                            + " `s3://bucket/file.csv`. A star stands for the keys of a partitioned dataset. Files that end"
                            + " with `.gz` are compressed with gzip, with `.zst` with Zstandard (`freshet-zstd`).")
            .required();

    static final Option TYPE = Option.text(
                    "type", "the name of a dataset type, such as csv", "The name of the dataset type.")
            .required();
    static final Option CREDENTIALS =
            Option.text("credentials", "the name of credentials", "The name of an entry of `credentials.yml`.");

    /** The options of every dataset type. */
    static final List<Option> OF_ALL = List.of(TYPE, CREDENTIALS);

    static final Option VERSIONED =
            Option.flag("versioned", false, "Whether each save adds a version, of which the newest is read.");
    static final Option KEEP = Option.whole(
            "keep",
            "versions",
            1,
            Long.MAX_VALUE,
            "How many versions of a versioned dataset are kept; all by default.");
    static final Option CACHED = Option.flag(
            "cached",
            false,
            "Whether the dataset is loaded once for all its consumers in a run. They share one object, which is the"
                    + " producer's value even if the file would not preserve it exactly.");
    static final Option INCREMENTAL = Option.flag(
            "incremental",
            false,
            "Whether a node that reads partition by partition is given only new and changed partitions.");
    static final Option VALIDATE = Option.words(
            "validate",
            "true",
            List.of("true", "false", "warn"),
            "Whether values that violate constraints are refused on load and save; `warn` logs them.");

    /** The options of every dataset type whose values are files, besides the path. */
    public static final List<Option> OF_FILES = List.of(VERSIONED, KEEP, CACHED, INCREMENTAL, VALIDATE);

    private static final String SPILL = "spill";

    private CommonOptions() {}

    /**
     * Returns the option {@code spill} of datasets in memory. Its legal words are the dataset types of the class path.
     */
    static Option spill() {
        return Option.words(
                SPILL, DatasetTypes.ofFiles(), "The dataset type that passes the value to worker processes.");
    }
}
