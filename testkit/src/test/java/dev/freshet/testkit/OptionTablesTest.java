package dev.freshet.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.dataset.FileFormat;
import dev.freshet.dataset.Option;
import dev.freshet.dataset.catalog.CommonOptions;
import dev.freshet.dataset.format.BuiltInFormats;
import dev.freshet.runtime.run.session.CacheSettings;
import dev.freshet.runtime.run.session.StateSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of the documentation are the declarations of the options. */
final class OptionTablesTest {
    private static final Path TYPES = Path.of("../docs/dataset-types.md");
    private static final Path STORAGES = Path.of("../docs/storages.md");

    static Stream<String> typesWithOptions() {
        return BuiltInFormats.ALL.stream()
                .filter(format -> !format.options().isEmpty())
                .map(FileFormat::name);
    }

    @ParameterizedTest
    @MethodSource("typesWithOptions")
    void tableOfABuiltInType_isItsDeclaration(String type) throws IOException {
        FileFormat format = BuiltInFormats.ALL.stream()
                .filter(each -> each.name().equals(type))
                .findFirst()
                .orElseThrow();
        OptionTable.assertIn(TYPES, type, format.options());
    }

    @Test
    void tableOfEveryFile_isTheDeclaration() throws IOException {
        List<Option> all = new ArrayList<>(List.of(CommonOptions.PATH));
        all.addAll(CommonOptions.OF_FILES);
        OptionTable.assertIn(TYPES, "every file", all);
    }

    @Test
    void tablesOfTheCache_areItsDeclarations() throws IOException {
        OptionTable.assertIn(STORAGES, "cache", CacheSettings.OPTIONS);
        OptionTable.assertIn(STORAGES, "credentials of a team", CacheSettings.TEAM);
    }

    @Test
    void tableOfTheState_isItsDeclaration() throws IOException {
        OptionTable.assertIn(STORAGES, "state", StateSettings.OPTIONS);
    }

    @Test
    void tableThatDiffers_isRefused(@TempDir Path directory) throws IOException {
        Path page = Files.writeString(directory.resolve("page.md"), """
                <!-- options: x -->

                | option | value | default | meaning |
                |---|---|---|---|
                | `a` | true or false | `true` | What it does. |

                <!-- end -->
                """);
        List<Option> same = List.of(Option.flag("a", true, "What it does."));
        List<Option> other = List.of(Option.flag("a", false, "What it does."));
        OptionTable.assertIn(page, "x", same, false);
        assertThatThrownBy(() -> OptionTable.assertIn(page, "x", other, false))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the options of x");
        assertThatThrownBy(() -> OptionTable.assertIn(page, "y", List.of(), false))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("<!-- options: y -->");
        OptionTable.assertIn(page, "x", other, true);
        OptionTable.assertIn(page, "x", other, false);
    }
}
