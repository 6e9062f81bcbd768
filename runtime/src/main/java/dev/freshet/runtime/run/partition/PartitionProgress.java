package dev.freshet.runtime.run.partition;

import dev.freshet.dataset.PartitionedDataset;
import dev.freshet.dataset.Stamp;
import dev.freshet.dataset.StoredContent;
import dev.freshet.runtime.change.detection.PartitionVersion;
import dev.freshet.runtime.state.local.PartitionJournal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * The partitions of a node that are up to date, and those that it adds. Without a plan, no partition is up to date and
 * none is kept.
 */
final class PartitionProgress implements AutoCloseable {
    /** Stands for a stamp that proves nothing, so that the content is compared. */
    static final String UNKNOWN = "unknown";

    private final Optional<KnownPartitions.Making> plan;
    private final Optional<PartitionJournal> journal;
    private final BooleanSupplier areInputsUnchanged;

    /**
     * @param areInputsUnchanged returns whether the inputs that all partitions share have not changed since the plan
     */
    PartitionProgress(Optional<KnownPartitions.Making> plan, BooleanSupplier areInputsUnchanged) {
        this.plan = plan;
        this.areInputsUnchanged = areInputsUnchanged;
        journal = plan.flatMap(KnownPartitions.Making::journal).map(file -> PartitionJournal.open(Path.of(file)));
        if (plan.filter(KnownPartitions.Making::discard).isPresent()) {
            journal.ifPresent(PartitionJournal::discard);
        }
    }

    /** Creates a progress without a plan, in which no partition is up to date and none is kept. */
    static PartitionProgress none() {
        return new PartitionProgress(Optional.empty(), () -> true);
    }

    /** Returns whether a partition of an output was made from the whole input and is unchanged. */
    boolean isMade(String key, PartitionOutput output) {
        return journal.isPresent()
                ? isMade(key, "", List.of(output))
                : plan.map(known -> known.made().getOrDefault(output.dataset(), List.of()))
                        .filter(made -> made.contains(key))
                        .isPresent();
    }

    /**
     * Returns the keys of the partitions of an output for which {@link #isMade(String, PartitionOutput)} is true, in
     * order.
     */
    List<String> made(PartitionOutput output) {
        return journal.map(PartitionJournal::keys).orElse(Set.of()).stream()
                .filter(key -> isMade(key, output))
                .sorted()
                .toList();
    }

    /** Returns whether what was made from a partition of the input is up to date and unchanged. */
    boolean isMade(String key, List<PartitionOutput> outputs) {
        return source(key)
                .filter(source -> isMade(key, source.version(), outputs))
                .isPresent();
    }

    private boolean isMade(String key, String source, List<PartitionOutput> outputs) {
        return outputs.stream()
                .allMatch(output -> journal.flatMap(kept -> kept.partition(output.dataset(), key))
                        .filter(partition -> partition.madeOf().equals(madeOf())
                                && partition.source().equals(source))
                        .filter(partition -> isThere(partition, output, key))
                        .isPresent());
    }

    private String madeOf() {
        return plan.orElseThrow().madeOf();
    }

    private Optional<PartitionVersion> source(String key) {
        return plan.flatMap(KnownPartitions.Making::each)
                .map(each -> each.sources().get(key));
    }

    /**
     * Compares the stamp, or, if it differs, the content: the file may have been copied, or its permissions changed.
     */
    private boolean isThere(PartitionJournal.Partition partition, PartitionOutput output, String key) {
        Instant moment = Instant.now();
        Optional<Stamp> stamp = output.listed(key);
        if (stamp.isEmpty() || stamp.get().text().equals(partition.stamp())) {
            return stamp.isPresent();
        }
        StoredContent content = output.content(key);
        // A link to a missing file is listed, too.
        boolean isEqual = content.stamp().isPresent()
                && content.digest(stamp.get()).equals(partition.digest())
                && content.stamp().equals(stamp);
        if (isEqual && stamp.get().isSettledAt(moment)) {
            note(new PartitionJournal.Partition(
                    partition.dataset(),
                    partition.key(),
                    partition.madeOf(),
                    partition.source(),
                    stamp.get().text(),
                    partition.digest(),
                    partition.inputs()));
        }
        return isEqual;
    }

    /** Records a partition, not durably: if the machine stops before it is on the disk, only time is lost. */
    private void note(PartitionJournal.Partition partition) {
        journal.ifPresent(kept -> kept.note(partition));
    }

    /** Records partitions. They are durable when this method returns. */
    void add(Collection<PartitionJournal.Partition> partitions) {
        journal.ifPresent(kept -> kept.add(partitions));
    }

    /** A partition of an output was made from the whole input. */
    void made(String key, PartitionedDataset output, String dataset) {
        if (journal.isPresent() && areInputsUnchanged.getAsBoolean()) {
            partition(key, "", output, dataset).ifPresent(partition -> add(List.of(partition)));
        }
    }

    /**
     * Returns the entries of the partitions of outputs that were made from a partition of the input. Returns none if
     * that partition, or an input that all partitions share, changed meanwhile.
     *
     * @param input the partition of the input
     */
    List<PartitionJournal.Partition> facts(String key, StoredContent input, Map<String, PartitionedDataset> outputs) {
        List<PartitionJournal.Partition> facts = new ArrayList<>();
        Optional<String> stamp = input.loaded()
                .map(StoredContent.Digested::stamp)
                .or(() -> input.stamp().map(Stamp::text));
        source(key)
                .filter(known -> !input.loadsDiffer() && stamp.equals(Optional.of(known.stamp())))
                .filter(known -> areInputsUnchanged.getAsBoolean())
                .filter(known -> input.digested()
                        .filter(read -> read.contradicts(known.stamp(), known.version()))
                        .isEmpty())
                .ifPresent(known -> outputs.forEach((dataset, output) ->
                        partition(key, known.version(), output, dataset).ifPresent(facts::add)));
        return facts;
    }

    private Optional<PartitionJournal.Partition> partition(
            String key, String source, PartitionedDataset output, String dataset) {
        StoredContent content = output.content(key);
        Instant moment = Instant.now();
        return content.digested()
                .or(() -> content.stamp().map(stamp -> StoredContent.Digested.of(stamp, content.digest(stamp), moment)))
                .map(saved -> new PartitionJournal.Partition(
                        dataset,
                        key,
                        madeOf(),
                        source,
                        saved.isSettled() ? saved.stamp() : UNKNOWN,
                        saved.digest(),
                        plan.orElseThrow().inputs()));
    }

    /** Forgets all other partitions of an output, which no longer exist. */
    void retain(String dataset, Set<String> keys) {
        journal.ifPresent(kept -> kept.retain(dataset, keys));
    }

    @Override
    public void close() {
        journal.ifPresent(PartitionJournal::close);
    }
}
