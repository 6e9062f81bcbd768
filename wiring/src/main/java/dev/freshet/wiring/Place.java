package dev.freshet.wiring;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a storage that a dataset occupies: a file, all files that match a path with a star, or the versions of a
 * file. Two places can be tested for overlap.
 */
public final class Place {
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)(://.*)", Pattern.DOTALL);

    /** The kind of one position in a path. */
    private enum Kind {
        /** One character. */
        CHARACTER,
        /** Any character except a slash. */
        IN_NAME,
        /** Any character. */
        ANY
    }

    /** @param repeats whether the token matches any number of characters, including none */
    private record Token(Kind kind, char character, boolean repeats) {
        boolean meets(Token other) {
            if (kind == Kind.CHARACTER && other.kind == Kind.CHARACTER) {
                return character == other.character;
            }
            return allows(other) && other.allows(this);
        }

        private boolean allows(Token other) {
            return kind != Kind.IN_NAME || other.kind != Kind.CHARACTER || other.character != '/';
        }
    }

    /**
     * A path that can have a star.
     *
     * @param prefix the text before the star; the whole path if it has no star
     * @param suffix the text after the star
     */
    record Glob(String text, String prefix, String suffix) {
        static Glob of(String text) {
            int star = text.indexOf('*');
            return star < 0
                    ? new Glob(text, text, "")
                    : new Glob(text, text.substring(0, star), text.substring(text.lastIndexOf('*') + 1));
        }

        boolean isExact() {
            return text.length() == prefix.length();
        }

        boolean overlaps(Glob other) {
            if (isExact() && other.isExact()) {
                return text.equals(other.text);
            }
            boolean mayEndAlike = isExact() || other.isExact() || endAlike(suffix, other.suffix);
            return mayEndAlike && haveCommonPath(tokens(text), tokens(other.text));
        }

        private static boolean endAlike(String one, String two) {
            return one.endsWith(two) || two.endsWith(one);
        }
    }

    private final List<Glob> globs;

    private Place(Glob... globs) {
        this.globs = List.of(globs);
    }

    /**
     * Returns the place of a path.
     *
     * @param path a path from {@link #normal}; one star matches part of a name, two stars also match directories
     */
    public static Place of(String path) {
        return new Place(Glob.of(path));
    }

    /** Returns the place of a file's versions: the directory that has the file's name. */
    public static Place ofVersions(String path) {
        return new Place(Glob.of(path), Glob.of(path + "/**"));
    }

    /** Returns the place of something that is not a file, such as a table. */
    public static Place named(String name) {
        return new Place(new Glob(name, name, ""));
    }

    /** Returns the place as text: equal places have equal texts. */
    public String text() {
        return globs.get(globs.size() - 1).text();
    }

    List<Glob> globs() {
        return globs;
    }

    /** Returns whether this is one of another place's versions. */
    boolean isVersionOf(Place other) {
        Glob file = globs.get(0);
        return other.globs.size() > 1
                && file.isExact()
                && file.text().startsWith(other.globs.get(0).text() + "/");
    }

    /** Returns whether the two places have a file in common. */
    public boolean overlaps(Place other) {
        return globs.stream().anyMatch(one -> other.globs.stream().anyMatch(one::overlaps));
    }

    /**
     * Returns a path without {@code .} and {@code ..}, so that equal paths have equal texts. Links are not followed.
     *
     * @param directory the directory that relative paths start from
     */
    public static String normal(String path, String directory) {
        String file = ofUri(path).orElse(path);
        Matcher scheme = SCHEME.matcher(file);
        if (scheme.matches()) {
            return scheme.group(1).toLowerCase(Locale.ROOT) + scheme.group(2);
        }
        String whole = file.startsWith("/") ? file : directory + "/" + file;
        Deque<String> names = new ArrayDeque<>();
        for (String name : whole.split("/")) {
            if (name.equals("..") && !names.isEmpty() && !names.getLast().equals("..")) {
                names.removeLast();
            } else if (!name.isEmpty() && !name.equals(".")) {
                names.add(name);
            }
        }
        return (whole.startsWith("/") ? "/" : "") + String.join("/", names);
    }

    private static Optional<String> ofUri(String path) {
        if (!path.regionMatches(true, 0, "file:", 0, "file:".length())) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(URI.create(path).getPath());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static List<Token> tokens(String path) {
        List<Token> tokens = new ArrayList<>();
        for (int i = 0; i < path.length(); i++) {
            char character = path.charAt(i);
            if (character != '*') {
                tokens.add(new Token(Kind.CHARACTER, character, false));
                continue;
            }
            boolean isDeep = i + 1 < path.length() && path.charAt(i + 1) == '*';
            i += isDeep ? 1 : 0;
            Kind kind = isDeep ? Kind.ANY : Kind.IN_NAME;
            tokens.add(new Token(kind, '*', false));
            tokens.add(new Token(kind, '*', true));
        }
        return tokens;
    }

    /** Walks through both token lists at once and visits each pair of positions once. */
    private static boolean haveCommonPath(List<Token> one, List<Token> two) {
        int width = two.size() + 1;
        BitSet seen = new BitSet();
        Deque<Integer> open = new ArrayDeque<>(List.of(0));
        while (!open.isEmpty()) {
            int state = open.pop();
            int i = state / width;
            int j = state % width;
            if (i == one.size() && j == two.size()) {
                return true;
            }
            if (!seen.get(state)) {
                seen.set(state);
                steps(one, two, i, j).forEach(open::push);
            }
        }
        return false;
    }

    private static List<Integer> steps(List<Token> one, List<Token> two, int i, int j) {
        int width = two.size() + 1;
        List<Integer> steps = new ArrayList<>();
        boolean repeatsOne = i < one.size() && one.get(i).repeats();
        boolean repeatsTwo = j < two.size() && two.get(j).repeats();
        if (repeatsOne) {
            steps.add((i + 1) * width + j);
        }
        if (repeatsTwo) {
            steps.add(i * width + j + 1);
        }
        if (i < one.size() && j < two.size() && one.get(i).meets(two.get(j))) {
            steps.add((repeatsOne ? i : i + 1) * width + (repeatsTwo ? j : j + 1));
        }
        return steps;
    }
}
