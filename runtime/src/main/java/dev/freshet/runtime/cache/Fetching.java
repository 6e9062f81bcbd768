package dev.freshet.runtime.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Replaces outputs by the files of results. All files of a result are copied next to their places and verified before
 * the first one is replaced.
 */
final class Fetching {
    private final Blobs blobs;
    private final Transfers transfers;

    Fetching(Blobs blobs, Transfers transfers) {
        this.blobs = blobs;
        this.transfers = transfers;
    }

    /** Replaces all outputs of a node, including the partitions that the result does not have. */
    void whole(CachedResult result, Targets targets, CacheProgress progress) throws CacheFault, InterruptedException {
        List<Targets.Part> parts = targets.parts(result);
        Meter meter = new Meter(progress, result.size());
        try (Staging staging = new Staging()) {
            List<Transfers.Task<Boolean>> tasks = new ArrayList<>();
            for (Targets.Part part : parts) {
                int index = tasks.size();
                tasks.add(() -> stage(part, index, staging, meter));
            }
            transfers.all(tasks, meter);
            targets.prepare();
            staging.commit();
            targets.retain(result);
        }
    }

    private boolean stage(Targets.Part part, int index, Staging staging, Meter meter) throws CacheFault {
        blobs.stage(part.blob(), part.file(), meter).ifPresent(writing -> staging.add(index, part.file(), writing));
        return true;
    }

    /** Replaces one partition of each output. */
    void partition(CachedResult result, Targets targets, Meter meter) throws CacheFault {
        try (Staging staging = new Staging()) {
            for (Targets.Part part : targets.parts(result)) {
                stage(part, staging.size(), staging, meter);
            }
            staging.commit();
        }
    }

    /** Fetches partitions in parallel; a partition that cannot be used does not stop the others. */
    List<Optional<CacheFault>> partitions(List<CachedResult> results, Targets targets, CacheProgress progress)
            throws CacheFault, InterruptedException {
        Meter meter = new Meter(
                progress, results.stream().mapToLong(CachedResult::size).sum());
        targets.prepare();
        List<Transfers.Task<Optional<CacheFault>>> tasks = new ArrayList<>();
        for (CachedResult result : results) {
            tasks.add(() -> {
                try {
                    partition(result, targets, meter);
                    return Optional.empty();
                } catch (CacheFault e) {
                    return Optional.of(e);
                }
            });
        }
        return transfers.all(tasks, meter);
    }
}
