package dev.freshet.dataset.backend;

import dev.freshet.fingerprint.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text as the storage holds it: after a line with the kind, the writer and a checksum, such as
 * {@code freshet entry 3f2b... 9c1d...}. The checksum includes the key, so content that was moved to another key is
 * found too.
 *
 * @param writer a random name, by which a writer whose answer was lost recognises its own object
 */
record Envelope(Kind kind, String writer, String text) {
    private static final Pattern HEADER = Pattern.compile("freshet ([a-z]+) ([0-9a-f-]+) ([0-9a-f]+)");
    private static final int MOST_HEADER_BYTES = 200;

    /** What the text is. */
    enum Kind {
        ENTRY,
        SEAL,
        BASE;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Creates an envelope of a new writer. */
    static Envelope of(Kind kind, String text) {
        return new Envelope(kind, UUID.randomUUID().toString(), text);
    }

    boolean isBy(Envelope other) {
        return writer.equals(other.writer);
    }

    byte[] encode(String key) {
        String header = "freshet " + kind.word() + " " + writer + " " + checksum(key, kind, writer, text) + "\n";
        return (header + text).getBytes(StandardCharsets.UTF_8);
    }

    private static String checksum(String key, Kind kind, String writer, String text) {
        return new Digest().add(key).add(kind.word()).add(writer).add(text).hex();
    }

    /** Returns the envelope that was encoded for a key; empty if the bytes are damaged. */
    static Optional<Envelope> decode(String key, byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != '\n' && end < MOST_HEADER_BYTES) {
            end++;
        }
        Matcher header = HEADER.matcher(new String(bytes, 0, end, StandardCharsets.ISO_8859_1));
        if (end == bytes.length || !header.matches()) {
            return Optional.empty();
        }
        Optional<String> text = text(bytes, end + 1);
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.word().equals(header.group(1)))
                .findFirst()
                .flatMap(kind -> text.filter(
                                valid -> header.group(3).equals(checksum(key, kind, header.group(2), valid)))
                        .map(valid -> new Envelope(kind, header.group(2), valid)));
    }

    private static Optional<String> text(byte[] bytes, int from) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, bytes.length - from))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
