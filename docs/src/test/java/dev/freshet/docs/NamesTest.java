package dev.freshet.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The names of Java in the pages, such as {@code Run.tee(false)} and names of services, are those of public members. */
final class NamesTest {
    private static final Pattern QUALIFIED = Pattern.compile("\\bdev\\.freshet(?:\\.[a-z]\\w*)*\\.[A-Z]\\w*");
    private static final Pattern MEMBER = Pattern.compile("(?<![\\w./$-])([A-Z]\\w*)\\.([a-zA-Z]\\w*)");
    private static final Pattern TEST = Pattern.compile("\\b[A-Z]\\w*Test\\b");

    /** Changes are told of under the names that they had. */
    private static final Set<String> WITHOUT = Set.of("CHANGELOG.md", "docs/design-decisions.md");

    /** What only executors of Spark load; Spark is not on this class path. */
    private static final String EXECUTOR = "dev.freshet.spark.runner.executor.";

    private static final Map<String, Class<?>> PUBLIC = new HashMap<>();

    @BeforeAll
    static void findPublicTypes() throws IOException, ClassNotFoundException {
        for (String element : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(element);
            if (Files.isDirectory(path)) {
                find(path);
            } else if (path.getFileName().toString().startsWith("freshet-")) {
                try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + path.toUri()), Map.of())) {
                    find(jar.getPath("/"));
                }
            }
        }
    }

    private static void find(Path root) throws IOException, ClassNotFoundException {
        Path ours = root.resolve("dev/freshet");
        if (!Files.exists(ours)) {
            return;
        }
        try (Stream<Path> files = Files.walk(ours)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".class")).toList()) {
                String path = root.relativize(file).toString();
                String name =
                        path.substring(0, path.length() - ".class".length()).replace('/', '.');
                String simpleName = name.substring(name.lastIndexOf('.') + 1);
                if (!simpleName.contains("$") && !simpleName.endsWith("-info") && !name.startsWith(EXECUTOR)) {
                    findPublic(name, simpleName);
                }
            }
        }
    }

    private static void findPublic(String name, String simpleName) throws ClassNotFoundException {
        try {
            Class<?> type = Class.forName(name, false, NamesTest.class.getClassLoader());
            if (Modifier.isPublic(type.getModifiers())) {
                PUBLIC.put(simpleName, type);
            }
        } catch (NoClassDefFoundError e) {
            // A class that extends one of Spark, which is not here: no page can name it.
            assertThat(name).startsWith("dev.freshet.spark.");
        }
    }

    private static List<Page> pages() {
        return Page.all().stream()
                .filter(page -> !WITHOUT.contains(page.name()))
                .toList();
    }

    @Test
    void publicTypes_ofTheModules_areFound() {
        assertThat(PUBLIC).containsKeys("Node", "Run", "FileFormat", "FileFormatContract");
    }

    @Test
    void qualifiedName_inAPage_isAType() {
        List<String> unknown = new ArrayList<>();
        int found = 0;
        for (Page page : pages()) {
            for (String code : page.code()) {
                Matcher name = QUALIFIED.matcher(code);
                while (name.find()) {
                    found++;
                    if (PUBLIC.values().stream()
                            .noneMatch(type -> type.getName().equals(name.group()))) {
                        unknown.add(page + ": " + name.group());
                    }
                }
            }
        }
        // Events of Flight Recorder have names of their own.
        assertThat(unknown).containsExactlyInAnyOrder("docs/running.md: dev.freshet.Dataset");
        assertThat(found).isGreaterThan(4);
    }

    @Test
    void member_inAPage_isPublic() {
        List<String> unknown = new ArrayList<>();
        int found = 0;
        for (Page page : pages()) {
            for (String code : page.code()) {
                Matcher member = MEMBER.matcher(code);
                while (member.find()) {
                    Class<?> type = PUBLIC.get(member.group(1));
                    if (type != null) {
                        found++;
                        if (!hasMember(type, member.group(2))) {
                            unknown.add(page + ": " + member.group());
                        }
                    }
                }
            }
        }
        assertThat(unknown).isEmpty();
        assertThat(found).isGreaterThan(20);
    }

    private static boolean hasMember(Class<?> type, String name) {
        return Stream.of(type.getMethods()).anyMatch(method -> method.getName().equals(name))
                || Stream.of(type.getFields()).anyMatch(field -> field.getName().equals(name))
                || Stream.of(type.getClasses())
                        .anyMatch(nested -> nested.getSimpleName().equals(name));
    }

    @Test
    void testClass_inAPage_exists() throws IOException {
        List<String> sources;
        try (Stream<Path> files =
                Files.find(Page.ROOT, 20, (file, attributes) -> file.toString().endsWith("Test.java"))) {
            sources = files.map(file -> file.getFileName().toString()).toList();
        }
        List<String> unknown = new ArrayList<>();
        for (Page page : pages()) {
            for (String code : page.code()) {
                TEST.matcher(code)
                        .results()
                        .map(name -> name.group())
                        .filter(name -> !sources.contains(name + ".java") && !name.equals("SomeTest"))
                        .forEach(name -> unknown.add(page + ": " + name));
            }
        }
        assertThat(unknown).isEmpty();
    }
}
