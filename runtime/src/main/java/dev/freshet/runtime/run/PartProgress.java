package dev.freshet.runtime.run;

import dev.freshet.runtime.change.PartVersion;
import dev.freshet.runtime.dataset.PartitionedDataset;
import dev.freshet.runtime.dataset.Stamp;
import dev.freshet.runtime.dataset.StoredContent;
import dev.freshet.runtime.state.PartJournal;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which parts a node has made that still count, and what it adds to them. Without a plan, none count and none are kept. */
final class PartProgress implements AutoCloseable {
    private final Optional<PartsPlan> plan;
    private final Optional<PartJournal> journal;

    PartProgress(Optional<PartsPlan> plan) {
        this.plan = plan;
        journal = plan.map(known -> PartJournal.open(Path.of(known.journal()), known.madeOf(), known.discard()));
    }

    /** Whether a part of an output was made of the whole input, and is still as it was. */
    boolean isMade(String key, PartitionedDataset output, String dataset) {
        return isMade(key, "", Map.of(dataset, output));
    }

    /** Whether what was made of a part of the input still counts, and is still as it was. */
    boolean isMade(String key, Map<String, PartitionedDataset> outputs) {
        return source(key)
                .filter(source -> isMade(key, source.version(), outputs))
                .isPresent();
    }

    private boolean isMade(String key, String source, Map<String, PartitionedDataset> outputs) {
        Optional<PartJournal.Part> made = journal.flatMap(known -> known.part(key))
                .filter(part -> part.source().equals(source));
        return made.isPresent()
                && outputs.entrySet().stream()
                        .allMatch(output -> stamp(output.getValue(), key)
                                .equals(Optional.ofNullable(made.get().outputs().get(output.getKey()))));
    }

    private Optional<PartVersion> source(String key) {
        return plan.map(known -> known.sources().get(key));
    }

    private static Optional<String> stamp(PartitionedDataset output, String key) {
        return output.content(key).stamp().map(Stamp::text);
    }

    /** A part of an output was made of the whole input. */
    void made(String key, PartitionedDataset output, String dataset) {
        stamp(output, key)
                .ifPresent(stamp ->
                        journal.ifPresent(kept -> kept.add(new PartJournal.Part(key, "", Map.of(dataset, stamp)))));
    }

    /**
     * Parts of outputs were made of a part of the input.
     *
     * @param input the part; what was made of one that was changed meanwhile does not count
     */
    void made(String key, StoredContent input, Map<String, PartitionedDataset> outputs) {
        Optional<PartVersion> source =
                source(key).filter(known -> input.stamp().map(Stamp::text).equals(Optional.of(known.stamp())));
        if (source.isPresent() && journal.isPresent()) {
            Map<String, String> stamps = new TreeMap<>();
            outputs.forEach((dataset, output) -> stamp(output, key).ifPresent(stamp -> stamps.put(dataset, stamp)));
            journal.get().add(new PartJournal.Part(key, source.get().version(), stamps));
        }
    }

    /** The other parts are gone. */
    void retain(Collection<String> keys) {
        journal.ifPresent(kept -> kept.retain(keys));
    }

    @Override
    public void close() {
        journal.ifPresent(PartJournal::close);
    }
}
