package dev.freshet.runtime.run.session;

import dev.freshet.dataset.FileFault;
import dev.freshet.runtime.state.NodeRecord;
import dev.freshet.runtime.state.RunRecord;
import dev.freshet.runtime.state.StateException;
import dev.freshet.runtime.state.StateRecord;
import dev.freshet.runtime.state.StateStore;
import dev.freshet.runtime.state.local.LocalStateStore;
import dev.freshet.runtime.state.local.StateCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads and writes files of results and runs. Each is a line of JSON, in the form that it has in the state. Further
 * lines hold the sets of partitions that results name, and the texts that explain the fingerprints of results.
 */
final class StateFile {
    private static final JsonMapper MAPPER = new JsonMapper();
    /** Begins the line of a set of partitions. */
    private static final String SET = "{\"set\":";
    /** Begins the line of a text that explains fingerprints. */
    private static final String LINKS = "{\"linksOf\":";

    private StateFile() {}

    /** A line with a set of partitions. */
    record Partitions(String set, TreeMap<String, String> versions) {}

    /** A line with a text that explains the fingerprints of a link. */
    record Links(String linksOf, String text) {}

    /**
     * The content of a source.
     *
     * @param records its results and runs, in their order
     * @param sets finds a set of partitions by its name
     * @param links finds the text that explains fingerprints by the id of the links
     */
    record Content(
            List<StateRecord> records,
            Function<String, Optional<SortedMap<String, String>>> sets,
            Function<String, Optional<String>> links) {}

    /** Writes the results and runs of a store; returns the number of results. */
    static int write(Path file, StateStore store) {
        List<StateRecord> records = recordsOf(store);
        List<String> lines = new ArrayList<>();
        TreeSet<String> sets = new TreeSet<>();
        TreeSet<String> links = new TreeSet<>();
        int results = 0;
        for (StateRecord record : records) {
            lines.add(StateCodec.write(record));
            if (record instanceof NodeRecord result) {
                results++;
                sets.addAll(result.given().values());
                links.add(result.links());
            }
        }
        for (String set : sets) {
            store.given(set)
                    .ifPresent(versions ->
                            lines.add(MAPPER.writeValueAsString(new Partitions(set, new TreeMap<>(versions)))));
        }
        for (String id : links) {
            store.links(id).ifPresent(text -> lines.add(MAPPER.writeValueAsString(new Links(id, text))));
        }
        try {
            Path temporary = file.resolveSibling(file.getFileName() + ".part");
            Files.write(temporary, lines);
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new StateException("cannot write " + file + ": " + FileFault.reason(e), e);
        }
        return results;
    }

    private static List<StateRecord> recordsOf(StateStore store) {
        return store.entries().stream()
                .filter(record -> record instanceof NodeRecord || record instanceof RunRecord)
                .toList();
    }

    /** Reads a file, or the state in a directory. */
    static Content read(Path source, Consumer<String> warnings) {
        if (!Files.isDirectory(source)) {
            return readFile(source);
        }
        if (!Files.exists(source.resolve(LocalStateStore.JOURNAL))) {
            throw new StateException(
                    "the directory " + source + " has no state: there is no " + LocalStateStore.JOURNAL + " in it",
                    null);
        }
        LocalStateStore store = LocalStateStore.open(source, warnings);
        return new Content(recordsOf(store), store::given, store::links);
    }

    private static Content readFile(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new StateException("cannot read " + file + ": " + FileFault.reason(e), e);
        }
        List<StateRecord> records = new ArrayList<>();
        Map<String, SortedMap<String, String>> sets = new HashMap<>();
        Map<String, String> links = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            try {
                if (lines.get(i).startsWith(SET)) {
                    Partitions partitions = MAPPER.readValue(lines.get(i), Partitions.class);
                    sets.put(partitions.set(), partitions.versions());
                } else if (lines.get(i).startsWith(LINKS)) {
                    Links read = MAPPER.readValue(lines.get(i), Links.class);
                    links.put(read.linksOf(), read.text());
                } else {
                    records.add(StateCodec.read(lines.get(i)));
                }
            } catch (IllegalArgumentException | JacksonException e) {
                throw new StateException(
                        file + ":" + (i + 1)
                                + ": this line is not an entry of the state; import a file of \"state export\","
                                + " or a directory such as .freshet",
                        e);
            }
        }
        return new Content(
                records, name -> Optional.ofNullable(sets.get(name)), id -> Optional.ofNullable(links.get(id)));
    }
}
