package dev.freshet.runtime.run.part;

import dev.freshet.dataset.PartitionedDataset;
import dev.freshet.dataset.Stamp;
import dev.freshet.dataset.StoredContent;
import dev.freshet.runtime.change.detection.PartVersion;
import dev.freshet.runtime.state.local.PartJournal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which partitions a node has made that still count, and what it adds to them. Without a plan, none count and none are kept. */
final class PartProgress implements AutoCloseable {
    private final Optional<PartsPlan.Making> plan;
    private final Optional<PartJournal> journal;

    PartProgress(Optional<PartsPlan.Making> plan) {
        this.plan = plan;
        journal = plan.map(known -> PartJournal.open(Path.of(known.journal())));
        if (plan.filter(PartsPlan.Making::discard).isPresent()) {
            journal.ifPresent(PartJournal::discard);
        }
    }

    /** Whether a partition of an output was made of the whole input, and is still as it was. */
    boolean isMade(String key, PartitionedDataset output, String dataset) {
        return isMade(key, "", Map.of(dataset, output));
    }

    /** Whether what was made of a partition of the input still counts, and is still as it was. */
    boolean isMade(String key, Map<String, PartitionedDataset> outputs) {
        return source(key)
                .filter(source -> isMade(key, source.version(), outputs))
                .isPresent();
    }

    private boolean isMade(String key, String source, Map<String, PartitionedDataset> outputs) {
        return outputs.entrySet().stream()
                .allMatch(output -> journal.flatMap(kept -> kept.part(output.getKey(), key))
                        .filter(part ->
                                part.madeOf().equals(madeOf()) && part.source().equals(source))
                        .filter(part -> isThere(part, output.getValue().content(key)))
                        .isPresent());
    }

    private String madeOf() {
        return plan.orElseThrow().madeOf();
    }

    private Optional<PartVersion> source(String key) {
        return plan.flatMap(PartsPlan.Making::each).map(each -> each.sources().get(key));
    }

    /** By its stamp, or, where that is another, by its content: it may have been copied, or its permissions changed. */
    private boolean isThere(PartJournal.Part part, StoredContent content) {
        Instant moment = Instant.now();
        Optional<Stamp> stamp = content.stamp();
        if (stamp.isEmpty() || stamp.get().text().equals(part.stamp())) {
            return stamp.isPresent();
        }
        boolean isEqual = content.digest(stamp.get()).equals(part.digest())
                && content.stamp().equals(stamp);
        if (isEqual && stamp.get().isSettledAt(moment)) {
            note(new PartJournal.Part(
                    part.dataset(),
                    part.key(),
                    part.madeOf(),
                    part.source(),
                    stamp.get().text(),
                    part.digest()));
        }
        return isEqual;
    }

    /** Nothing is lost but time if the machine stops before it is on the disk. */
    private void note(PartJournal.Part part) {
        journal.ifPresent(kept -> kept.note(part));
    }

    private void add(Collection<PartJournal.Part> parts) {
        journal.ifPresent(kept -> kept.add(parts));
    }

    /** A partition of an output was made of the whole input. */
    void made(String key, PartitionedDataset output, String dataset) {
        if (journal.isPresent()) {
            part(key, "", output, dataset).ifPresent(part -> add(List.of(part)));
        }
    }

    /**
     * Partitions of outputs were made of a partition of the input.
     *
     * @param input the partition; what was made of one that was changed meanwhile does not count
     */
    void made(String key, StoredContent input, Map<String, PartitionedDataset> outputs) {
        Optional<PartVersion> source =
                source(key).filter(known -> input.stamp().map(Stamp::text).equals(Optional.of(known.stamp())));
        if (source.isPresent() && journal.isPresent()) {
            List<PartJournal.Part> parts = new ArrayList<>();
            outputs.forEach((dataset, output) ->
                    part(key, source.get().version(), output, dataset).ifPresent(parts::add));
            add(parts);
        }
    }

    private Optional<PartJournal.Part> part(String key, String source, PartitionedDataset output, String dataset) {
        StoredContent content = output.content(key);
        return content.digested()
                .or(() -> content.stamp().map(stamp -> new StoredContent.Digested(stamp.text(), content.digest(stamp))))
                .map(saved -> new PartJournal.Part(dataset, key, madeOf(), source, saved.stamp(), saved.digest()));
    }

    /** The other partitions of an output are gone. */
    void retain(String dataset, Set<String> keys) {
        journal.ifPresent(kept -> kept.retain(dataset, keys));
    }

    @Override
    public void close() {
        journal.ifPresent(PartJournal::close);
    }
}
