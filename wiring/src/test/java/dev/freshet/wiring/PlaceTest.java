package dev.freshet.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PlaceTest {
    @ParameterizedTest
    @CsvSource({
        "a/x.csv, a/x.csv, true",
        "a/x.csv, a/y.csv, false",
        "out/*.txt, out/summary.txt, true",
        "out/*.txt, out/summary.csv, false",
        "out/*.txt, out/deep/summary.txt, false",
        "out/**.txt, out/deep/summary.txt, true",
        "out/*.txt, out/a*.txt, true",
        "out/a*.txt, out/b*.txt, false",
        "out/*a.txt, out/*b.txt, false",
        "out/*/x.txt, out/y/*.txt, true",
        "out/*/x.txt, out/*.txt, false",
        "out/**, out/*/x.txt, true",
        "out/*, out/, false",
        "a/aa*, a/*a, true",
        "s3:e//b/a*, s3:e//c/a*, false"
    })
    void overlaps_isWhetherAnyPathBelongsToBoth(String one, String two, boolean expected) {
        assertThat(Place.of(one).overlaps(Place.of(two))).isEqualTo(expected);
        assertThat(Place.of(two).overlaps(Place.of(one))).isEqualTo(expected);
    }

    @Test
    void versions_occupyTheirDirectory() {
        Place versions = Place.ofVersions("m.json");
        assertThat(versions.overlaps(Place.of("m.json"))).isTrue();
        assertThat(versions.overlaps(Place.ofVersions("m.json"))).isTrue();
        assertThat(versions.overlaps(Place.of("m.json/2026-01-31T12.00.00.000Z/m.json")))
                .isTrue();
        assertThat(versions.overlaps(Place.of("m.json2"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "data/x.csv, /p/data/x.csv",
        "./data//x.csv, /p/data/x.csv",
        "data/../data/./x.csv, /p/data/x.csv",
        "../q/x.csv, /q/x.csv",
        "/abs/./x.csv, /abs/x.csv",
        "file:///abs/a%20b/x.csv, /abs/a b/x.csv",
        "FILE:/abs/x.csv, /abs/x.csv",
        "S3://bucket/a/../b, s3://bucket/a/../b"
    })
    void normal_isOneTextForOnePlace(String path, String expected) {
        assertThat(Place.normal(path, "/p")).isEqualTo(expected);
    }

    private static String random(Random random, String letters, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(length + 1); i > 0; i--) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }

    private static String pattern(Random random) {
        String star = List.of("", "*", "**").get(random.nextInt(3));
        return random(random, "ab/", 2) + star + random(random, "ab/", 2);
    }

    private static Pattern regex(String path) {
        return Pattern.compile(path.contains("**") ? path.replace("**", "(.+)") : path.replace("*", "([^/]+)"));
    }

    /** All paths of up to six of these letters: enough for two patterns of this size to meet in one. */
    private static List<String> paths() {
        List<String> all = new ArrayList<>(List.of(""));
        for (int from = 0, length = 0; length < 6; length++) {
            int end = all.size();
            for (; from < end; from++) {
                for (String letter : List.of("a", "b", "/")) {
                    all.add(all.get(from) + letter);
                }
            }
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void overlaps_agreesWithTryingAllPaths(long seed) {
        Random random = new Random(seed);
        List<String> paths = paths();
        for (int round = 0; round < 300; round++) {
            String one = pattern(random);
            String two = pattern(random);
            Pattern first = regex(one);
            Pattern second = regex(two);
            Optional<String> common = paths.stream()
                    .filter(path -> first.matcher(path).matches()
                            && second.matcher(path).matches())
                    .findFirst();
            assertThat(Place.of(one).overlaps(Place.of(two)))
                    .as("seed %d: %s and %s have %s", seed, one, two, common)
                    .isEqualTo(common.isPresent());
        }
    }

    private static Place place(Random random) {
        String path = pattern(random);
        return random.nextInt(5) == 0 && !path.contains("*") ? Place.ofVersions(path) : Place.of(path);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void add_agreesWithComparingAll(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 100; round++) {
            Places places = new Places();
            List<DatasetPlace> before = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                DatasetPlace added = new DatasetPlace(
                        "d" + random.nextInt(8) + (random.nextBoolean() ? "@csv" : ""),
                        place(random),
                        random.nextBoolean());
                assertThat(places.add(added))
                        .as("seed %d, round %d", seed, round)
                        .isEqualTo(before.stream().filter(added::conflictsWith).findFirst());
                before.add(added);
            }
        }
    }

    private static boolean conflict(String one, Place first, boolean made, String two, Place second, boolean alsoMade) {
        return new DatasetPlace(two, second, alsoMade).conflictsWith(new DatasetPlace(one, first, made));
    }

    @Test
    void conflicts_areWhereOneIsWritten() {
        Place file = Place.of("x");
        assertThat(conflict("a", file, true, "b", file, true)).isTrue();
        assertThat(conflict("a", file, true, "b", file, false)).isTrue();
        assertThat(conflict("a", file, false, "b", file, true)).isTrue();
        assertThat(conflict("a", file, false, "b", file, false)).as("only read").isFalse();
        assertThat(conflict("a@csv", file, true, "a@text", file, false))
                .as("formats of one dataset")
                .isFalse();
    }

    @Test
    void conflicts_areNotWhereOneVersionIsRead() {
        Place versions = Place.ofVersions("m");
        Place version = Place.of("m/2026-01-31T12.00.00.000Z/m");
        assertThat(conflict("m", versions, true, "old", version, false)).isFalse();
        assertThat(conflict("old", version, false, "m", versions, true)).isFalse();
        assertThat(conflict("m", versions, true, "old", version, true)).isTrue();
        assertThat(conflict("m", versions, true, "previous", versions, false)).isTrue();
    }
}
