package dev.freshet.dataset.format;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.UnmappableCharacterException;
import java.util.BitSet;

/**
 * Refuses characters that an encoding writes as bytes of another character. In Shift_JIS, {@code ¥} becomes a
 * backslash.
 */
final class ReversibleWriter extends FilterWriter {
    private final Charset encoding;
    private final BitSet known = new BitSet();

    ReversibleWriter(Writer out, Charset encoding) {
        super(out);
        this.encoding = encoding;
    }

    @Override
    public void write(int c) throws IOException {
        check((char) c);
        super.write(c);
    }

    @Override
    public void write(char[] buffer, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            check(buffer[i]);
        }
        super.write(buffer, offset, length);
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            check(text.charAt(i));
        }
        super.write(text, offset, length);
    }

    private void check(char c) throws IOException {
        if (Character.isSurrogate(c) || known.get(c)) {
            return;
        }
        String text = String.valueOf(c);
        if (!text.equals(new String(text.getBytes(encoding), encoding))) {
            throw new UnmappableCharacterException(1);
        }
        known.set(c);
    }
}
