package dev.freshet.runtime.run.part;

import dev.freshet.runtime.change.detection.PartVersion;
import java.util.List;
import java.util.Map;

/**
 * What a node that reads or makes partitions must know of earlier ones.
 *
 * @param journal the file of its journal
 * @param madeOf what it makes partitions of
 * @param discard whether it makes everything anew
 * @param sources the partitions over which it runs, as they are now
 * @param given of incremental inputs, the partitions that it is given, by dataset
 * @param keepsOthers whether partitions of earlier runs stay that it does not make again
 * @param keepsGoing whether it goes on with other partitions after one has failed
 */
public record PartsPlan(
        String journal,
        String madeOf,
        boolean discard,
        Map<String, PartVersion> sources,
        Map<String, List<String>> given,
        boolean keepsOthers,
        boolean keepsGoing) {}
