package dev.freshet.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FileFaultTest {
    @TempDir
    Path directory;

    /** The texts of Linux, macOS, Windows and virtual file systems. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            No space left on device           | the disk is full
            Out of disk space                 | the disk is full
            Disk quota exceeded               | the disk quota is used up
            Read-only file system             | the file system is read-only
            Not a directory                   | a directory of the path is a file
            Is a directory                    | it is a directory
            File name too long                | the file's name is too long
            Too many open files               | too many files are open
            Too many levels of symbolic links | the path contains a cycle of symbolic links
            """)
    void reasonOfTheSystem_isToldInPlainWords_whereverItStands(String text, String words) {
        assertThat(FileFault.reason(new FileSystemException("f.csv", null, text)))
                .isEqualTo(words);
        assertThat(FileFault.reason(new IOException("f.csv: " + text + " (os error)")))
                .isEqualTo(words);
        assertThat(FileFault.told(new FileSystemException("f.csv", null, text))).isEqualTo("f.csv: " + words);
    }

    @Test
    void failuresThatJavaTells_areToldInPlainWords() {
        assertThat(FileFault.told(new AccessDeniedException("f.csv"))).isEqualTo("f.csv: no permission");
        assertThat(FileFault.told(new NoSuchFileException("f.csv")))
                .isEqualTo("f.csv: there is no such file or directory");
    }

    @Test
    void reasonThatIsUnknown_isTheFirstLineOfTheSystem() {
        assertThat(FileFault.reason(new FileSystemException("f.csv", null, "Input/output error\nsector 7")))
                .isEqualTo("Input/output error");
        assertThat(FileFault.told(new IOException("Stale file handle"))).isEqualTo("Stale file handle");
    }

    @Test
    void failureWithoutReason_isNamedByItsClass() {
        assertThat(FileFault.told(new FileSystemException("f.csv")))
                .isEqualTo("f.csv: the system gave no reason (FileSystemException)");
    }

    @Test
    void failuresOfThisSystem_areToldInPlainWords() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        assertThat(failing(file.resolve("below"))).isEqualTo(FileFault.WITHIN_FILE);
        assertThat(failing(directory)).isEqualTo("it is a directory");
        assertThatThrownBy(() -> Files.createDirectories(file))
                .isInstanceOfSatisfying(
                        IOException.class,
                        failure -> assertThat(FileFault.reason(failure))
                                .isEqualTo("a file with this name exists already"));
        assertThatThrownBy(() -> Files.delete(directory))
                .isInstanceOfSatisfying(
                        IOException.class,
                        failure -> assertThat(FileFault.reason(failure)).isEqualTo("the directory is not empty"));
        assertThat(failing(directory.resolve("n".repeat(300)))).isEqualTo("the file's name is too long");
        Path circle = directory.resolve("circle");
        Files.createSymbolicLink(circle, circle);
        assertThat(failing(circle)).isEqualTo("the path contains a cycle of symbolic links");
    }

    private static String failing(Path file) {
        try {
            Files.write(file, "text".getBytes(StandardCharsets.UTF_8));
            return "nothing failed";
        } catch (IOException e) {
            return FileFault.reason(e);
        }
    }
}
