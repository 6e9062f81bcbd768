package dev.freshet.fingerprint;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Object files as text. All names stand once in a sorted table, each without the letters that it shares with the one
 * before; everything else refers to them by number, in base 36, and has digests in base 64. The lines are:
 *
 * <pre>{@code
 * freshet-object 2
 * source src/main/java/demo/Square.java
 * 0 F:demo/Square.side           a name: how many letters it shares, and the rest
 * class demo/Square 4Jj...       a class file and its digest
 * type demo/Square RECORD        a class
 * < demo/Shape                   a supertype
 * ~ compareTo/1                  a method that the JDK may call
 * = SIDES aZ3...                 a constant and its digest
 * ! 3 * 1                        what runs when the class is initialised, in order
 * 1 Xy9... 12 0 3                a unit: its name, digest, line, and what it refers to
 * end
 * }</pre>
 */
final class ObjectFileCodec {
    private static final String FORMAT = "freshet-object 2";
    /** The last line, without which a file was cut off. */
    private static final String END = "end";

    /** Stands for a static block, which has no number. */
    private static final String BLOCK = Reference.STATIC_BLOCK.text();

    private static final int RADIX = 36;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Pattern SPACE = Pattern.compile(" ");

    private ObjectFileCodec() {}

    static String write(ObjectFile file) {
        Map<String, String> numbers = new HashMap<>();
        StringBuilder text = new StringBuilder(FORMAT).append('\n');
        text.append("source ").append(file.source()).append('\n');
        writeNames(file, numbers, text);
        for (var each : new TreeMap<>(file.classFiles()).entrySet()) {
            text.append("class ").append(each.getKey()).append(' ');
            text.append(shorten(each.getValue())).append('\n');
        }
        for (ClassUnits type : file.classes()) {
            write(type, numbers, text);
        }
        return text.append(END).append('\n').toString();
    }

    private static void writeNames(ObjectFile file, Map<String, String> numbers, StringBuilder text) {
        Set<String> distinct = new HashSet<>();
        for (ClassUnits type : file.classes()) {
            for (CodeUnit unit : type.units()) {
                distinct.add(unit.id().text());
                for (Mark mark : unit.marks()) {
                    distinct.add(mark.text());
                }
                for (Reference reference : unit.references()) {
                    distinct.add(reference.text());
                }
            }
            for (Reference reference : type.initializers()) {
                distinct.add(reference.text());
            }
        }
        distinct.remove(BLOCK);
        String[] names = distinct.toArray(String[]::new);
        Arrays.sort(names);
        String last = "";
        for (String name : names) {
            int shared = shared(last, name);
            text.append(shared).append(' ').append(name, shared, name.length()).append('\n');
            numbers.put(name, Integer.toString(numbers.size(), RADIX));
            last = name;
        }
    }

    private static int shared(String one, String other) {
        int length = 0;
        while (length < one.length() && length < other.length() && one.charAt(length) == other.charAt(length)) {
            length++;
        }
        return length;
    }

    private static void write(ClassUnits type, Map<String, String> numbers, StringBuilder text) {
        text.append("type ").append(type.name()).append(' ').append(type.kind()).append('\n');
        for (String name : type.supertypes()) {
            text.append("< ").append(name).append('\n');
        }
        for (String name : type.callbacks()) {
            text.append("~ ").append(name).append('\n');
        }
        for (var each : new TreeMap<>(type.constants()).entrySet()) {
            text.append("= ").append(each.getKey()).append(' ');
            text.append(shorten(each.getValue())).append('\n');
        }
        if (!type.initializers().isEmpty()) {
            text.append('!');
            for (Reference reference : type.initializers()) {
                text.append(' ').append(numbers.getOrDefault(reference.text(), BLOCK));
            }
            text.append('\n');
        }
        for (CodeUnit unit : type.units()) {
            text.append(numbers.get(unit.id().text())).append(' ').append(shorten(unit.digest()));
            text.append(' ').append(unit.line());
            for (Mark mark : unit.marks()) {
                text.append(' ').append(numbers.get(mark.text()));
            }
            for (Reference reference : unit.references()) {
                text.append(' ').append(numbers.get(reference.text()));
            }
            text.append('\n');
        }
    }

    /** Hexadecimal digits in base 64; any other word as it is, after a dot. */
    private static String shorten(String digest) {
        return isHex(digest) ? ENCODER.encodeToString(HexFormat.of().parseHex(digest)) : "." + digest;
    }

    private static boolean isHex(String digest) {
        for (int i = 0; i < digest.length(); i++) {
            char digit = digest.charAt(i);
            if ((digit < '0' || digit > '9') && (digit < 'a' || digit > 'f')) {
                return false;
            }
        }
        return !digest.isEmpty() && digest.length() % 2 == 0;
    }

    private static String lengthen(String word) {
        return word.startsWith(".")
                ? word.substring(1)
                : HexFormat.of().formatHex(Base64.getUrlDecoder().decode(word));
    }

    static ObjectFile read(String text) throws IOException {
        try {
            return new Reader(text).read();
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new IOException("not an object file of Freshet, or a damaged one: " + e.getMessage(), e);
        }
    }

    /** Reads one text, line by line. */
    private static final class Reader {
        private final boolean isWhole;
        private final List<String> lines;
        /** By its number, each name as it is read: a mark or a reference. */
        private final List<String> names = new ArrayList<>();

        private @Nullable Reference[] references = {};
        private int next;

        Reader(String text) {
            isWhole = text.endsWith('\n' + END + '\n');
            lines = text.substring(0, isWhole ? text.length() - END.length() - 1 : text.length())
                    .lines()
                    .toList();
        }

        ObjectFile read() {
            require(lines.get(next++).equals(FORMAT), "its first line is not \"" + FORMAT + "\"");
            require(isWhole, "its end is missing");
            String source = after("source ");
            readNames();
            Map<String, String> classFiles = new LinkedHashMap<>();
            while (is("class ")) {
                String[] words = SPACE.split(lines.get(next++));
                classFiles.put(words[1], lengthen(words[2]));
            }
            List<ClassUnits> classes = new ArrayList<>();
            while (next < lines.size()) {
                classes.add(readType());
            }
            return new ObjectFile(source, classFiles, classes);
        }

        private void readNames() {
            String last = "";
            while (next < lines.size() && Character.isDigit(lines.get(next).charAt(0))) {
                String line = lines.get(next++);
                int space = line.indexOf(' ');
                last = last.substring(0, Integer.parseInt(line.substring(0, space))) + line.substring(space + 1);
                names.add(last);
            }
            references = new Reference[names.size()];
        }

        private ClassUnits readType() {
            String[] type = SPACE.split(after("type "));
            List<String> supertypes = readWords("< ");
            List<String> callbacks = readWords("~ ");
            Map<String, String> constants = new LinkedHashMap<>();
            for (String constant : readWords("= ")) {
                String[] words = SPACE.split(constant);
                constants.put(words[0], lengthen(words[1]));
            }
            List<Reference> initializers = is("! ")
                    ? SPACE.splitAsStream(after("! "))
                            .map(word -> word.equals(BLOCK) ? Reference.STATIC_BLOCK : reference(number(word)))
                            .toList()
                    : List.of();
            List<CodeUnit> units = new ArrayList<>();
            while (next < lines.size() && !is("type ")) {
                units.add(readUnit(SPACE.split(lines.get(next++))));
            }
            return new ClassUnits(type[0], type[1], supertypes, callbacks, constants, initializers, units);
        }

        private List<String> readWords(String start) {
            List<String> words = new ArrayList<>();
            while (is(start)) {
                words.add(lines.get(next++).substring(start.length()));
            }
            return words;
        }

        private CodeUnit readUnit(String[] words) {
            List<Mark> marks = new ArrayList<>();
            List<Reference> refersTo = new ArrayList<>(words.length - 3);
            for (int i = 3; i < words.length; i++) {
                int number = number(words[i]);
                if (ReferenceCodec.isMark(names.get(number))) {
                    marks.add(ReferenceCodec.readMark(names.get(number)));
                } else {
                    refersTo.add(reference(number));
                }
            }
            return new CodeUnit(
                    reference(number(words[0])), lengthen(words[1]), Integer.parseInt(words[2]), marks, refersTo);
        }

        private static int number(String word) {
            return Integer.parseInt(word, RADIX);
        }

        /** Each is made once, however many units refer to it. */
        private Reference reference(int number) {
            Reference known = references[number];
            if (known == null) {
                known = ReferenceCodec.read(names.get(number));
                references[number] = known;
            }
            return known;
        }

        private boolean is(String start) {
            return next < lines.size() && lines.get(next).startsWith(start);
        }

        private String after(String start) {
            require(is(start), "a line \"" + start + "...\" is missing");
            return lines.get(next++).substring(start.length());
        }

        private static void require(boolean isTrue, String problem) {
            if (!isTrue) {
                throw new IllegalArgumentException(problem);
            }
        }
    }
}
