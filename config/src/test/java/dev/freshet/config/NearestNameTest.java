package dev.freshet.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
    private static final long SEED = Long.getLong("freshet.seed", 1);
    private static final String LETTERS = "aaabbcA._12İ";

    private static Optional<String> nearest(String word, String... legal) {
        return NearestName.of(word, List.of(legal));
    }

    @ParameterizedTest
    @CsvSource({
        "orders_claen, orders_clean",
        "pth, path",
        "delimeter, delimiter",
        "Path, path",
        "flihgts, flights",
        "fligths_raw, flights_raw",
        "encodng, encoding"
    })
    void misspelling_ofALegalName_findsIt(String word, String expected) {
        assertThat(nearest(word, "orders_clean", "path", "delimiter", "flights", "flights_raw", "encoding", "type"))
                .contains(expected);
    }

    @ParameterizedTest
    @CsvSource({"sales, orders", "abc, xyz", "pa, path", "customers_raw, orders_clean"})
    void otherWord_findsNothing(String word, String legal) {
        assertThat(nearest(word, legal)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"split_data, splitData", "a_b_c_d_e_f, abcdef", "active.split_data, active.splitData"})
    void sameLettersInAnotherSpelling_areNear(String word, String expected) {
        assertThat(nearest(word, "other", expected, "zother")).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({"a.splitData, active.x.splitDatum", "-, _"})
    void otherLetters_areNot(String word, String legal) {
        assertThat(nearest(word, legal)).isEmpty();
    }

    @Test
    void nameInANamespace_isNearOnlyToWhomAsksForThat() {
        List<String> legal = List.of("other", "candidate.splitData", "active.splitData");
        assertThat(NearestName.of("split_data", legal)).isEmpty();
        assertThat(NearestName.inAnyNamespace("split_data", legal)).contains("active.splitData");
        assertThat(NearestName.inAnyNamespace("othr", legal)).contains("other");
        assertThat(NearestName.inAnyNamespace("data", legal)).isEmpty();
    }

    @Test
    void fourEdits_areTooMany_threeAreNot() {
        assertThat(nearest("abcdefghijklm", "abcdefghijxyz")).contains("abcdefghijxyz");
        assertThat(nearest("abcdefghijklm", "abcdefghiwxyz")).isEmpty();
    }

    @Test
    void equallyNearNames_firstInTheAlphabet() {
        assertThat(nearest("flight", "flightz", "flighta", "flightm")).contains("flighta");
    }

    @Test
    void caseOnly_isNearerThanAnyEdit() {
        assertThat(nearest("flights", "flight", "FLIGHTS")).contains("FLIGHTS");
    }

    @Test
    void namesThatDifferInDigits_areMeantToDiffer() {
        assertThat(nearest("part1", "part2")).isEmpty();
    }

    @Test
    void noLegalNames_findNothing() {
        assertThat(NearestName.of("x", Collections.emptyList())).isEmpty();
        assertThat(nearest("", "a")).isEmpty();
    }

    @Test
    void hint_namesTheNearest_orAllThatAreLegal_orWhatIsSaidOtherwise() {
        assertThat(NearestName.hint("oders", List.of("orders", "fx"))).isEqualTo("did you mean \"orders\"?");
        assertThat(NearestName.hint("raw", List.of("orders", "fx"))).isEqualTo("there are orders, fx");
        assertThat(NearestName.hint("raw", List.of())).isEqualTo("there is none");
        assertThat(NearestName.hint("raw", List.of("orders"), "add it")).isEqualTo("add it");
    }

    @Test
    void suffix_isEmptyIfNoneIsNear() {
        assertThat(NearestName.suffix("oders", List.of("orders"))).isEqualTo("; did you mean \"orders\"?");
        assertThat(NearestName.suffix("raw", List.of("orders"))).isEmpty();
    }

    /** Words and names of few letters, so that many are near: the search among many answers as if it compared each. */
    @Test
    void searchAmongMany_answersAsComparisonsWithEach() {
        for (int round = 0; round < 100; round++) {
            Random random = new Random(SEED * 1_000_003 + round);
            List<String> legal = Stream.generate(() -> word(random))
                    .limit(random.nextInt(40))
                    .distinct()
                    .toList();
            NearestNames index = new NearestNames(legal);
            for (int i = 0; i < 30; i++) {
                String word = word(random);
                assertThat(index.to(word))
                        .as("%s among %s, round %d of seed %d", word, legal, round, SEED)
                        .isEqualTo(NearestName.of(word, legal));
            }
        }
    }

    private static String word(Random random) {
        StringBuilder word = new StringBuilder();
        for (int length = random.nextInt(13); length >= 0; length--) {
            word.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return word.toString();
    }

    @Test
    void searchAmongMany_takesWordsOfAnyLength() {
        String name = "n".repeat(1_000);
        NearestNames index = new NearestNames(List.of(name, "short"));
        assertThat(index.to("x" + name)).contains(name);
        assertThat(index.to("shrot")).contains("short");
        assertThat(new NearestNames(List.of()).to("word")).isEmpty();
    }
}
