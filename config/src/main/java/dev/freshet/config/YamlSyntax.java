package dev.freshet.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlVersionException;

/** Translates the YAML engine's messages, which use grammar terms, to plain words. */
final class YamlSyntax {
    /** A pattern in the engine's message and its plain replacement; {@code $1} is the group of the pattern. */
    private record Translation(Pattern engine, String plain) {
        Translation(String engine, String plain) {
            this(Pattern.compile(".*?" + engine + ".*", Pattern.DOTALL), plain);
        }
    }

    private static final List<Translation> TRANSLATIONS = List.of(
            new Translation("TAB", "a tab is not allowed here; indent with spaces"),
            new Translation(
                    "found character '(.+?)' that cannot start",
                    "a value cannot begin with $1; put the text in quotes"),
            new Translation(
                    "mapping values are not allowed here",
                    "a colon is not allowed here; put a text with \": \" in quotes, or correct the indentation"),
            new Translation(
                    "expected '?<(document start|block end)>'?, but found",
                    "the indentation does not fit the lines above"),
            new Translation("found undefined alias (.+)", "the alias *$1 is used before any anchor &$1"),
            new Translation("but found another document", "a second document begins here, but a file holds only one"));

    private YamlSyntax() {}

    static ConfigProblem problem(SourceText source, YamlEngineException e) {
        if (e instanceof MarkedYamlEngineException marked) {
            Optional<Mark> mark = marked.getProblemMark().or(marked::getContextMark);
            Position position =
                    mark.map(found -> position(source.name(), found)).orElse(new Position(source.name(), 1, 1));
            return new ConfigProblem(position, "not YAML: " + words(source, marked, mark));
        }
        if (e instanceof ReaderException reader) {
            return new ConfigProblem(
                    position(source, reader.getPosition()),
                    "not YAML: the character U+%04X is not allowed".formatted(reader.getCodePoint()));
        }
        String message = e instanceof YamlVersionException
                ? "only version 1.2 is read"
                : firstLine(String.valueOf(e.getMessage()));
        return new ConfigProblem(new Position(source.name(), 1, 1), "not YAML: " + message);
    }

    static Position position(String file, Mark mark) {
        return new Position(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static String words(SourceText source, MarkedYamlEngineException e, Optional<Mark> mark) {
        if (mark.isPresent() && followsDollar(source, mark.get())) {
            return "put a text with ${...} in quotes inside braces";
        }
        String problem = String.valueOf(e.getProblem());
        for (Translation translation : TRANSLATIONS) {
            Matcher matcher = translation.engine().matcher(problem);
            if (matcher.matches()) {
                return matcher.replaceAll(translation.plain());
            }
        }
        return firstLine(problem) + beginning(source, e);
    }

    /** Returns where the unfinished element begins; its end is often far away. */
    private static String beginning(SourceText source, MarkedYamlEngineException e) {
        return e.getContextMark()
                .filter(mark -> e.getContext() != null)
                .map(mark -> " (" + e.getContext() + " that begins at " + position(source.name(), mark) + ")")
                .orElse("");
    }

    private static boolean followsDollar(SourceText source, Mark mark) {
        int index = source.text().offsetByCodePoints(0, Math.min(mark.getIndex(), codePoints(source)));
        return source.text().startsWith("${", index - 1);
    }

    private static int codePoints(SourceText source) {
        return source.text().codePointCount(0, source.text().length());
    }

    /** Returns the position of a character of which the engine reports the index only. */
    private static Position position(SourceText source, int codePoint) {
        int end = source.text().offsetByCodePoints(0, Math.min(codePoint, codePoints(source)));
        String before = source.text().substring(0, end);
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        return new Position(source.name(), line, end - before.lastIndexOf('\n'));
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("").strip();
    }
}
