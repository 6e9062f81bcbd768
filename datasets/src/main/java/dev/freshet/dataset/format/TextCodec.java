package dev.freshet.dataset.format;

import dev.freshet.dataset.ValueCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Text as one value. */
public final class TextCodec implements ValueCodec {
    private final Charset encoding;

    public TextCodec(Charset encoding) {
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
    public Object read(InputStream in) throws IOException {
        StringWriter text = new StringWriter();
        Texts.reader(in, encoding).transferTo(text);
        return text.toString();
    }

    @Override
    public void write(OutputStream out, Object value) throws IOException {
        Writer writer = Texts.writer(out, encoding);
        Texts.writeFirst(writer, (String) value, encoding);
        writer.flush();
    }
}
