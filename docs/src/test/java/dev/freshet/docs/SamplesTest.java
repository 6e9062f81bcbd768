package dev.freshet.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The samples of the documentation do what the pages say. */
final class SamplesTest {
    @TempDir
    Path temporary;

    private static Map<String, Block> blocks() {
        return Page.all().stream()
                .flatMap(page -> page.blocks().stream())
                .collect(Collectors.toMap(
                        Block::place,
                        Function.identity(),
                        (first, second) -> {
                            throw new IllegalStateException(first + " and " + second + " have one place");
                        },
                        LinkedHashMap::new));
    }

    @Test
    void block_ofAnyPage_isTestedOrListedWithAReason() {
        List<String> known = Stream.concat(
                        Samples.all().stream().flatMap(sample -> sample.blocks().stream()),
                        Stream.concat(Samples.UNTESTED.keySet().stream(), Samples.TESTED_ELSEWHERE.keySet().stream()))
                .sorted()
                .toList();
        assertThat(known)
                .containsExactlyElementsOf(blocks().keySet().stream().sorted().toList());
    }

    @Test
    void block_thatIsJavaOrYaml_isTested() {
        assertThat(blocks().values())
                .filteredOn(block -> Samples.UNTESTED.containsKey(block.place()))
                .extracting(Block::language)
                .doesNotContain("java", "yaml", "xml");
    }

    @Test
    void testOfABlockElsewhere_readsThePage() {
        Samples.TESTED_ELSEWHERE.forEach((block, test) ->
                assertThat(Path.of("..").resolve(test)).content().contains(block.substring(0, block.indexOf('#'))));
    }

    @TestFactory
    Stream<DynamicTest> sample_doesWhatItsPageSays() {
        Map<String, Block> blocks = blocks();
        return Samples.all().stream()
                .map(sample -> dynamicTest(sample.toString(), () -> {
                    List<String> texts = sample.blocks().stream()
                            .map(place -> {
                                assertThat(blocks).containsKey(place);
                                return blocks.get(place).text();
                            })
                            .toList();
                    Path directory = temporary.resolve(
                            Integer.toHexString(sample.toString().hashCode()));
                    sample.check().check(new Project(directory), texts);
                }));
    }
}
