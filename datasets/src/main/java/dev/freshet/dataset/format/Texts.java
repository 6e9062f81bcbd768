package dev.freshet.dataset.format;

import java.io.BufferedWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Reads and writes text in an encoding, strictly: malformed text fails instead of becoming a question mark. */
public final class Texts {
    private static final char BYTE_ORDER_MARK = '\ufeff';
    /** An encoding skips one mark at most, and the reader another. */
    private static final int MOST_SKIPPED = 3;

    private static final int BUFFER = 1 << 13;
    /** Encodings that write no two characters as the same bytes. */
    private static final Set<Charset> EXACT = Set.of(StandardCharsets.US_ASCII, StandardCharsets.ISO_8859_1);

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
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, encoding.newEncoder()));
        return EXACT.contains(encoding) || encoding.name().startsWith("UTF-")
                ? writer
                : new ReversibleWriter(writer, encoding);
    }

    /** Writes the first text of a file. If it begins with a byte order mark, others stand for those that are skipped. */
    static void writeFirst(Writer writer, String text, Charset encoding) throws IOException {
        String mark = String.valueOf(BYTE_ORDER_MARK);
        if (text.startsWith(mark)) {
            String marks = mark.repeat(MOST_SKIPPED);
            StringWriter left = new StringWriter();
            reader(new ByteArrayInputStream(marks.getBytes(encoding)), encoding).transferTo(left);
            writer.append(mark.repeat(MOST_SKIPPED - left.toString().length()));
        }
        writer.append(text);
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
