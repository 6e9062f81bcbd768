package dev.freshet.runtime.change;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ParameterDifferenceTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "0.7|0.8|parameter p 0.7 -> 0.8",
                "3E+3|3E+4|parameter p 3000 -> 30000",
                "1E+90|2E-9|parameter p 1E+90 -> 0.000000002",
                "1E+19|1E+20|parameter p 10000000000000000000 -> 1E+20",
                "[1,2]|[1,3]|parameter p[1] 2 -> 3",
                "{\"vat\":0.19,\"x\":1}|{\"vat\":0.2,\"x\":1}|parameter p.vat 0.19 -> 0.2",
                "{\"a\":{\"b\":[1,2]}}|{\"a\":{\"b\":[1,3]}}|parameter p.a.b[1] 2 -> 3",
                "{\"a\":1}|{\"a\":1,\"b\":2}|parameter p.b is new: 2",
                "{\"a\":1,\"b\":{\"c\":2}}|{\"a\":1}|parameter p.b is gone, it was {\"c\":2}",
                "{\"a\":1,\"b\":2}|{\"b\":2,\"a\":1}|parameter p {\"a\":1,\"b\":2} -> {\"b\":2,\"a\":1}",
                "{\"a\":\"secret 1\",\"b\":1}|{\"a\":\"secret 2\",\"b\":1}|parameter p.a *** -> ***",
                "{\"a\":1}|\"text\"|parameter p {\"a\":1} -> \"text\"",
                "{java.lang.Long(\"1\"):2}|{java.lang.Long(\"1\"):3}|parameter p {java.lang.Long(\"1\"):2} -> {java.lang.Long(\"1\"):3}",
            })
    void change_isNamedByItsLeaf(String before, String after, String line) {
        assertThat(new Reason.ParameterChanged("p", before, after).lines()).containsExactly(line);
    }

    @Test
    void longText_isCut() {
        String longest = '"' + "x".repeat(58) + '"';
        String longer = '"' + "y".repeat(59) + '"';
        assertThat(new Reason.ParameterChanged("p", longest, longer).lines())
                .containsExactly("parameter p " + longest + " -> " + longer.substring(0, 60) + "...");
    }

    @Test
    void severalChanges_areCountedInTheShortForm() {
        Reason reason = new Reason.ParameterChanged("p", "{\"a\":1,\"b\":2,\"c\":3}", "{\"a\":2,\"b\":3,\"c\":3}");
        assertThat(reason.text()).isEqualTo("parameter p.a 1 -> 2, and 1 more");
        assertThat(reason.lines()).containsExactly("parameter p.a 1 -> 2", "parameter p.b 2 -> 3");
    }
}
