package dev.freshet.runtime.change.detection;

import dev.freshet.fingerprint.Digest;
import dev.freshet.runtime.state.NodeRecord;
import dev.freshet.runtime.state.Version;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The current facts that determine what a node makes.
 *
 * @param inputs the versions of inputs by dataset; null if unknown until upstream nodes have run
 */
record Facts(
        String code,
        SortedMap<String, String> parameters,
        SortedMap<String, @Nullable Version> inputs,
        SortedMap<String, String> declarations) {
    /** The subject for the order of a node's inputs and outputs; no dataset has this name. */
    static final String WIRING = "()";
    /** The subject for the name of a node that can read its name. */
    static final String NAME = "(name)";
    /** The subject for the run's seed. */
    static final String SEED = "(seed)";

    /** Stands for an unknown version. */
    private static final String UNKNOWN = "null";

    static final SortedMap<String, String> SCHEMAS = Collections.unmodifiableSortedMap(new TreeMap<>(
            Map.of("code", "fp1", "parameters", "value1", "inputs", "version1", "declarations", "meaning1")));

    boolean isComplete() {
        return !code.isEmpty() && areInputsKnown();
    }

    boolean areInputsKnown() {
        return !inputs.containsValue(null);
    }

    /**
     * Returns whether a node that started with these facts read the contents that exist at its end, as far as they are
     * known.
     */
    boolean mayHaveRead(SortedMap<String, @Nullable Version> atEnd) {
        return inputs.entrySet().stream()
                .allMatch(input -> input.getValue() == null || input.getValue().equals(atEnd.get(input.getKey())));
    }

    /** Returns these facts with versions that were unknown when the node started. */
    Facts with(SortedMap<String, @Nullable Version> known) {
        return areInputsKnown() ? this : new Facts(code, parameters, merged(known), declarations);
    }

    /** Returns these facts without the versions of some inputs. */
    Facts without(Predicate<String> unknown) {
        SortedMap<String, @Nullable Version> left = new TreeMap<>(inputs);
        left.replaceAll((dataset, version) -> unknown.test(dataset) ? null : version);
        return new Facts(code, parameters, left, declarations);
    }

    private SortedMap<String, @Nullable Version> merged(SortedMap<String, @Nullable Version> known) {
        SortedMap<String, @Nullable Version> merged = new TreeMap<>(inputs);
        merged.replaceAll((dataset, version) -> version == null ? known.get(dataset) : version);
        return merged;
    }

    /**
     * Returns the version of a dataset in memory that a node makes from these facts. It is known without making the
     * value.
     */
    Version.Derived derivedVersion(int output) {
        Digest digest = new Digest();
        digest.add("derived1").add(code).add(Integer.toString(output));
        parameters.values().forEach(digest::add);
        digest.add("inputs");
        texts().values().forEach(digest::add);
        digest.add("declarations");
        declarations.forEach((subject, text) -> digest.add(subject).add(text));
        return new Version.Derived(digest.hex());
    }

    private SortedMap<String, String> texts() {
        SortedMap<String, String> texts = new TreeMap<>();
        inputs.forEach((dataset, version) -> texts.put(dataset, version == null ? UNKNOWN : version.text()));
        return texts;
    }

    /** Returns whether these facts are valid in this checkout only. */
    boolean arePrivate(Secrets secrets) {
        return code.isEmpty()
                || inputs.values().stream().anyMatch(Version.Given.class::isInstance)
                || (!secrets.isShared() && haveSecrets());
    }

    private boolean haveSecrets() {
        return parameters.values().stream().anyMatch(Secrets::isIn)
                || inputs.values().stream().anyMatch(Version.Value.class::isInstance);
    }

    Basis basis() {
        SortedMap<String, Version> known = new TreeMap<>();
        inputs.forEach((dataset, version) -> {
            if (version != null) {
                known.put(dataset, version);
            }
        });
        return new Basis(code, parameters, known, declarations);
    }

    /** Returns the key of these facts, which must be complete. Different facts have different keys. */
    String key() {
        Digest digest = new Digest();
        digest.add("key1").add(code);
        add(SCHEMAS, digest);
        add(parameters, digest);
        add(texts(), digest);
        add(declarations, digest);
        return digest.fullHex();
    }

    private static void add(Map<String, String> facts, Digest digest) {
        digest.add(Integer.toString(facts.size()));
        facts.forEach((subject, text) -> digest.add(subject).add(text));
    }

    /** Returns whether a record has the same facts, as far as they are known. */
    boolean mayBeOf(NodeRecord record) {
        return record.inputs().keySet().equals(inputs.keySet())
                && with(new TreeMap<>(record.inputs())).isOf(record);
    }

    /** Returns whether a record has the same facts in the same form. */
    boolean isOf(NodeRecord record) {
        return record.schemas().equals(SCHEMAS)
                && record.code().equals(code)
                && record.parameters().equals(parameters)
                && record.inputs().equals(inputs)
                && record.declarations().equals(declarations);
    }
}
