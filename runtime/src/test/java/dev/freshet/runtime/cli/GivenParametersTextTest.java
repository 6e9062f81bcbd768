package dev.freshet.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.config.ConfigException;
import dev.freshet.config.ConfigNode;
import dev.freshet.config.Configuration;
import dev.freshet.config.MappingNode;
import dev.freshet.config.ScalarNode;
import dev.freshet.config.SequenceNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GivenParametersTextTest {
    @TempDir
    Path conf;

    @BeforeEach
    void writeConfiguration() throws IOException {
        Files.createDirectories(conf.resolve("base"));
        Files.writeString(conf.resolve("base/parameters.yml"), "a: 0\nb: {x: 1, y: 2}\n");
    }

    private String parameters(String text) {
        return shown(Configuration.load(conf, "local", GivenParametersText.parse(List.of(text)))
                .parameters());
    }

    private static String shown(ConfigNode node) {
        if (node instanceof MappingNode mapping) {
            return mapping.entries().entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + shown(entry.getValue().value()))
                    .collect(Collectors.joining(" ", "{", "}"));
        }
        return node instanceof SequenceNode list
                ? list.items().stream().map(GivenParametersTextTest::shown).collect(Collectors.joining(" ", "[", "]"))
                : ((ScalarNode) node).kind() + ":" + ((ScalarNode) node).text();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "a=1|{a=INTEGER:1 b={x=INTEGER:1 y=INTEGER:2}}",
                "a=[1, 2],b.x=3|{a=[INTEGER:1 INTEGER:2] b={x=INTEGER:3 y=INTEGER:2}}",
                "b={x: [5], z: 'p,q'}|{a=INTEGER:0 b={x=[INTEGER:5] z=STRING:p,q}}",
                "a=\"x, y\"|{a=STRING:x, y b={x=INTEGER:1 y=INTEGER:2}}",
                "a=\"say \\\"x, y\\\"\"|{a=STRING:say \"x, y\" b={x=INTEGER:1 y=INTEGER:2}}",
                "a='it''s, 1'|{a=STRING:it's, 1 b={x=INTEGER:1 y=INTEGER:2}}",
                "a=it's,b.x=5|{a=STRING:it's b={x=INTEGER:5 y=INTEGER:2}}",
                "a=x[0],b.x=5|{a=STRING:x[0] b={x=INTEGER:5 y=INTEGER:2}}",
                "a=|{a=NULL: b={x=INTEGER:1 y=INTEGER:2}}",
                "a=k=v|{a=STRING:k=v b={x=INTEGER:1 y=INTEGER:2}}",
            })
    void text_givesTheValuesThatYamlWouldGive(String text, String expected) {
        assertThat(parameters(text)).isEqualTo(expected);
    }

    @Test
    void valueThatIsNotYaml_namesTheParameterAndHowToQuoteIt() {
        assertThatThrownBy(() -> parameters("a=[a-z]+"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("Run.parameter(\"a\"): ")
                .hasMessageContaining("quote it if it is a text: '[a-z]+'");
        assertThat(parameters("a='[a-z]+'")).contains("a=STRING:[a-z]+");
    }
}
