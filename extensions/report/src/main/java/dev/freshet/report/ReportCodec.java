package dev.freshet.report;

import dev.freshet.dataset.MalformedContent;
import dev.freshet.dataset.ValueCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes reports. */
record ReportCodec() implements ValueCodec {
    @Override
    public Object read(InputStream in) {
        throw new MalformedContent(
                "", "a report can be saved but not loaded; load its HTML by another catalog entry of type text");
    }

    @Override
    public void write(OutputStream out, Object value) throws IOException {
        out.write(((Report) value).html().getBytes(StandardCharsets.UTF_8));
    }
}
