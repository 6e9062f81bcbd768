package dev.freshet.processor.fingerprint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Two versions of a small program. In its text <code>«old¦new»</code> stands where they differ; <code>--- file q/Other.java</code>
 * begins another file, and PKG stands for the package, which is the program's own.
 *
 * @param kind what must be true of the two versions
 * @param node the node whose code is compared, of a pipeline {@code Flow}; empty if it is the method {@code use} of the class {@code Use},
 *     which in any case computes the value
 */
record ExecutedPair(Kind kind, String name, String node, String code, String packageName) {
    private static final Pattern EDIT = Pattern.compile("«([^¦»]*)¦([^»]*)»", Pattern.DOTALL);
    private static final Pattern FILE = Pattern.compile("^--- file (\\S+)\n", Pattern.MULTILINE);
    private static final String IMPORTS =
            "import java.util.*; import java.util.function.*; import java.lang.annotation.*;";

    enum Kind {
        /** The value changes, so the fingerprint must. */
        VALUE,
        /** The byte code changes, or what reflection sees, so the fingerprint must; the value of this program does not tell. */
        CODE,
        /** Nothing changes that anybody could see: the fingerprint must not either. */
        SAME
    }

    /** All pairs of a file: each begins with a line such as <code>=== value: name</code> or <code>=== code: name | node calc</code>. */
    static List<ExecutedPair> read(Path file) throws IOException {
        List<ExecutedPair> pairs = new ArrayList<>();
        String prefix = file.getFileName().toString().replaceAll("\\W.*", "");
        for (String text : Files.readString(file).split("(?m)^=== ")) {
            if (text.isBlank() || text.startsWith("#")) {
                continue;
            }
            int end = text.indexOf('\n');
            String[] head = text.substring(0, end).split(": ", 2);
            String[] name = head[1].split(" \\| node ");
            pairs.add(new ExecutedPair(
                    Kind.valueOf(head[0].toUpperCase(java.util.Locale.ROOT)),
                    name[0],
                    name.length > 1 ? name[1] : "",
                    text.substring(end + 1),
                    prefix + pairs.size()));
        }
        return pairs;
    }

    /** Writes the files of one version. */
    void write(Path sources, boolean isNew) throws IOException {
        Matcher edit = EDIT.matcher(code);
        String version = edit.replaceAll(found -> Matcher.quoteReplacement(found.group(isNew ? 2 : 1)))
                .replace("PKG", packageName);
        List<String> parts = new ArrayList<>(List.of("Use.java"));
        Matcher file = FILE.matcher(version);
        int start = 0;
        while (file.find()) {
            parts.add(version.substring(start, file.start()));
            parts.add(file.group(1));
            start = file.end();
        }
        parts.add(version.substring(start));
        for (int i = 0; i < parts.size(); i += 2) {
            Path path = sources.resolve(packageName).resolve(parts.get(i));
            Files.createDirectories(path.getParent());
            String inPackage = sources.relativize(path.getParent()).toString().replace('/', '.');
            if (!parts.get(i + 1).isBlank()) {
                Files.writeString(path, "package " + inPackage + "; " + IMPORTS + "\n" + parts.get(i + 1));
            }
        }
    }

    boolean hasEdit() {
        return EDIT.matcher(code).find();
    }

    @Override
    public String toString() {
        return name;
    }
}
