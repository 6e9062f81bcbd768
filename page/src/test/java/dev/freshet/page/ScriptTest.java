package dev.freshet.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ScriptTest {
    private static final Path SOURCES = Path.of("src/main/resources/dev/freshet/page");

    private static List<Path> modules() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".js"))
                    .sorted()
                    .toList();
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".js", "");
    }

    @Test
    void modules_areAllInTheScript() throws IOException {
        Set<String> all = new HashSet<>(Script.MODULES);
        all.addAll(Script.REPORTS);
        assertThat(modules().stream().map(ScriptTest::name)).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void imports_ofAModule_areOfModulesBeforeIt() throws IOException {
        for (List<String> script : List.of(Script.MODULES, Script.REPORTS)) {
            for (int at = 0; at < script.size(); at++) {
                Path file = SOURCES.resolve(script.get(at) + ".js");
                assertThat(script.subList(0, at))
                        .as(script.get(at))
                        .containsAll(Script.imports(Files.readString(file)));
            }
        }
        assertThat(Script.imports(Files.readString(SOURCES.resolve("layout.js"))))
                .containsExactly("layers", "order", "place");
    }

    @Test
    void script_hasNoImportAndExportLeft() {
        assertThat(Script.text().lines().filter(line -> line.matches("\\s*(import|export)\\b.*")))
                .isEmpty();
    }

    @Test
    void module_becomesAFunctionThatReturnsItsExports_withoutLinesOfComments() {
        String source = """
                import {a, b} from './one.js';

                /** It has two
                 * lines. */
                const hidden = 'http://a/*b'; // Stays.
                  // Goes.
                export const C = a;
                export async function d() {}
                """;
        assertThat(Script.module("two", source)).isEqualTo("""
                const $two = (() => {
                const {a, b} = $one;

                const hidden = 'http://a/*b'; // Stays.
                const C = a;
                async function d() {}
                return {C, d};
                })();
                """);
    }

    @Test
    void files_areSmall() throws IOException {
        for (Path file : modules()) {
            assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThan(400);
        }
    }
}
