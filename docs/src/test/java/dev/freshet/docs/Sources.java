package dev.freshet.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.docs.Project.Message;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes whole source and configuration files of samples. */
final class Sources {
    /** The package of all samples that name none. */
    static final String PACKAGE = "demo";

    private static final Pattern FILE = Pattern.compile("(?m)^# (conf/\\S+\\.yml)\\b.*$");
    private static final String HEAD = "package " + PACKAGE + ";\n"
            + "import dev.freshet.*;\n"
            + "import java.time.*;\n"
            + "import java.util.*;\n"
            + "import java.util.stream.*;\n";

    private Sources() {}

    /** A compilation unit with the usual imports. */
    static String unit(String types) {
        return HEAD + types;
    }

    /** The same text with a statement that throws for each {@code ...}, which pages put for code. */
    static String complete(String sample) {
        return sample.replace("...", "throw new UnsupportedOperationException();");
    }

    /** Writes the configuration files that a block shows, each behind a comment with its name. */
    static void configuration(Project project, String block) throws IOException {
        Matcher file = FILE.matcher(block);
        assertThat(file.find()).as("a comment that names a file").isTrue();
        boolean more = true;
        while (more) {
            String name = file.group(1);
            int start = file.start();
            more = file.find();
            project.file(name, block.substring(start, more ? file.start() : block.length()));
        }
    }

    /** Compiles a project in which there is nothing to report. */
    static void compile(Project project) throws IOException {
        assertThat(project.compile()).extracting(Message::text).isEmpty();
    }
}
