package dev.freshet.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.dataset.backend.StateBackend;
import dev.freshet.dataset.backend.StateBackend.Contents;
import dev.freshet.dataset.backend.StateBackend.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The log of a team as it is stored, without anything of Freshet that interprets its entries. */
final class TeamLog {
    private static final Pattern ACKNOWLEDGED = Pattern.compile("(\\d+) (\\S+) \\.");
    private static final Pattern RESULT = Pattern.compile("\"node\":\"(\\w+)\",.*\"run\":\"([^\"]+)\",\"finished\"");
    /** As many results of an output stay, if others replace them. */
    private static final int KEPT = 8;

    private final long base;
    private final Map<Long, String> entries = new TreeMap<>();
    private final List<String> lines;
    private final Team team;

    private TeamLog(Team team, Contents contents) {
        this.team = team;
        base = contents.base().map(Entry::number).orElse(0L);
        contents.entries().forEach(entry -> entries.put(entry.number(), entry.text()));
        lines = Stream.concat(contents.base().stream(), contents.entries().stream())
                .flatMap(entry -> entry.text().lines())
                .toList();
    }

    static TeamLog read(Team team) throws IOException {
        try (StateBackend backend = AcknowledgingProvider.open(team, team.checkout("reader"))) {
            Contents contents = backend.read(0);
            TeamLog log = new TeamLog(team, contents);
            assertThat(contents.entries())
                    .extracting(Entry::number)
                    .containsExactlyElementsOf(
                            LongStream.range(0, contents.entries().size())
                                    .mapToObj(i -> log.base + 1 + i)
                                    .toList());
            return log;
        }
    }

    long last() {
        return base + entries.size();
    }

    /** The node and run of a line; empty if it is not a result. */
    private static Stream<String> result(String line) {
        Matcher matcher = RESULT.matcher(line);
        return matcher.find() ? Stream.of(matcher.group(1) + " of run " + matcher.group(2)) : Stream.empty();
    }

    /** No number was acknowledged twice, and everything acknowledged is there. */
    void assertThatNothingAcknowledgedIsLost() throws IOException {
        Map<Long, String> acknowledged = new TreeMap<>();
        for (String line : Files.readAllLines(team.acknowledged())) {
            Matcher matcher = ACKNOWLEDGED.matcher(line);
            if (matcher.matches()) {
                long number = Long.parseLong(matcher.group(1));
                String text = new String(Base64.getDecoder().decode(matcher.group(2)), StandardCharsets.UTF_8);
                assertThat(acknowledged.put(number, text))
                        .as("entry %d", number)
                        .isNull();
            }
        }
        assertThat(acknowledged).isNotEmpty();
        Map<String, List<String>> results = new TreeMap<>();
        acknowledged.forEach((number, text) -> {
            if (number > base) {
                assertThat(entries).containsEntry(number, text);
            } else {
                text.lines()
                        .flatMap(TeamLog::result)
                        .forEach(result -> results.computeIfAbsent(
                                        result.replaceFirst(" .*", ""), node -> new ArrayList<>())
                                .add(result));
            }
        });
        List<String> stored = lines.stream().flatMap(TeamLog::result).toList();
        results.values()
                .forEach(of -> assertThat(stored).containsAll(of.subList(Math.max(0, of.size() - KEPT), of.size())));
    }
}
