package dev.freshet.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What happens depends on what is on the class path only. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ClassPathTest {
    @TempDir
    Path directory;

    private List<String> lines(Predicate<String> without, String... options) throws IOException, InterruptedException {
        new Project(directory).with("d.csv", Project.csv(2));
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(options));
        command.addAll(List.of(
                "-cp",
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(without.negate())
                        .collect(Collectors.joining(File.pathSeparator)),
                LoadingChild.class.getName(),
                directory.toString()));
        Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
        String out = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor()).as(out).isZero();
        return out.lines().filter(line -> !line.contains(" DEBUG ")).toList();
    }

    private static Predicate<String> jar(String name) {
        return entry -> Path.of(entry).getFileName().toString().startsWith(name);
    }

    /** The classes of the extension, and its services. */
    private static boolean isExtension(String entry) {
        return entry.endsWith(Path.of("validation", "target", "classes").toString());
    }

    @Test
    void withoutProvider_constraintsAreNotChecked_andOneLineSaysSo() throws IOException, InterruptedException {
        assertThat(lines(jar("hibernate-validator")))
                .hasSize(2)
                .anyMatch(line -> line.endsWith("constraints are not checked: freshet-validation is on the class path,"
                        + " but no provider of Jakarta Validation is; add one, such as"
                        + " org.hibernate.validator:hibernate-validator"))
                .contains("3 flights");
    }

    @Test
    void withoutExtension_nothingOfJakartaIsLoaded() throws IOException, InterruptedException {
        assertThat(lines(ClassPathTest::isExtension, "-Xlog:class+load"))
                .contains("3 flights")
                .noneMatch(line -> line.contains(" jakarta.") || line.contains(" org.hibernate."));
    }

    @Test
    void withoutApi_recordsWithConstraints_areLoaded() throws IOException, InterruptedException {
        assertThat(lines(entry -> isExtension(entry) || jar("jakarta.").test(entry)))
                .containsExactly("3 flights");
    }

    @Test
    void messages_areTheSameInEveryLanguage() throws IOException, InterruptedException {
        assertThat(lines(entry -> false, "-Duser.language=de"))
                .containsSequence(
                        "dataset \"d\" (d.csv): 2 constraints are violated:",
                        "  d.csv:3: \"delay\": must be greater than or equal to -60 (it is -100)",
                        "  d.csv:4: \"delay\": must be greater than or equal to -60 (it is -100)");
    }
}
