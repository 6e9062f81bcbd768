package dev.freshet.runtime.change.detection;

import dev.freshet.fingerprint.LinkedParts;
import dev.freshet.runtime.change.Reason;
import dev.freshet.runtime.state.NodeRecord;
import dev.freshet.runtime.state.Version;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Compares the facts of a node with the record of its last success. If the record of a component has an unknown schema,
 * the component cannot be compared and counts as changed. Whoever changes a schema keeps the old one, so that old
 * records can be compared.
 */
final class Comparison {
    private final int node;
    private final CodeFingerprints codes;
    private final Function<String, LinkedParts> links;
    private final Function<String, String> source;

    /**
     * @param links finds what earlier fingerprints were computed from
     * @param source returns the origin of a dataset, in words
     */
    Comparison(int node, CodeFingerprints codes, Function<String, LinkedParts> links, Function<String, String> source) {
        this.node = node;
        this.codes = codes;
        this.links = links;
        this.source = source;
    }

    /** @param reasons which are known already, to which these are added */
    void addReasons(Facts now, NodeRecord last, List<Reason> reasons) {
        if (now.code().isEmpty()) {
            reasons.add(new Reason.CodeUnknown(codes.unknown(node)));
        } else if (isComparable("code", last, reasons) && !now.code().equals(last.code())) {
            reasons.add(new Reason.CodeChanged(codes.changes(node, last.links(), links)));
        }
        if (isComparable("parameters", last, reasons)) {
            now.parameters().forEach((name, value) -> {
                String before = last.parameters().get(name);
                if (before != null && !before.equals(value)) {
                    reasons.add(new Reason.ParameterChanged(name, before, value));
                }
            });
        }
        if (isComparable("inputs", last, reasons)) {
            inputs(now, last, reasons);
        }
        if (isComparable("declarations", last, reasons)) {
            declarations(now, last, reasons);
        }
    }

    private static boolean isComparable(String component, NodeRecord last, List<Reason> reasons) {
        boolean isKnown =
                Objects.equals(Facts.SCHEMAS.get(component), last.schemas().get(component));
        if (!isKnown) {
            reasons.add(new Reason.OtherSchema(component));
        }
        return isKnown;
    }

    private void inputs(Facts now, NodeRecord last, List<Reason> reasons) {
        for (Map.Entry<String, @Nullable Version> input : now.inputs().entrySet()) {
            Version before = last.inputs().get(input.getKey());
            if (before != null
                    && input.getValue() != null
                    && !before.equals(input.getValue())
                    && !isMissing(input.getKey(), reasons)) {
                reasons.add(
                        input.getValue() instanceof Version.Given
                                ? new Reason.InputGiven(input.getKey())
                                : new Reason.InputChanged(input.getKey(), source.apply(input.getKey())));
            }
        }
    }

    private static boolean isMissing(String input, List<Reason> reasons) {
        return reasons.stream()
                .anyMatch(reason -> reason instanceof Reason.InputMissing missing
                        && missing.dataset().equals(input));
    }

    private static void declarations(Facts now, NodeRecord last, List<Reason> reasons) {
        String wiring = last.declarations().getOrDefault(Facts.WIRING, "");
        String current = now.declarations().getOrDefault(Facts.WIRING, "");
        if (!wiring.equals(current)) {
            reasons.add(new Reason.WiringChanged(wiring, current));
            return;
        }
        String seed = last.declarations().getOrDefault(Facts.SEED, "");
        String currentSeed = now.declarations().getOrDefault(Facts.SEED, "");
        if (!seed.equals(currentSeed)) {
            reasons.add(new Reason.SeedChanged(
                    seed.isEmpty() ? "none" : seed, currentSeed.isEmpty() ? "none" : currentSeed));
        }
        String name = last.declarations().getOrDefault(Facts.NAME, "");
        String currentName = now.declarations().getOrDefault(Facts.NAME, name);
        if (!name.isEmpty() && !name.equals(currentName)) {
            reasons.add(new Reason.Renamed(name, currentName));
        }
        now.declarations().forEach((subject, text) -> {
            String before = last.declarations().get(subject);
            if (!subject.startsWith("(") && !text.equals(before)) {
                reasons.add(new Reason.CatalogChanged(subject, before == null ? "" : before, text));
            }
        });
        last.declarations().forEach((subject, before) -> {
            if (!subject.startsWith("(") && !now.declarations().containsKey(subject)) {
                reasons.add(new Reason.CatalogChanged(subject, before, ""));
            }
        });
    }
}
