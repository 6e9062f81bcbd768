package dev.freshet.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Modules and packages import what the pictures of {@code docs/architecture.md} show, and nothing else. */
final class FencesTest {
    private static final Path PAGE = Path.of("../docs/architecture.md");
    private static final Pattern DEPENDENCY =
            Pattern.compile("<dependency>\\s*<groupId>dev\\.freshet</groupId>(.*?)</dependency>", Pattern.DOTALL);
    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>freshet-(\\w+)</artifactId>");
    private static final int MOST_CLASSES = 45;

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.freshet.runtime", "dev.freshet.dataset");

    /** The packages of datasets and runtime by the names of the picture, with what each imports of them. */
    private static Map<String, Set<String>> packages() {
        Map<String, Set<String>> imports = new TreeMap<>();
        for (JavaClass type : CLASSES) {
            Set<String> all = imports.computeIfAbsent(name(type), at -> new TreeSet<>());
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (isOurs(target) && !name(target).equals(name(type))) {
                    all.add(name(target));
                }
            }
        }
        return imports;
    }

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().startsWith("dev.freshet.runtime.")
                || type.getPackageName().matches("dev\\.freshet\\.dataset(\\..*)?");
    }

    private static String name(JavaClass type) {
        return type.getPackageName().replaceFirst("^dev\\.freshet\\.(runtime\\.)?", "");
    }

    /** The modules that are shipped, with those that they are compiled against. */
    private static Map<String, Set<String>> modules() throws IOException {
        Map<String, Set<String>> imports = new TreeMap<>();
        Matcher module =
                Pattern.compile("<module>([\\w/-]+)</module>").matcher(Files.readString(Path.of("../pom.xml")));
        while (module.find()) {
            String path = module.group(1);
            String pom = Files.readString(Path.of("..", path, "pom.xml"));
            Set<String> all = new TreeSet<>();
            Matcher dependency = DEPENDENCY.matcher(pom);
            while (dependency.find()) {
                Matcher artifact = ARTIFACT.matcher(dependency.group(1));
                if (artifact.find() && !dependency.group(1).contains("<scope>test</scope>")) {
                    all.add(artifact.group(1));
                }
            }
            if (!path.equals("oracle")
                    && !path.equals("docs")
                    && !path.equals("example-app")
                    && !path.equals("example-spark")
                    && !path.equals("packaging")
                    && !path.equals("benchmarks")) {
                imports.computeIfAbsent(shown(path), at -> new TreeSet<>()).addAll(all);
            }
        }
        return imports;
    }

    /** All extensions are one in the picture, except those that are compiled against the runtime. */
    private static String shown(String path) {
        if (path.equals("extensions/spark")) {
            return "spark";
        }
        return path.matches("extensions/(openlineage|micrometer|opentelemetry)")
                ? "listeners"
                : path.replaceFirst("^extensions/.*", "extensions");
    }

    private static void holds(Picture picture, Map<String, ? extends Collection<String>> imports) {
        assertThat(picture.differences(imports)).isEmpty();
        for (Picture.Arrow arrow : picture.arrows()) {
            assertThat(picture.without(arrow).differences(imports))
                    .as("the picture without %s", arrow)
                    .isNotEmpty();
        }
    }

    @Test
    void packages_importWhatThePictureShows_andEachArrowIsNeeded() throws IOException {
        holds(Picture.read(PAGE, "## Packages of datasets and runtime"), packages());
    }

    @Test
    void modules_dependOnWhatThePictureShows_andEachArrowIsNeeded() throws IOException {
        holds(Picture.read(PAGE, "## Modules"), modules());
    }

    @Test
    void picture_thatShowsTooLittleOrTooMuch_isFound() {
        Picture picture = new Picture(Set.of(new Picture.Arrow("a", "b", false), new Picture.Arrow("b", "c", true)));
        assertThat(picture.differences(Map.of("a", List.of("b", "c"), "b", List.of("c"), "d", List.of())))
                .containsExactlyInAnyOrder(
                        "a imports c, which the picture does not allow", "d is missing from the picture");
        assertThat(picture.differences(Map.of("a", List.of(), "b", List.of("c"))))
                .containsExactly("the picture shows a -> b, but nothing imports it");
    }

    @Test
    void packages_thatAreExported_areThoseThatThePageGivesToSomebody() throws IOException {
        Set<String> exported = new TreeSet<>();
        for (String module : List.of("datasets", "runtime")) {
            Matcher exports = Pattern.compile("exports dev\\.freshet\\.(?:runtime\\.)?([\\w.]+);")
                    .matcher(Files.readString(Path.of("..", module, "src/main/java/module-info.java")));
            while (exports.find()) {
                exported.add(exports.group(1));
            }
        }
        Map<String, String> users = new TreeMap<>();
        String page = Files.readString(PAGE);
        Matcher row = Pattern.compile("(?m)^\\| `([a-z.]+)` \\| ([^|]+) \\|")
                .matcher(page.substring(page.indexOf("| package | for whom |")));
        while (row.find()) {
            users.put(row.group(1), row.group(2));
        }
        assertThat(users.keySet()).isEqualTo(packages().keySet());
        users.values().removeIf("hidden"::equals);
        assertThat(users.keySet()).isEqualTo(exported);
    }

    @Test
    void packages_areSmall() {
        Map<String, Set<String>> classes = new TreeMap<>();
        for (JavaClass type : CLASSES) {
            if (type.isTopLevelClass() && !type.getSimpleName().equals("package-info")) {
                classes.computeIfAbsent(name(type), at -> new TreeSet<>()).add(type.getSimpleName());
            }
        }
        assertThat(classes).allSatisfy((name, all) -> assertThat(all).as(name).hasSizeLessThanOrEqualTo(MOST_CLASSES));
    }

    @Test
    void picocli_isUsedByTheCommandLineOnly() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideOutsideOfPackage("dev.freshet.runtime.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli..")
                .check(CLASSES);
    }
}
