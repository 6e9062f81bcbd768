package dev.freshet.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ByDesignTest {
    @Test
    void everyDifference_isInTheDocumentation() throws IOException {
        String page = Files.readString(Path.of("../docs/testing.md"));
        assertThat(Stream.of(ByDesign.values()).map(ByDesign::row)).allMatch(page::contains);
    }
}
