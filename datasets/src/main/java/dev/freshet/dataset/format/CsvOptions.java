package dev.freshet.dataset.format;

import dev.freshet.dataset.Option;
import dev.freshet.dataset.OptionException;
import dev.freshet.dataset.OptionException.Mistake;
import dev.freshet.dataset.OptionValues;
import dev.freshet.dataset.cell.CellForms;
import dev.freshet.dataset.cell.NonFinite;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The options of the dataset type {@code csv}. */
final class CsvOptions {
    static final String DELIMITER = "delimiter";
    static final String QUOTE = "quote";
    static final String ESCAPE = "escape";
    static final String COMMENT = "comment";
    static final String HEADER = "header";
    static final String SKIP_LINES = "skip-lines";
    static final String SEP_LINE = "sep-line";
    static final String TRIM = "trim";
    static final String ENCODING = "encoding";
    static final String NULLS = "nulls";
    static final String DECIMAL = "decimal";
    static final String GROUPING = "grouping";
    static final String TRUE_WORDS = "true-words";
    static final String FALSE_WORDS = "false-words";
    static final String INFINITY = "infinity";
    static final String NAN = "nan";
    static final String FORMATS = "formats";
    static final String LOCALE = "locale";
    static final String COLUMNS = "columns";
    static final String BAD_ROWS = "bad-rows";
    static final String MAX_BAD_ROWS = "max-bad-rows";
    static final String NONE = "none";
    static final String SKIP = "skip";

    private static final Set<String> LANGUAGES =
            Stream.of(Locale.getAvailableLocales()).map(Locale::getLanguage).collect(Collectors.toSet());

    /** New options are not compared by meaning: then entries without them would count as changed. */
    static final List<Option> ALL = List.of(
            Option.character(DELIMITER, ',', "The character between cells.")
                    .presetFor(".tsv", '\t')
                    .comparedByMeaning(),
            Option.character(
                            QUOTE,
                            '"',
                            NONE,
                            "The character around cells that contain a delimiter, a quote or a line break;"
                                    + " `none` if quotes are ordinary characters.")
                    .comparedByMeaning(),
            Option.flag(HEADER, true, "Whether the first line names the columns.")
                    .comparedByMeaning(),
            Option.encoding(ENCODING, "The encoding of the file.").comparedByMeaning(),
            Option.lists(FORMATS, "The patterns of dates and times, by component, column or type."),
            Option.texts(COLUMNS, "The headers of components that have another name in the file."),
            Option.character(DECIMAL, '.', "The character before the fraction of a number."),
            Option.character(GROUPING, "The character between groups of three digits of a number."),
            Option.list(NULLS, "The cells that stand for null, besides empty ones. The first one is written."),
            Option.list(TRUE_WORDS, "The words for true instead of `true`, in any case. The first one is written."),
            Option.list(FALSE_WORDS, "The words for false instead of `false`, in any case. The first one is written."),
            Option.text(
                    INFINITY,
                    NonFinite.USUAL.infinity(),
                    "a word",
                    CsvOptions::isWord,
                    "The word for infinity in columns of `double` and `float`. A minus before it makes it negative."),
            Option.text(
                    NAN,
                    NonFinite.USUAL.nan(),
                    "a word",
                    CsvOptions::isWord,
                    "The word for what is no number in columns of `double` and `float`."),
            Option.text(
                    LOCALE,
                    "en",
                    "a language such as de or fr-CA",
                    CsvOptions::isLanguage,
                    "The language of the names of months and days in `formats`."),
            Option.character(
                    ESCAPE, "The character before a character that would otherwise have a meaning, such as `\\`."),
            Option.flag(TRIM, false, "Whether blanks around cells and around quotes do not count."),
            Option.character(COMMENT, "The character at the start of lines that are left out."),
            Option.whole(SKIP_LINES, 0, "lines", 0, 1_000_000, "How many lines before the header are left out."),
            Option.flag(SEP_LINE, false, "Whether the first line can be `sep=` and the delimiter, as Excel writes it."),
            Option.words(
                    BAD_ROWS,
                    "fail",
                    List.of("fail", SKIP),
                    "What happens if rows cannot be read: the load fails, or they are left out with a warning."),
            Option.whole(
                    MAX_BAD_ROWS,
                    "rows",
                    0,
                    Long.MAX_VALUE,
                    "How many bad rows are left out before the load fails; any number by default."));

    private CsvOptions() {}

    /** A word must not look like a number, or like one with a sign. */
    private static boolean isWord(String text) {
        return !text.isEmpty() && text.chars().noneMatch(c -> Character.isDigit(c) || "+-.,".indexOf(c) >= 0);
    }

    private static boolean isLanguage(String text) {
        return LANGUAGES.contains(Locale.forLanguageTag(text).getLanguage())
                && !Locale.forLanguageTag(text).getLanguage().isEmpty();
    }

    static CsvDialect dialect(OptionValues options) {
        return new CsvDialect(
                options.character(DELIMITER),
                character(options, QUOTE),
                character(options, ESCAPE),
                character(options, COMMENT),
                options.flag(TRIM),
                options.flag(HEADER),
                options.number(SKIP_LINES),
                options.flag(SEP_LINE),
                options.list(NULLS),
                options.encoding(ENCODING));
    }

    private static int character(OptionValues options, String option) {
        return options.findCharacter(option)
                .map(Character::charValue)
                .map(c -> (int) c)
                .orElse(CsvDialect.NONE);
    }

    static CsvColumns columns(OptionValues options) {
        List<String> trues = options.list(TRUE_WORDS);
        List<String> falses = options.list(FALSE_WORDS);
        CellForms forms = new CellForms(
                options.character(DECIMAL),
                options.findCharacter(GROUPING),
                trues.isEmpty() ? CellForms.TRUE : trues,
                falses.isEmpty() ? CellForms.FALSE : falses,
                Locale.forLanguageTag(options.text(LOCALE)),
                new NonFinite(options.text(INFINITY), options.text(NAN)));
        return new CsvColumns(options.lists(FORMATS), options.texts(COLUMNS), forms, options.list(NULLS));
    }

    static CsvFaults.Policy badRows(OptionValues options) {
        return options.text(BAD_ROWS).equals(SKIP)
                ? new CsvFaults.Policy(true, options.findNumber(MAX_BAD_ROWS).orElse(Long.MAX_VALUE))
                : CsvFaults.Policy.FAIL;
    }

    /**
     * Checks that the options fit each other.
     *
     * @throws OptionException naming every mistake
     */
    static void check(OptionValues options) {
        List<Mistake> mistakes = new ArrayList<>();
        distinct(options, List.of(DELIMITER, QUOTE, ESCAPE, COMMENT), mistakes);
        distinct(options, List.of(DECIMAL, GROUPING), mistakes);
        for (String option : List.of(DECIMAL, GROUPING)) {
            options.findCharacter(option)
                    .filter(c -> Character.isLetterOrDigit(c) || "+-".indexOf(c) >= 0)
                    .ifPresent(c -> mistakes.add(
                            new Mistake(option, "", "\"" + option + "\" must not be a letter, a digit or a sign")));
        }
        nulls(options, mistakes);
        words(options, mistakes);
        if (options.isGiven(MAX_BAD_ROWS) && !options.text(BAD_ROWS).equals(SKIP)) {
            mistakes.add(new Mistake(MAX_BAD_ROWS, "", "\"max-bad-rows\" needs \"bad-rows: skip\""));
        }
        if (!mistakes.isEmpty()) {
            throw new OptionException(mistakes);
        }
    }

    private static void distinct(OptionValues options, List<String> names, List<Mistake> mistakes) {
        Map<Character, String> seen = new LinkedHashMap<>();
        for (String option : names) {
            options.findCharacter(option).ifPresent(c -> {
                String other = seen.putIfAbsent(c, option);
                if (other != null) {
                    mistakes.add(new Mistake(
                            option, "", "\"" + option + "\" must be another character than \"" + other + "\""));
                }
            });
        }
    }

    /** A word for null is written without quotes, so nothing in it may have another meaning. */
    private static void nulls(OptionValues options, List<Mistake> mistakes) {
        CsvDialect dialect = dialect(options);
        for (String word : dialect.nulls()) {
            boolean isSpecial = word.chars()
                            .anyMatch(c -> c == dialect.delimiter() || c == dialect.quote() || c == '\n' || c == '\r')
                    || (!word.isEmpty() && (word.charAt(0) == dialect.comment() || !word.equals(word.strip())));
            if (isSpecial) {
                mistakes.add(new Mistake(
                        NULLS,
                        "",
                        "\"nulls\" has \"" + word + "\"; a word must not have blanks at its ends, a delimiter, a quote"
                                + " or a line break, nor begin with the character of comments"));
            }
        }
    }

    private static void words(OptionValues options, List<Mistake> mistakes) {
        CellForms forms = columns(options).forms();
        for (String word : forms.trues()) {
            if (forms.falses().stream().anyMatch(word::equalsIgnoreCase)) {
                String option = options.isGiven(FALSE_WORDS) ? FALSE_WORDS : TRUE_WORDS;
                mistakes.add(new Mistake(option, "", "\"" + word + "\" cannot stand for both true and false"));
            }
        }
        if (forms.nonFinite().infinity().equals(forms.nonFinite().nan())) {
            mistakes.add(new Mistake(
                    options.isGiven(NAN) ? NAN : INFINITY, "", "\"nan\" must be another word than \"infinity\""));
        }
        for (String option : List.of(INFINITY, NAN)) {
            String word = options.text(option);
            if (options.isGiven(option) && options.list(NULLS).contains(word)) {
                mistakes.add(new Mistake(option, "", "\"" + option + "\" is \"" + word + "\", which stands for null"));
            }
        }
        for (String option : List.of(TRUE_WORDS, FALSE_WORDS)) {
            for (String word : options.list(option)) {
                if (word.isEmpty() || options.list(NULLS).contains(word)) {
                    mistakes.add(
                            new Mistake(option, "", "\"" + option + "\" has \"" + word + "\", which stands for null"));
                }
            }
        }
    }
}
