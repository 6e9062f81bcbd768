package dev.freshet.runtime.cli;

import dev.freshet.dataset.FileCodec;
import dev.freshet.dataset.FileFormat;
import dev.freshet.dataset.OptionValues;
import dev.freshet.dataset.ValueCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;

/** A dataset type of texts that fails at the text that names a fault, on load after and on save before half of it. */
public final class FaultyFormat implements FileFormat {
    /** Stands before the fault of a load. */
    static final String LOAD = "load fails:";
    /** Stands before the fault of a save. */
    static final String SAVE = "save fails:";

    @Override
    public String name() {
        return "faulty";
    }

    @Override
    public String holds() {
        return "java.lang.String";
    }

    @Override
    public boolean accepts(Type type) {
        return type == String.class || type == Object.class;
    }

    @Override
    public FileCodec open(Type type, OptionValues options) {
        return new ValueCodec() {
            @Override
            public Object read(InputStream in) throws IOException {
                String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                raise(text, LOAD);
                return text;
            }

            @Override
            public void write(OutputStream out, Object value) throws IOException {
                byte[] text = String.valueOf(value).getBytes(StandardCharsets.UTF_8);
                out.write(text, 0, text.length / 2);
                raise(String.valueOf(value), SAVE);
                out.write(text, text.length / 2, text.length - text.length / 2);
            }
        };
    }

    private static void raise(String text, String where) {
        if (text.startsWith(where)) {
            FaultyNodes.raise(FaultyNodes.Fault.valueOf(text.substring(where.length())));
        }
    }
}
