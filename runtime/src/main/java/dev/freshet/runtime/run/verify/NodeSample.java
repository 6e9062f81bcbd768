package dev.freshet.runtime.run.verify;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A random sample of nodes.
 *
 * @param share the share of all nodes, more than 0 and at most 1; the sample has at least one node
 * @param seed the seed of the choice; the same seed gives the same nodes
 */
public record NodeSample(double share, long seed) {
    public static final NodeSample ALL = new NodeSample(1, 0);

    public NodeSample {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("a sample is more than 0 and at most 1 of all, not " + share);
        }
    }

    BitSet of(BitSet nodes) {
        List<Integer> all = new ArrayList<>(nodes.stream().boxed().toList());
        Collections.shuffle(all, new Random(seed));
        BitSet chosen = new BitSet();
        all.subList(0, (int) Math.ceil(all.size() * share)).forEach(chosen::set);
        return chosen;
    }
}
