package dev.freshet.spark;

import dev.freshet.dataset.Option;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An option that Spark documents for its file formats.
 *
 * @param option the option, with Spark's name and its legal values
 * @param formats the formats that have it
 */
record FormatOption(Option option, Set<TableFormat> formats) {
    private static final Set<TableFormat> CSV = EnumSet.of(TableFormat.CSV);
    private static final Set<TableFormat> JSON = EnumSet.of(TableFormat.JSON);
    private static final Set<TableFormat> CSV_JSON = EnumSet.of(TableFormat.CSV, TableFormat.JSON);
    private static final Set<TableFormat> PARQUET = EnumSet.of(TableFormat.PARQUET);
    private static final List<String> REBASE = List.of("EXCEPTION", "CORRECTED", "LEGACY");

    /** All options. */
    static final List<FormatOption> ALL = List.of(
            text("compression", "the name of a compression, such as zstd", "How files are compressed.", all()),
            flag("header", "Whether the first line of a file has the names of the columns.", CSV),
            flag("inferSchema", "Whether Spark reads the files once more to find the types of the columns.", CSV),
            text("sep", "what separates columns", "What separates two columns.", CSV),
            text("quote", "a character", "The character around values that contain the separator.", CSV),
            text("escape", "a character", "The character before a quote inside quotes.", CSV),
            text("comment", "a character", "The character at the start of lines that are left out.", CSV),
            text("nullValue", "a text", "The text that stands for null.", CSV),
            text("emptyValue", "a text", "The text that stands for an empty text.", CSV),
            text("nanValue", "a text", "The text that stands for a number that is none.", CSV),
            text("positiveInf", "a text", "The text that stands for infinity.", CSV),
            text("negativeInf", "a text", "The text that stands for negative infinity.", CSV),
            flag("enforceSchema", "Whether the names in the first line of a file are ignored.", CSV),
            flag("quoteAll", "Whether all values are written in quotes.", CSV),
            flag("escapeQuotes", "Whether values with quotes are written in quotes.", CSV),
            flag("ignoreLeadingWhiteSpace", "Whether blanks before values are left out.", CSV),
            flag("ignoreTrailingWhiteSpace", "Whether blanks after values are left out.", CSV),
            whole("maxColumns", "columns", "The most columns that a line may have.", CSV),
            whole("maxCharsPerColumn", "characters", "The longest value; -1 for any.", CSV),
            text("charToEscapeQuoteEscaping", "a character", "The character before an escape character.", CSV),
            words(
                    "unescapedQuoteHandling",
                    List.of(
                            "STOP_AT_CLOSING_QUOTE",
                            "BACK_TO_DELIMITER",
                            "STOP_AT_DELIMITER",
                            "SKIP_VALUE",
                            "RAISE_ERROR"),
                    "What is done with quotes inside values that are not escaped.",
                    CSV),
            flag("preferDate", "Whether a column of dates is inferred as such.", CSV),
            words(
                    "mode",
                    List.of("PERMISSIVE", "DROPMALFORMED", "FAILFAST"),
                    "What is done with lines that do not fit the schema: `PERMISSIVE` makes them null, `DROPMALFORMED`"
                            + " leaves them out, `FAILFAST` fails.",
                    CSV_JSON),
            text("columnNameOfCorruptRecord", "a column's name", "The column that keeps such lines.", CSV_JSON),
            flag("multiLine", "Whether a record can take several lines.", CSV_JSON),
            text("encoding", "the name of an encoding", "The encoding of the files.", CSV_JSON),
            text("dateFormat", "a pattern", "The pattern of dates.", CSV_JSON),
            text("timestampFormat", "a pattern", "The pattern of moments.", CSV_JSON),
            text("timestampNTZFormat", "a pattern", "The pattern of dates with times.", CSV_JSON),
            flag("enableDateTimeParsingFallback", "Whether patterns of old versions are tried.", CSV_JSON),
            text("timeZone", "a time zone", "The time zone of moments that do not name one.", CSV_JSON),
            text("locale", "a language, such as en-US", "The language of dates and numbers.", CSV_JSON),
            text("samplingRatio", "a number up to 1", "How much of the files is read to find the types.", CSV_JSON),
            flag("primitivesAsString", "Whether all simple values are read as texts.", JSON),
            flag("prefersDecimal", "Whether numbers with a point are read as decimals.", JSON),
            flag("allowComments", "Whether files can have comments.", JSON),
            flag("allowUnquotedFieldNames", "Whether names can be without quotes.", JSON),
            flag("allowSingleQuotes", "Whether quotes can be single.", JSON),
            flag("allowNumericLeadingZeros", "Whether numbers can start with zeros.", JSON),
            flag("allowBackslashEscapingAnyCharacter", "Whether a backslash can be before any character.", JSON),
            flag("allowUnquotedControlChars", "Whether texts can contain control characters.", JSON),
            flag("allowNonNumericNumbers", "Whether NaN and infinities are numbers.", JSON),
            flag("dropFieldIfAllNull", "Whether a column is left out if all its values are null.", JSON),
            flag("ignoreNullFields", "Whether fields that are null are not written.", JSON),
            text(
                    "lineSep",
                    "what separates lines",
                    "What separates two lines.",
                    EnumSet.of(TableFormat.CSV, TableFormat.JSON, TableFormat.TEXT)),
            flag("wholetext", "Whether each file is one row.", EnumSet.of(TableFormat.TEXT)),
            flag(
                    "mergeSchema",
                    "Whether the columns of all files are merged.",
                    EnumSet.of(TableFormat.PARQUET, TableFormat.ORC)),
            words("datetimeRebaseMode", REBASE, "How dates before 1582 of old versions are read.", PARQUET),
            words("int96RebaseMode", REBASE, "The same for INT96.", PARQUET));

    private static Set<TableFormat> all() {
        return EnumSet.allOf(TableFormat.class);
    }

    private static FormatOption text(String name, String legal, String description, Set<TableFormat> formats) {
        return of(Option.text(name, legal, described(description, formats)), formats);
    }

    private static FormatOption flag(String name, String description, Set<TableFormat> formats) {
        return of(Option.flag(name, described(description, formats)), formats);
    }

    private static FormatOption whole(String name, String of, String description, Set<TableFormat> formats) {
        return of(Option.whole(name, of, -1, Integer.MAX_VALUE, described(description, formats)), formats);
    }

    private static FormatOption words(String name, List<String> words, String description, Set<TableFormat> formats) {
        return of(Option.words(name, words, described(description, formats)), formats);
    }

    private static FormatOption of(Option option, Set<TableFormat> formats) {
        return new FormatOption(option, formats);
    }

    private static String described(String description, Set<TableFormat> formats) {
        return formats.size() == TableFormat.values().length
                ? description
                : description + " For " + words(formats) + ".";
    }

    private static String words(Set<TableFormat> formats) {
        return formats.stream().map(format -> "`" + format.word() + "`").collect(Collectors.joining(", "));
    }

    /** Returns what is wrong with the use for a format; empty if nothing is. */
    Optional<String> problem(TableFormat format) {
        return formats.contains(format)
                ? Optional.empty()
                : Optional.of("\"" + option.name() + "\" is an option of "
                        + formats.stream().map(TableFormat::word).collect(Collectors.joining(", "))
                        + " files, not of " + format.word());
    }
}
