package dev.freshet.dataset.format;

import dev.freshet.dataset.FileSource;
import dev.freshet.dataset.MalformedContent;
import dev.freshet.dataset.RecordCodec;
import dev.freshet.dataset.RecordReader;
import dev.freshet.dataset.RecordWriter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Text whose lines are the records. */
public final class LinesCodec implements RecordCodec {
    private final Charset encoding;

    public LinesCodec(Charset encoding) {
        this.encoding = encoding;
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
    public RecordReader reader(FileSource source) throws IOException {
        return new BufferedReader(Texts.reader(source.stream(), encoding))::readLine;
    }

    @Override
    public RecordWriter writer(OutputStream out) {
        Writer writer = Texts.writer(out, encoding);
        return new RecordWriter() {
            private boolean isFirst = true;

            @Override
            public void write(Object record) throws IOException {
                String line = (String) record;
                if (line.indexOf('\n') >= 0 || line.indexOf('\r') >= 0) {
                    throw new MalformedContent("", "it has a line break in it");
                }
                if (isFirst) {
                    Texts.writeFirst(writer, line, encoding);
                } else {
                    writer.append(line);
                }
                isFirst = false;
                writer.append('\n');
            }

            @Override
            public void finish() throws IOException {
                writer.flush();
            }
        };
    }
}
