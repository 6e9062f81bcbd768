package dev.freshet.runtime.run.worker;

import dev.freshet.dataset.DatasetException;
import dev.freshet.dataset.StoredContent;
import dev.freshet.runtime.run.part.PartsPlan;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What a run and its worker processes tell each other: JSON, each after its length in four bytes. Values are in files. */
final class Frames {
    private static final JsonMapper MAPPER = new JsonMapper();
    /** Far more than any catalog. */
    private static final int LONGEST = 1 << 28;

    private Frames() {}

    /**
     * To a worker.
     *
     * @param setup of the run whose nodes come next
     * @param call a node to call; if both are null, the node that runs is to be interrupted
     */
    record Request(@Nullable Setup setup, @Nullable Call call) {
        static final Request INTERRUPT = new Request(null, null);
    }

    /** Of a run. */
    record Setup(String pipeline, String runId, long seed, String catalog, String parameters) {
        /** Without the catalog, which has credentials. */
        @Override
        public String toString() {
            return "setup of " + pipeline + " " + runId;
        }
    }

    /** A node with its inputs and outputs in order, and what it must know of parts that were made before. */
    record Call(String node, List<Place> inputs, List<Place> outputs, Optional<PartsPlan> parts) {}

    /** Where a value is. */
    record Place(
            Where kind,
            String dataset,
            String format,
            String file,
            String node,
            @Nullable Failure failure) {
        /** See {@link Place}. */
        enum Where {
            PARAMETER,
            STORED,
            SPILLED,
            FAILED
        }

        static Place parameter(String dataset) {
            return new Place(Where.PARAMETER, dataset, "", "", "", null);
        }

        static Place stored(String dataset) {
            return new Place(Where.STORED, dataset, "", "", "", null);
        }

        static Place spilled(String dataset, String format, String file) {
            return new Place(Where.SPILLED, dataset, format, file, "", null);
        }

        static Place failed(String dataset, String node, Throwable cause) {
            return new Place(Where.FAILED, dataset, "", "", node, Failure.of(cause));
        }
    }

    /** From a worker. */
    record Event(
            What kind,
            String dataset,
            long first,
            long second,
            @Nullable String stamp,
            @Nullable String digest,
            @Nullable Failure failure) {
        /** See {@link Event}. */
        enum What {
            /** How far the node is: {@code first} of {@code second}. */
            PROGRESS,
            /** In {@code first} nanoseconds. */
            LOADED,
            /** In {@code first} nanoseconds. */
            SAVED,
            /** With a setup, or with a node. */
            DONE,
            FAILED
        }

        static Event progress(long done, long total) {
            return new Event(What.PROGRESS, "", done, total, null, null, null);
        }

        static Event moved(What kind, String dataset, long nanos, Optional<StoredContent.Digested> digested) {
            return new Event(
                    kind,
                    dataset,
                    nanos,
                    0,
                    digested.map(StoredContent.Digested::stamp).orElse(null),
                    digested.map(StoredContent.Digested::digest).orElse(null),
                    null);
        }

        static Event done() {
            return new Event(What.DONE, "", 0, 0, null, null, null);
        }

        static Event failed(Throwable thrown) {
            return new Event(What.FAILED, "", 0, 0, null, null, Failure.of(thrown));
        }

        Optional<StoredContent.Digested> digested() {
            return stamp == null || digest == null
                    ? Optional.empty()
                    : Optional.of(new StoredContent.Digested(stamp, digest));
        }
    }

    /** What was thrown, with everything that it was caused by. */
    record Failure(
            Sort kind,
            String text,
            @Nullable String message,
            List<Frame> stack,
            @Nullable Failure cause) {
        private static final int MOST_CAUSES = 20;

        /** What becomes of it in the other process. */
        enum Sort {
            EXCEPTION,
            ERROR,
            OUT_OF_MEMORY,
            DATASET
        }

        static Failure of(Throwable thrown) {
            return of(thrown, MOST_CAUSES);
        }

        private static Failure of(Throwable thrown, int causes) {
            Throwable cause = thrown.getCause();
            return new Failure(
                    kind(thrown),
                    thrown.toString(),
                    thrown.getMessage(),
                    Arrays.stream(thrown.getStackTrace()).map(Frame::of).toList(),
                    cause == null || causes == 0 ? null : of(cause, causes - 1));
        }

        private static Sort kind(Throwable thrown) {
            if (thrown instanceof OutOfMemoryError) {
                return Sort.OUT_OF_MEMORY;
            }
            if (thrown instanceof DatasetException) {
                return Sort.DATASET;
            }
            return thrown instanceof Exception ? Sort.EXCEPTION : Sort.ERROR;
        }

        Throwable throwable() {
            String shown = message == null ? "" : message;
            Throwable caught = cause == null ? null : cause.throwable();
            Throwable thrown = switch (kind) {
                case DATASET -> new DatasetException(shown, caught);
                case ERROR, OUT_OF_MEMORY -> new RemoteError(text, shown);
                case EXCEPTION -> new RemoteException(text, shown);
            };
            if (caught != null && thrown.getCause() == null) {
                thrown.initCause(caught);
            }
            thrown.setStackTrace(stack.stream().map(Frame::element).toArray(StackTraceElement[]::new));
            return thrown;
        }
    }

    /** See {@link StackTraceElement}. */
    record Frame(String type, String method, @Nullable String file, int line) {
        static Frame of(StackTraceElement element) {
            return new Frame(
                    element.getClassName(), element.getMethodName(), element.getFileName(), element.getLineNumber());
        }

        StackTraceElement element() {
            return new StackTraceElement(type, method, file, line);
        }
    }

    /** Writes a frame in one piece; to be called by one thread at a time. */
    static void write(DataOutputStream out, Object frame) throws IOException {
        byte[] bytes = MAPPER.writeValueAsBytes(frame);
        out.writeInt(bytes.length);
        out.write(bytes);
        out.flush();
    }

    /**
     * Waits for a frame.
     *
     * @throws EOFException if there is none any more
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
