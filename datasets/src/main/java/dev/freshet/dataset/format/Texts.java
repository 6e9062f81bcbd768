package dev.freshet.dataset.format;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;

/** Reads and writes text in an encoding, strictly: malformed text fails instead of becoming a question mark. */
public final class Texts {
    private static final char BYTE_ORDER_MARK = '\ufeff';
    private static final int BUFFER = 1 << 13;

    private Texts() {}

    /** Returns a reader of a file's text that skips a leading byte order mark. */
    static Reader reader(InputStream in, Charset encoding) throws IOException {
        PushbackReader reader = new PushbackReader(new InputStreamReader(in, encoding.newDecoder()), 1);
        int first = reader.read();
        if (first >= 0 && first != BYTE_ORDER_MARK) {
            reader.unread(first);
        }
        return reader;
    }

    /** Returns a writer, which must be flushed at the end. */
    static Writer writer(OutputStream out, Charset encoding) {
        return new BufferedWriter(new OutputStreamWriter(out, encoding.newEncoder()));
    }

    /** Returns the position of the first malformed bytes, such as {@code :17:3}. */
    public static String firstMalformed(InputStream in, Charset encoding) throws IOException {
        CharsetDecoder decoder = encoding.newDecoder();
        ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
        CharBuffer chars = CharBuffer.allocate(BUFFER);
        int line = 1;
        int column = 1;
        boolean atEnd = false;
        while (!atEnd) {
            int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
            atEnd = count < 0;
            bytes.position(bytes.position() + Math.max(0, count)).flip();
            CoderResult result;
            do {
                result = decoder.decode(bytes, chars, atEnd);
                for (char c : chars.flip().toString().toCharArray()) {
                    line += c == '\n' ? 1 : 0;
                    column = c == '\n' ? 1 : column + 1;
                }
                chars.clear();
            } while (result.isOverflow());
            if (result.isError()) {
                break;
            }
            bytes.compact();
        }
        return ":" + line + ":" + column;
    }
}
