package dev.freshet.runtime.change;

import dev.freshet.runtime.state.NodeRecord;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * All that decides what a node makes, as it is now.
 *
 * @param inputs versions by dataset, null if not known before others have run
 */
record Facts(
        String code,
        SortedMap<String, String> parameters,
        SortedMap<String, @Nullable String> inputs,
        SortedMap<String, String> declarations) {
    /** Subject of the order in which a node reads and makes datasets; no dataset has such a name. */
    static final String WIRING = "()";
    /** Subject of the run's seed. */
    static final String SEED = "(seed)";

    static final Map<String, String> SCHEMAS =
            Map.of("code", "fp1", "parameters", "json1", "inputs", "version1", "declarations", "json1");

    boolean isComplete() {
        return !code.isEmpty() && !inputs.containsValue(null);
    }

    /** The version of a dataset in memory that a node makes of these facts: known without making it. */
    String derivedVersion(int output) {
        Digest digest = new Digest();
        digest.add("derived1").add(code).add(Integer.toString(output));
        parameters.values().forEach(digest::add);
        digest.add("inputs");
        inputs.values().forEach(version -> digest.add(String.valueOf(version)));
        digest.add("declarations");
        declarations.forEach((subject, text) -> digest.add(subject).add(text));
        return "derived:" + digest.text();
    }

    /** Whether a record was made of the same facts, as far as they can be compared. */
    boolean isOf(NodeRecord record) {
        return record.code().equals(code)
                && record.parameters().equals(parameters)
                && record.inputs().equals(inputs)
                && record.declarations().equals(declarations);
    }

    /** Every word with its length, so that no two lists of words are alike. */
    private static final class Digest {
        private final MessageDigest sha;

        Digest() {
            try {
                sha = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new AssertionError("every Java has SHA-256", e);
            }
        }

        Digest add(String word) {
            byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
            sha.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
            sha.update(bytes);
            return this;
        }

        String text() {
            return HexFormat.of().formatHex(sha.digest(), 0, 16);
        }
    }
}
