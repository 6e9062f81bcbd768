package dev.freshet.runtime.dataset;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.Charset;

/** Text as one value, or as a list of lines. */
final class TextFormat implements FileDataset.Format {
    private final Charset encoding;
    private final boolean asLines;

    TextFormat(Charset encoding, boolean asLines) {
        this.encoding = encoding;
        this.asLines = asLines;
    }

    @Override
    public Object read(InputStream in) throws IOException {
        Reader reader = new InputStreamReader(in, encoding.newDecoder());
        if (asLines) {
            return new BufferedReader(reader).lines().toList();
        }
        StringWriter text = new StringWriter();
        reader.transferTo(text);
        return text.toString();
    }

    @Override
    public void write(OutputStream out, Object value) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, encoding.newEncoder()));
        if (asLines) {
            for (Object line : (Iterable<?>) value) {
                if (String.valueOf(line).indexOf('\n') >= 0) {
                    throw new MalformedContent("", "a line of the list contains a line break");
                }
                writer.append(String.valueOf(line)).append('\n');
            }
        } else {
            writer.append(String.valueOf(value));
        }
        writer.flush();
    }
}
