package dev.freshet.dataset;

import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The declaration of an option of a dataset type, or of a key of credentials: its name, its legal values, its default
 * and its meaning. The check of catalog entries, the messages about mistakes, the JSON Schema and the tables of the
 * documentation come from it. Immutable.
 */
public final class Option {
    /** How the options of two entries are compared. */
    private enum Compared {
        AS_WRITTEN,
        BY_MEANING,
        NOT
    }

    private final String name;
    private final OptionKind kind;
    private final String description;
    private final @Nullable Object preset;
    private final Map<String, Object> byEnding;
    private final boolean isRequired;
    private final Compared compared;

    private Option(
            String name,
            OptionKind kind,
            String description,
            @Nullable Object preset,
            Map<String, Object> byEnding,
            boolean isRequired,
            Compared compared) {
        this.name = name;
        this.kind = kind;
        this.description = description;
        this.preset = preset;
        this.byEnding = byEnding;
        this.isRequired = isRequired;
        this.compared = compared;
    }

    private static Option of(String name, OptionKind kind, @Nullable Object preset, String description) {
        return new Option(name, kind, description, preset, Map.of(), false, Compared.AS_WRITTEN);
    }

    /**
     * Any text.
     *
     * @param legal what it is, as it follows "must be": {@code the name of a sheet}
     */
    public static Option text(String name, String legal, String description) {
        return text(name, legal, text -> true, description);
    }

    /**
     * A text that a test accepts.
     *
     * @param legal what it is, as it follows "must be": {@code a URL such as jdbc:postgresql://host/database}
     */
    public static Option text(String name, String legal, Predicate<String> test, String description) {
        return of(name, new OptionKind.Text(legal, test), null, description);
    }

    /**
     * A text that a test accepts, with a default.
     *
     * @param legal what it is, as it follows "must be": {@code the name of an element}
     */
    public static Option text(String name, String preset, String legal, Predicate<String> test, String description) {
        return of(name, new OptionKind.Text(legal, test), preset, description);
    }

    /** The address of a service over HTTP, without a path, a query or a user. */
    public static Option endpoint(String name, String description) {
        String legal = "an address without a path, such as https://storage.example.com:9000";
        return text(name, legal, Option::isEndpoint, description);
    }

    private static boolean isEndpoint(String value) {
        try {
            URI uri = URI.create(value);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** {@code true} or {@code false}. */
    public static Option flag(String name, boolean preset, String description) {
        return of(name, new OptionKind.Flag(), preset, description);
    }

    /** {@code true} or {@code false}, without a default. */
    public static Option flag(String name, String description) {
        return of(name, new OptionKind.Flag(), null, description);
    }

    /** One character that does not end a line. */
    public static Option character(String name, char preset, String description) {
        return of(name, new OptionKind.OneCharacter(Optional.empty()), preset, description);
    }

    /**
     * One character that does not end a line, or a word that stands for no character.
     *
     * @param word such as {@code none}
     */
    public static Option character(String name, char preset, String word, String description) {
        return of(name, new OptionKind.OneCharacter(Optional.of(word)), preset, description);
    }

    /** One character that does not end a line, without a default. */
    public static Option character(String name, String description) {
        return of(name, new OptionKind.OneCharacter(Optional.empty()), null, description);
    }

    /**
     * A whole number.
     *
     * @param of what it counts, such as {@code megabytes}; may be empty
     * @param to the greatest; {@link Long#MAX_VALUE} if there is no limit
     */
    public static Option whole(String name, long preset, String of, long from, long to, String description) {
        return of(name, new OptionKind.Whole(of, from, to), preset, description);
    }

    /**
     * A whole number without a default.
     *
     * @param of what it counts, such as {@code megabytes}; may be empty
     * @param to the greatest; {@link Long#MAX_VALUE} if there is no limit
     */
    public static Option whole(String name, String of, long from, long to, String description) {
        return of(name, new OptionKind.Whole(of, from, to), null, description);
    }

    /** One of several words. */
    public static Option words(String name, String preset, List<String> words, String description) {
        return of(name, new OptionKind.Words(words), preset, description);
    }

    /** One of several words, without a default. */
    public static Option words(String name, List<String> words, String description) {
        return of(name, new OptionKind.Words(words), null, description);
    }

    /** An encoding of text; UTF-8 by default. */
    public static Option encoding(String name, String description) {
        return of(name, new OptionKind.Encoding(), StandardCharsets.UTF_8, description);
    }

    /** Keys, each with a text; none by default. */
    public static Option texts(String name, String description) {
        return of(name, new OptionKind.Texts(), null, description);
    }

    /** A list of texts; none by default. */
    public static Option list(String name, String description) {
        return of(name, new OptionKind.TextList(), null, description);
    }

    /** Keys, each with a text or a list of texts; none by default. */
    public static Option lists(String name, String description) {
        return of(name, new OptionKind.TextLists(), null, description);
    }

    /** The same option, which every entry must give; a text must not be blank. */
    public Option required() {
        return new Option(name, kind, description, preset, byEnding, true, compared);
    }

    /**
     * The same option with another default for files whose names end in a certain way.
     *
     * @param ending in lower case, without what names the compression, such as {@code .tsv}
     * @throws IllegalArgumentException if the default is not legal
     */
    public Option presetFor(String ending, Object value) {
        if (kind.parse(String.valueOf(value)).isEmpty()) {
            throw new IllegalArgumentException("the default of \"" + name + "\" must be " + kind.legal());
        }
        Map<String, Object> more = new TreeMap<>(byEnding);
        more.put(ending, value);
        return new Option(name, kind, description, preset, more, isRequired, compared);
    }

    /**
     * The same option, whose default counts as part of an entry that leaves the option out: if a later version has
     * another default, nodes run again. An entry that gives the default is always equal to one that leaves it out.
     */
    public Option comparedByMeaning() {
        return new Option(name, kind, description, preset, byEnding, isRequired, Compared.BY_MEANING);
    }

    /** The same option, which does not decide values: no node runs again because the option has changed. */
    public Option notCompared() {
        return new Option(name, kind, description, preset, byEnding, isRequired, Compared.NOT);
    }

    public String name() {
        return name;
    }

    public OptionKind kind() {
        return kind;
    }

    /** What the option is for: one or more sentences. */
    public String description() {
        return description;
    }

    public boolean isRequired() {
        return isRequired;
    }

    public boolean isComparedByMeaning() {
        return compared == Compared.BY_MEANING;
    }

    /** Whether nodes run again if the option changes. */
    public boolean isCompared() {
        return compared != Compared.NOT;
    }

    /** The default; empty if there is none. */
    public Optional<Object> preset() {
        return Optional.ofNullable(preset);
    }

    /** The defaults for files whose names end in a certain way, by ending. */
    public Map<String, Object> presetsByEnding() {
        return byEnding;
    }

    /** The default for a file whose name has an ending. */
    Optional<Object> preset(String ending) {
        return Optional.ofNullable(byEnding.get(ending)).or(this::preset);
    }

    /** A value as the catalog writes it. */
    public static String show(Object value) {
        return value instanceof Charset encoding ? encoding.name() : String.valueOf(value);
    }

    @Override
    public String toString() {
        return name + ": " + kind.legal();
    }
}
