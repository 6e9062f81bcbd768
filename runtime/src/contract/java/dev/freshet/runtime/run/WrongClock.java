package dev.freshet.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Processes whose wall clock is wrong, by libfaketime. Their monotonic clock is right, and so are times of files. */
final class WrongClock {
    private static final List<Path> PLACES =
            List.of(Path.of("/usr/lib"), Path.of("/usr/lib64"), Path.of("/usr/local/lib"));
    private static final Pattern CLOCK = Pattern.compile("clock (\\S+)");

    private WrongClock() {}

    /** The environment of a process whose clock is ahead; skips the test where libfaketime is missing. */
    static Map<String, String> ahead(Duration difference) throws IOException {
        Optional<Path> library = library();
        assumeTrue(library.isPresent(), "libfaketime is missing: apt-get install libfaketime");
        return Map.of(
                "LD_PRELOAD", library.get().toString(),
                "FAKETIME", "+" + difference.toSeconds(),
                "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                // Otherwise timed waits of the JVM end at once.
                "FAKETIME_FORCE_MONOTONIC_FIX", "0",
                "NO_FAKE_STAT", "1");
    }

    private static Optional<Path> library() throws IOException {
        for (Path place : PLACES) {
            try (Stream<Path> files = Files.isDirectory(place)
                    ? Files.find(place, 3, (file, about) -> file.endsWith("faketime/libfaketimeMT.so.1"))
                    : Stream.empty()) {
                Optional<Path> found = files.findFirst();
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** The clock of the process that said something, when it started, was ahead of this one's. */
    static void assertAhead(String said, Duration difference) {
        Matcher clock = CLOCK.matcher(said);
        assertThat(clock.find()).as(said).isTrue();
        assertThat(Duration.between(Instant.now(), Instant.parse(clock.group(1))))
                .isBetween(difference.minusMinutes(15), difference);
    }
}
