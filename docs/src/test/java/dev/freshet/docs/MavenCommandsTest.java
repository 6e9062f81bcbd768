package dev.freshet.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The commands of Maven in the pages name modules, profiles, classes and properties that exist. */
final class MavenCommandsTest {
    private static final Pattern WORD = Pattern.compile("(?:[^\\s\"]|\"[^\"]*\")+");
    private static final Pattern CLASS = Pattern.compile("\\bdev\\.freshet(?:\\.[a-z]+)+\\.([A-Z]\\w*)");
    private static final Pattern MUTATED = Pattern.compile("-Dtarget(?:Classes|Tests)=([\\w.*,]+)");
    private static final Pattern SYSTEM_PROPERTY = Pattern.compile("-D(freshet\\.[\\w.]+)=?.*");

    /** Words that need no looking up: phases, goals, and flags of Maven. */
    private static final Set<String> PLAIN = Set.of(
            "mvn",
            "-q",
            "-am",
            "-DskipTests",
            "-Dsurefire.failIfNoSpecifiedTests=false",
            "compile",
            "test",
            "package",
            "process-test-classes",
            "verify",
            "install",
            "exec:java",
            "exec:exec",
            "spotless:apply");

    private record Command(String page, String text) {}

    private static List<Command> commands() {
        List<Command> commands = new ArrayList<>();
        for (Page page : Page.all()) {
            Stream<String> blocks = page.blocks().stream()
                    .flatMap(block -> block.text().replaceAll("\\\\\n *", "").lines());
            Stream.concat(blocks, page.code().stream())
                    .filter(text -> text.startsWith("mvn "))
                    .forEach(text -> commands.add(new Command(page.name(), text)));
        }
        return commands;
    }

    @Test
    void word_ofACommand_namesWhatExists() throws IOException {
        List<Path> files = files();
        List<String> unknown = new ArrayList<>();
        for (Command command : commands()) {
            List<String> words = WORD.matcher(command.text())
                    .results()
                    .map(word -> word.group())
                    .toList();
            for (int i = 0; i < words.size(); i++) {
                String argument = i + 1 < words.size() ? words.get(i + 1) : "";
                if (words.get(i).equals("-pl")) {
                    for (String module : argument.split(",")) {
                        check(Files.exists(Page.ROOT.resolve(module).resolve("pom.xml")), command, module, unknown);
                    }
                    i++;
                } else {
                    check(exists(words.get(i), files), command, words.get(i), unknown);
                }
            }
        }
        assertThat(unknown).isEmpty();
        assertThat(commands()).hasSizeGreaterThan(15);
    }

    private static void check(boolean exists, Command command, String word, List<String> unknown) {
        if (!exists) {
            unknown.add(word + " of \"" + command.text() + "\" in " + command.page());
        }
    }

    private static boolean exists(String word, List<Path> files) throws IOException {
        Matcher property = SYSTEM_PROPERTY.matcher(word);
        if (property.matches()) {
            return isRead(property.group(1), files);
        }
        if (word.startsWith("-Dtest=") || word.startsWith("-Dbenchmark=")) {
            return Stream.of(word.substring(word.indexOf('=') + 1).split(",")).allMatch(name -> isClass(name, files));
        }
        Matcher mutated = MUTATED.matcher(word);
        if (mutated.matches()) {
            return Stream.of(mutated.group(1).split(",")).allMatch(type -> isTypeOrPackage(type, files));
        }
        if (word.startsWith("-P")) {
            return isProfile(word.substring(2));
        }
        if (word.startsWith("-Dexec.args=") || word.startsWith("-Dexample.args=")) {
            Matcher type = CLASS.matcher(word);
            return !type.find() || isClass(type.group(1), files);
        }
        return PLAIN.contains(word);
    }

    private static boolean isRead(String property, List<Path> files) throws IOException {
        for (Path file : files) {
            if (Files.readString(file).contains("\"" + property + "\"")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isClass(String name, List<Path> files) {
        return files.stream().anyMatch(file -> file.endsWith(name + ".java")) || name.equals("SomeTest");
    }

    /** Whether there is a class of this name, or one in the package before the star. */
    private static boolean isTypeOrPackage(String name, List<Path> files) {
        String path = "/" + name.replaceFirst("\\*$", "").replace('.', '/');
        return files.stream()
                .map(file -> file.toString().replaceFirst("\\.java$", ""))
                .anyMatch(file -> name.endsWith("*") ? file.contains(path) : file.endsWith(path));
    }

    private static boolean isProfile(String name) throws IOException {
        try (Stream<Path> poms = Files.find(
                Page.ROOT, 3, (file, attributes) -> file.endsWith("pom.xml") && attributes.isRegularFile())) {
            for (Path pom : poms.toList()) {
                String text = Files.readString(pom);
                int profiles = text.indexOf("<profiles>");
                if (profiles >= 0 && text.substring(profiles).contains("<id>" + name + "</id>")) {
                    return true;
                }
            }
        }
        return false;
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.find(
                Page.ROOT,
                20,
                (file, attributes) -> file.toString().endsWith(".java")
                        && !file.startsWith(Page.ROOT.resolve("docs"))
                        && !Page.ROOT.relativize(file).toString().contains("target"))) {
            return files.toList();
        }
    }
}
