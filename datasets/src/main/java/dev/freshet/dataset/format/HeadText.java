package dev.freshet.dataset.format;

import dev.freshet.dataset.MalformedContent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * The head of a file as text.
 *
 * @param isWhole whether the file has no more
 */
record HeadText(String text, Charset encoding, boolean isWhole) {
    private static final int MOST_BYTES = 1 << 21;
    private static final Charset WESTERN = Charset.forName("windows-1252");

    /**
     * Reads the head. The encoding is that of the byte order mark, else UTF-8 if all bytes are, else that of Western
     * Windows.
     *
     * @throws MalformedContent if the content is no text
     */
    static HeadText of(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MOST_BYTES);
        boolean isWhole = bytes.length < MOST_BYTES || in.read() < 0;
        Charset encoding = encoding(bytes, isWhole);
        String text = decoded(bytes, encoding);
        if (text.startsWith("\ufeff")) {
            text = text.substring(1);
        }
        if (text.indexOf('\0') >= 0) {
            throw new MalformedContent("", "this is no text");
        }
        return new HeadText(text, encoding, isWhole);
    }

    private static Charset encoding(byte[] bytes, boolean isWhole) {
        boolean isWide = bytes.length > 1
                && ((bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff)
                        || (bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe));
        if (isWide) {
            return StandardCharsets.UTF_16;
        }
        if (fits(bytes, StandardCharsets.UTF_8, isWhole)) {
            return StandardCharsets.UTF_8;
        }
        return fits(bytes, WESTERN, isWhole) ? WESTERN : StandardCharsets.ISO_8859_1;
    }

    private static boolean fits(byte[] bytes, Charset encoding, boolean isWhole) {
        CharsetDecoder decoder = encoding.newDecoder();
        CharBuffer chars = CharBuffer.allocate(1 << 13);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CoderResult result;
        do {
            chars.clear();
            result = decoder.decode(in, chars, isWhole);
        } while (result.isOverflow());
        return !result.isError();
    }

    private static String decoded(byte[] bytes, Charset encoding) throws IOException {
        return encoding.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE)
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }
}
