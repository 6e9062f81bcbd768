package dev.freshet.dataset.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ShownPathTest {
    @ParameterizedTest
    @CsvSource({
        "data/a.csv, data/a.csv",
        "data/days/*.csv, data/days/*.csv",
        "/home/ana/my data/a.csv, .../a.csv",
        "/data/days/*.csv, .../*.csv",
        "~/a.csv, .../a.csv",
        "C:\\Users\\ana\\a.csv, .../a.csv",
        "c:/Users/ana/a.csv, .../a.csv",
        "\\\\server\\share\\a.csv, .../a.csv",
        "file:/home/ana/a.csv, .../a.csv",
        "file:///home/ana/a.csv, .../a.csv",
        "s3://bucket/data/a.csv, s3://bucket/data/a.csv",
        "https://ana:secret@host/a.csv?token=1#x, https://host/a.csv",
    })
    void path_isShownWithoutThisMachineAndWithoutSecrets(String path, String shown) {
        assertThat(ShownPath.of(path)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "there is no /home/ana/data/a.csv, there is no .../a.csv",
        "'method A.b() changed, src/main/java/A.java:41', 'method A.b() changed, src/main/java/A.java:41'",
        "'input a changed: C:\\Users\\ana\\a.csv', 'input a changed: .../a.csv'",
        "input a changed: file:/home/ana/a.csv, input a changed: .../a.csv",
        "input a changed: s3://bucket/data/a.csv, input a changed: s3://bucket/data/a.csv",
        "input a changed: https://ana:secret@host/a.csv, input a changed: https://host/a.csv",
        "parameter ratio 1/2 -> 1 / 3, parameter ratio 1/2 -> 1 / 3",
    })
    void text_isShownWithoutThisMachineAndWithoutSecrets(String text, String shown) {
        assertThat(ShownPath.inText(text)).isEqualTo(shown);
    }
}
