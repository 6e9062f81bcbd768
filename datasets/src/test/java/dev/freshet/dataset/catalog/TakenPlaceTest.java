package dev.freshet.dataset.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.freshet.config.ConfigException;
import dev.freshet.config.ConfigProblem;
import dev.freshet.dataset.TestProject;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file where a dataset has to have a directory, and the other way round. */
final class TakenPlaceTest {
    private static final String VERSION = "2026-01-02T03.04.05.006Z";

    @TempDir
    Path directory;

    private TestProject local;
    /** Its storage has no files of the default file system, as a bucket has none. */
    private final TestProject remote = TestProject.inMemory();

    @BeforeEach
    void write() {
        local = new TestProject(directory);
        for (TestProject project : List.of(local, remote)) {
            project.with("file.txt", "x")
                    .with("versions.txt/" + VERSION + "/versions.txt", "x")
                    .with("directory.txt/other", "x");
        }
    }

    private static ConfigProblem problem(TestProject project, String options, boolean isMissing) {
        Catalog catalog = project.catalog("d: {type: text, " + options + "}").catalog();
        ConfigException thrown =
                catchThrowableOfType(ConfigException.class, () -> catalog.requirePlace("d", isMissing));
        assertThat(thrown).as(options).isNotNull();
        assertThat(thrown.problems()).hasSize(1);
        return thrown.problems().get(0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            versioned: true, path: file.txt | 28 | a directory with the versions of "d" is expected at file.txt, but this is a file; move it away, or to keep it as the first version, make it file.txt/NOW/file.txt
            path: versions.txt | 23 | a file is expected at versions.txt, but this is a directory with versions, the newest 2026-01-02T03.04.05.006Z; add "versioned: true", or move the directory away
            path: directory.txt | 23 | a file is expected at directory.txt, but this is a directory; move it away, or write the path of a file, or of all files in it, as in directory.txt/*.csv
            path: file.txt/a/b.txt | 23 | there can be no file.txt/a/b.txt, since file.txt is a file and not a directory; move that file away, or write another path
            versioned: true, path: file.txt/b.txt | 40 | there can be no file.txt/b.txt, since file.txt is a file and not a directory; move that file away, or write another path
            path: file.txt/*.txt | 23 | there can be no file.txt/*.txt, since file.txt is a file and not a directory; move that file away, or write another path
            path: file.txt/days/**/a.txt | 23 | there can be no file.txt/days/**/a.txt, since file.txt is a file and not a directory; move that file away, or write another path
            """)
    void placeThatIsTaken_saysWhatIsThere(String options, int column, String message) {
        ConfigProblem problem = problem(local, options, false);
        assertThat(problem.message().replaceAll("20..-..-..T..\\...\\...\\....Z/", "NOW/"))
                .isEqualTo(message);
        assertThat(problem.position().column()).isEqualTo(column);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            versioned: true, path: file.txt | "d" has no version, but there is a file.txt without versions; leave out "versioned", or copy it to file.txt/NOW/file.txt
            path: versions.txt | there is no versions.txt, but there are versions of it, the newest 2026-01-02T03.04.05.006Z; add "versioned: true"
            """)
    void inputThatIsMissingInABucket_isThereInAnotherForm(String options, String message) {
        assertThat(problem(remote, options, true).message().replaceAll("20..-..-..T..\\...\\...\\....Z/", "NOW/"))
                .isEqualTo(message);
    }

    @Test
    void outputInABucket_asksNothing() {
        Catalog catalog = remote.catalog("d: {type: text, versioned: true, path: file.txt}")
                .catalog();
        catalog.requirePlace("d", false);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            path: file.txt
            path: new.txt
            path: new/a/b.txt
            path: new/*.txt
            path: directory.txt/*.txt
            path: directory.txt/a.txt
            versioned: true, path: versions.txt
            versioned: true, path: directory.txt
            versioned: true, path: new.txt
            """)
    void placeThatFits_isNoMistake(String options) {
        Catalog catalog = local.catalog("d: {type: text, " + options + "}").catalog();
        for (boolean isMissing : new boolean[] {false, true}) {
            catalog.requirePlace("d", isMissing);
        }
    }

    @Test
    void datasetsWithoutFiles_haveNoPlace() {
        Catalog catalog = local.catalog("d: {type: memory}").catalog();
        Arrays.asList("d", "unknown").forEach(name -> catalog.requirePlace(name, true));
    }
}
