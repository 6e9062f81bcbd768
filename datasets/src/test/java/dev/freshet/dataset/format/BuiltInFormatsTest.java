package dev.freshet.dataset.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.dataset.FileFormat;
import dev.freshet.wiring.BuiltInType;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BuiltInFormatsTest {
    @Test
    void formats_areTheBuiltInTypes_exceptTheOneWithoutFiles() {
        List<String> words = Arrays.stream(BuiltInType.values())
                .filter(type -> type != BuiltInType.MEMORY)
                .map(BuiltInType::word)
                .toList();
        assertThat(BuiltInFormats.ALL).extracting(FileFormat::name).containsExactlyElementsOf(words);
    }
}
