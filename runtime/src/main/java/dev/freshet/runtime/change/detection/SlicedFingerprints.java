package dev.freshet.runtime.change.detection;

import dev.freshet.fingerprint.ClassPath;
import dev.freshet.fingerprint.CodePart;
import dev.freshet.fingerprint.ImpureUse;
import dev.freshet.fingerprint.LinkedParts;
import dev.freshet.fingerprint.ReachedPart;
import dev.freshet.runtime.plan.SlicedPipeline;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The fingerprints of selected nodes. They are those of the whole pipeline, so that a selection needs no new link. */
public record SlicedFingerprints(CodeFingerprints whole, SlicedPipeline slice) implements CodeFingerprints {
    @Override
    public String fingerprint(int node) {
        return whole.fingerprint(slice.wholeNumber(node));
    }

    @Override
    public String unknown(int node) {
        return whole.unknown(slice.wholeNumber(node));
    }

    @Override
    public BitSet replaced() {
        BitSet all = whole.replaced();
        BitSet replaced = new BitSet();
        for (int node = 0; node < slice.graph().nodeCount(); node++) {
            replaced.set(node, all.get(slice.wholeNumber(node)));
        }
        return replaced;
    }

    @Override
    public String id() {
        return whole.id();
    }

    @Override
    public Optional<ClassPath.Seen> source() {
        return whole.source();
    }

    @Override
    public boolean hasWarnings() {
        return whole.hasWarnings();
    }

    @Override
    public Optional<String> shared() {
        return whole.shared();
    }

    @Override
    public List<String> changes(int node, String earlier, Function<String, LinkedParts> known) {
        return whole.changes(slice.wholeNumber(node), earlier, known);
    }

    @Override
    public Optional<CodePart> start(int node) {
        return whole.start(slice.wholeNumber(node));
    }

    @Override
    public List<ReachedPart> reached() {
        List<ReachedPart> reached = new ArrayList<>();
        for (ReachedPart part : whole.reached()) {
            BitSet nodes = new BitSet();
            for (int node = 0; node < slice.graph().nodeCount(); node++) {
                nodes.set(node, part.nodes().get(slice.wholeNumber(node)));
            }
            if (!nodes.isEmpty()) {
                reached.add(new ReachedPart(part.id(), part.part(), nodes));
            }
        }
        return reached;
    }

    @Override
    public List<ImpureUse> impure(int node) {
        return whole.impure(slice.wholeNumber(node));
    }
}
