package dev.freshet.runtime.worker;

import java.io.IOException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Converts {@link Request}s and {@link Event}s to frames and back. Values are in files, not in frames. */
final class Frames {
    private static final JsonMapper MAPPER = new JsonMapper();

    private Frames() {}

    static Frame of(Request request) {
        boolean isControl = request instanceof Request.Interrupt || request instanceof Request.Taken;
        Frame.Kind kind = isControl ? Frame.Kind.CONTROL : Frame.Kind.REQUEST;
        return new Frame(kind, MAPPER.writerFor(Request.class).writeValueAsBytes(request));
    }

    static Frame of(Event event) {
        return new Frame(kind(event), MAPPER.writerFor(Event.class).writeValueAsBytes(event));
    }

    private static Frame.Kind kind(Event event) {
        if (event instanceof Event.Failed failed) {
            return failed.failure().kind() == Failure.Kind.OUT_OF_MEMORY ? Frame.Kind.SPENT : Frame.Kind.FAILED;
        }
        if (event instanceof Event.Refused) {
            return Frame.Kind.SPENT;
        }
        if (event instanceof Event.Alive) {
            return Frame.Kind.ALIVE;
        }
        if (event instanceof Event.Staged staged && staged.isAwaited()) {
            return Frame.Kind.AWAITED;
        }
        return event instanceof Event.News ? Frame.Kind.NEWS : Frame.Kind.DONE;
    }

    /** @throws IOException if the frame is not such a message */
    static <T> T read(Frame frame, Class<T> type) throws IOException {
        try {
            return MAPPER.readValue(frame.content(), type);
        } catch (JacksonException e) {
            throw new IOException("not a frame", e);
        }
    }
}
