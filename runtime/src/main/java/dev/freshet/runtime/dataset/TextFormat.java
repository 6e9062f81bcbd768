package dev.freshet.runtime.dataset;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Text as one value, or as a list of lines. */
final class TextFormat implements FileCodec {
    private final Charset encoding;
    private final boolean asLines;

    TextFormat(Charset encoding, boolean asLines) {
        this.encoding = encoding;
        this.asLines = asLines;
    }

    @Override
    public Charset encoding() {
        return encoding;
    }

    @Override
    public boolean isLossless() {
        return encoding.equals(StandardCharsets.UTF_8);
    }

    @Override
    public Object read(InputStream in) throws IOException {
        Reader reader = Texts.reader(in, encoding);
        if (asLines) {
            return new BufferedReader(reader).lines().toList();
        }
        StringWriter text = new StringWriter();
        reader.transferTo(text);
        return text.toString();
    }

    @Override
    public void write(OutputStream out, Object value) throws IOException {
        Writer writer = Texts.writer(out, encoding);
        if (asLines) {
            int number = 0;
            for (Object line : (Iterable<?>) value) {
                number++;
                writer.append(checked(line, number)).append('\n');
            }
        } else {
            writer.append((String) value);
        }
        writer.flush();
    }

    private static String checked(@Nullable Object line, int number) {
        if (line == null) {
            throw new MalformedContent("", "line " + number + " is null");
        }
        String text = (String) line;
        if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
            throw new MalformedContent("", "line " + number + " has a line break in it");
        }
        return text;
    }
}
