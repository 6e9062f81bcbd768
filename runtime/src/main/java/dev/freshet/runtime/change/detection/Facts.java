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
 * All that decides what a node makes, as it is now.
 *
 * @param inputs versions by dataset, null if not known before others have run
 */
record Facts(
        String code,
        SortedMap<String, String> parameters,
        SortedMap<String, @Nullable Version> inputs,
        SortedMap<String, String> declarations) {
    /** Subject of the order in which a node reads and makes datasets; no dataset has such a name. */
    static final String WIRING = "()";
    /** Subject of the node's name, of nodes that can ask for it. */
    static final String NAME = "(name)";
    /** Subject of the run's seed. */
    static final String SEED = "(seed)";

    /** Stands for a version that is not known. */
    private static final String UNKNOWN = "null";

    static final SortedMap<String, String> SCHEMAS = Collections.unmodifiableSortedMap(new TreeMap<>(
            Map.of("code", "fp1", "parameters", "value1", "inputs", "version1", "declarations", "meaning1")));

    boolean isComplete() {
        return !code.isEmpty() && areInputsKnown();
    }

    boolean areInputsKnown() {
        return !inputs.containsValue(null);
    }

    /** Whether a node that was started with these facts read what there is at its end, as far as it was known. */
    boolean mayHaveRead(SortedMap<String, @Nullable Version> atEnd) {
        return inputs.entrySet().stream()
                .allMatch(input -> input.getValue() == null || input.getValue().equals(atEnd.get(input.getKey())));
    }

    /** These facts with the versions that were not known yet when the node was started. */
    Facts with(SortedMap<String, @Nullable Version> known) {
        return areInputsKnown() ? this : new Facts(code, parameters, merged(known), declarations);
    }

    /** These facts without the versions of some inputs. */
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

    /** The version of a dataset in memory that a node makes of these facts: known without making it. */
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

    /** Whether these facts mean something to this checkout only. */
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

    /** Identifies these facts, which must be complete, among those of all nodes. */
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

    /** Whether a record was made of the same facts as far as they are known. */
    boolean mayBeOf(NodeRecord record) {
        return record.inputs().keySet().equals(inputs.keySet())
                && with(new TreeMap<>(record.inputs())).isOf(record);
    }

    /** Whether a record was made of the same facts, in the form that this version gives them. */
    boolean isOf(NodeRecord record) {
        return record.schemas().equals(SCHEMAS)
                && record.code().equals(code)
                && record.parameters().equals(parameters)
                && record.inputs().equals(inputs)
                && record.declarations().equals(declarations);
    }
}
