package dev.freshet.processor.fingerprint;

import dev.freshet.fingerprint.CodeUnit;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;

/** A unit while its canonical text is being written; see {@link CodeUnit}. */
final class Unit {
    /** Begins every text: digests of different schemas are never equal. */
    private static final String SCHEMA = "fp1";

    private static final int BYTES = 16;
    private static final int FIRST_CAPACITY = 256;

    final String id;
    /** To be had once: looking for it takes longer than most of what it digests. */
    private static final ThreadLocal<MessageDigest> SHA = ThreadLocal.withInitial(Unit::sha);

    final StringBuilder text = new StringBuilder(FIRST_CAPACITY).append(SCHEMA);
    final TreeSet<String> references = new TreeSet<>();
    private int line;

    Unit(String id) {
        this.id = id;
    }

    void startsAt(long number) {
        line = (int) Math.max(number, 0);
    }

    CodeUnit finish() {
        references.remove(id);
        return new CodeUnit(id, digest(text.append(')')), line, List.copyOf(references));
    }

    /** 32 hex digits. */
    static String digest(CharSequence text) {
        return digest(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    static String digest(byte[] bytes) {
        return HexFormat.of().formatHex(SHA.get().digest(bytes), 0, BYTES);
    }

    private static MessageDigest sha() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
