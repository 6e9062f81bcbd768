package dev.freshet.runtime.run.worker;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * How {@link Request}s and {@link Event}s go between a run and its worker processes: as JSON, each after its length in
 * four bytes. Values are in files.
 */
final class Frames {
    private static final JsonMapper MAPPER = new JsonMapper();
    /** Far more than any catalog. */
    private static final int LONGEST = 1 << 28;

    private Frames() {}

    /** Writes a frame in one piece; to be called by one thread at a time. */
    static void write(DataOutputStream out, Request frame) throws IOException {
        write(out, MAPPER.writerFor(Request.class).writeValueAsBytes(frame));
    }

    /** The same for the other direction. */
    static void write(DataOutputStream out, Event frame) throws IOException {
        write(out, MAPPER.writerFor(Event.class).writeValueAsBytes(frame));
    }

    private static void write(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
        out.flush();
    }

    /**
     * Waits for a frame.
     *
     * @throws java.io.EOFException if there is none any more
     * @throws IOException if it is no frame, or cannot be read
     */
    static <T> T read(DataInputStream in, Class<T> type) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > LONGEST) {
            throw new IOException("not a frame");
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        try {
            return MAPPER.readValue(bytes, type);
        } catch (JacksonException e) {
            throw new IOException("not a frame", e);
        }
    }
}
