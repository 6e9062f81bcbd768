package dev.freshet.dataset;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Which values of an {@link Option} are legal. */
public sealed interface OptionKind {
    /** The legal values in words, as they follow "must be": {@code true or false}. */
    String legal();

    /** The value that a text of the catalog stands for; empty if the text is not legal. */
    Optional<Object> parse(String text);

    /** The legal words, if only some words are legal; a message names the nearest of them. */
    default List<String> words() {
        return List.of();
    }

    /**
     * A text that a test accepts.
     *
     * @param test whether a text is legal
     */
    record Text(String legal, Predicate<String> test) implements OptionKind {
        @Override
        public Optional<Object> parse(String text) {
            return test.test(text) ? Optional.of(text) : Optional.empty();
        }
    }

    /** {@code true} or {@code false}, which YAML also writes {@code True} and {@code TRUE}. */
    record Flag() implements OptionKind {
        @Override
        public String legal() {
            return "true or false";
        }

        @Override
        public Optional<Object> parse(String text) {
            return isTruthValue(text) ? Optional.of(text.equalsIgnoreCase("true")) : Optional.empty();
        }
    }

    /**
     * One character that does not end a line.
     *
     * @param word a word that stands for no character, such as {@code none}; empty if there must be one
     */
    record OneCharacter(Optional<String> word) implements OptionKind {
        @Override
        public String legal() {
            return "one character" + word.map(none -> " or " + none).orElse("");
        }

        /** Returns a {@code Character}, or the word as a {@code String}. */
        @Override
        public Optional<Object> parse(String text) {
            if (word.isPresent() && word.get().equals(text)) {
                return Optional.of(text);
            }
            return text.length() == 1 && !"\r\n".contains(text) ? Optional.of(text.charAt(0)) : Optional.empty();
        }
    }

    /**
     * A whole number in a range.
     *
     * @param of what it counts, such as {@code megabytes}; may be empty
     * @param to the greatest; {@link Long#MAX_VALUE} if there is no limit
     */
    record Whole(String of, long from, long to) implements OptionKind {
        @Override
        public String legal() {
            String what = of.isEmpty() ? "a number" : "a number of " + of;
            return to == Long.MAX_VALUE ? what + ", at least " + from : what + " from " + from + " to " + to;
        }

        @Override
        public Optional<Object> parse(String text) {
            try {
                long number = Long.parseLong(text);
                return number >= from && number <= to ? Optional.of(number) : Optional.empty();
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }
    }

    /** One of several words. */
    record Words(List<String> words) implements OptionKind {
        public Words {
            words = List.copyOf(words);
        }

        @Override
        public String legal() {
            int last = words.size() - 1;
            return last == 0 ? words.get(0) : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
        }

        @Override
        public Optional<Object> parse(String text) {
            String word = isTruthValue(text) ? text.toLowerCase(Locale.ROOT) : text;
            return words.contains(word) ? Optional.of(word) : Optional.empty();
        }
    }

    /** The name of an encoding that this Java knows. */
    record Encoding() implements OptionKind {
        @Override
        public String legal() {
            return "the name of an encoding, such as UTF-8 or ISO-8859-1";
        }

        @Override
        public Optional<Object> parse(String text) {
            try {
                return Optional.of(Charset.forName(text));
            } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
                return Optional.empty();
            }
        }
    }

    /** Keys, each with a text. */
    record Texts() implements OptionKind {
        @Override
        public String legal() {
            return "keys with texts";
        }

        /** Keys with texts are never one text. */
        @Override
        public Optional<Object> parse(String text) {
            return Optional.empty();
        }
    }

    /** A list of texts. */
    record TextList() implements OptionKind {
        @Override
        public String legal() {
            return "a list of texts";
        }

        /** A list is never one text. */
        @Override
        public Optional<Object> parse(String text) {
            return Optional.empty();
        }
    }

    /** Keys, each with a text or a list of texts. */
    record TextLists() implements OptionKind {
        @Override
        public String legal() {
            return "keys with texts or lists of texts";
        }

        /** Keys with texts are never one text. */
        @Override
        public Optional<Object> parse(String text) {
            return Optional.empty();
        }
    }

    private static boolean isTruthValue(String text) {
        return text.matches("true|True|TRUE|false|False|FALSE");
    }
}
