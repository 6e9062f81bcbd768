package dev.freshet.runtime.state.local;

import dev.freshet.runtime.state.ForgottenNode;
import dev.freshet.runtime.state.NodeRecord;
import dev.freshet.runtime.state.RunRecord;
import dev.freshet.runtime.state.StampRecord;
import dev.freshet.runtime.state.StateRecord;
import dev.freshet.runtime.state.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** Random records. */
final class Records {
    private static final String[] WORDS = {
        "", "a", "flights", "späße", "\"quoted\"", "line\nend", "tab\t", "\\", "}", "\u0000", "😀", "x y", "{\"a\":1}"
    };

    private Records() {}

    static String word(Random random) {
        return WORDS[random.nextInt(WORDS.length)] + random.nextInt(3);
    }

    private static SortedMap<String, String> map(Random random) {
        SortedMap<String, String> map = new TreeMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            map.put(word(random), word(random));
        }
        return map;
    }

    private static SortedMap<String, Version> versions(Random random) {
        SortedMap<String, Version> versions = new TreeMap<>();
        map(random).forEach((dataset, word) -> versions.put(dataset, version(word, random)));
        return versions;
    }

    private static Version version(String word, Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> new Version.Derived(word);
            case 1 -> new Version.Value(word);
            case 2 -> new Version.Given(word);
            case 3 -> Version.Fixed.MISSING;
            default -> new Version.Content(word);
        };
    }

    static NodeRecord node(Random random) {
        return new NodeRecord(
                word(random),
                word(random),
                word(random),
                word(random),
                word(random),
                Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000)),
                Duration.ofNanos(random.nextLong(1L << 50)),
                map(random),
                word(random),
                word(random),
                map(random),
                versions(random),
                versions(random),
                map(random),
                map(random),
                random.nextBoolean(),
                random.nextBoolean());
    }

    private static RunRecord run(Random random) {
        return new RunRecord(
                word(random),
                word(random),
                word(random),
                word(random),
                Instant.ofEpochSecond(random.nextInt()),
                word(random),
                word(random),
                word(random),
                random.nextBoolean(),
                word(random));
    }

    static StateRecord any(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> new ForgottenNode(word(random), word(random), word(random));
            case 3 -> run(random);
            case 1, 2 -> new StampRecord(word(random), word(random), word(random));
            default -> node(random);
        };
    }
}
