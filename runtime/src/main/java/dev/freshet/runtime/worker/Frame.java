package dev.freshet.runtime.worker;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A message between a run and a worker: four bytes with the length of the content, a byte with the kind, and the
 * content, which is JSON. A runner that only passes frames on needs to understand only their kinds.
 *
 * @param content the JSON; never show it, since it may contain credentials
 */
public record Frame(Kind kind, byte[] content) {
    /** The largest length; far more than any catalog needs. */
    private static final int LONGEST = 1 << 28;

    private static final int HEADER = 5;

    /** The kinds of frames, as far as a runner needs to know that passes them on. */
    public enum Kind {
        /** The run sends a request. The worker answers with one frame that is not news. */
        REQUEST('R'),
        /** The run sends a command that has no answer. */
        CONTROL('C'),
        /** The worker is alive, whatever it does. */
        ALIVE('A'),
        /** The worker sends news while it works on a request. */
        NEWS('N'),
        /** The worker sends news, and waits until a {@link #CONTROL} says that the run has processed it. */
        AWAITED('W'),
        /** The request is done. */
        DONE('D'),
        /** The request failed. */
        FAILED('F'),
        /** The request failed, and the worker must not be used again. */
        SPENT('S');

        private final char letter;

        Kind(char letter) {
            this.letter = letter;
        }

        /** Returns whether the frame answers a request. */
        public boolean isAnswer() {
            return this == DONE || this == FAILED || this == SPENT;
        }

        /**
         * Returns the kind with a letter.
         *
         * @throws IOException if there is no such kind
         */
        public static Kind of(byte letter) throws IOException {
            for (Kind kind : values()) {
                if (kind.letter == letter) {
                    return kind;
                }
            }
            throw new IOException("not a frame");
        }
    }

    /** Writes the frame in one piece. Call this from one thread at a time. */
    public void write(DataOutputStream out) throws IOException {
        out.writeInt(content.length);
        out.writeByte(kind.letter);
        out.write(content);
        out.flush();
    }

    /** Returns the bytes of the frame, as sent. */
    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(content.length + HEADER);
        try {
            write(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Waits for a frame and reads it.
     *
     * @throws java.io.EOFException if the stream has ended
     * @throws IOException if the bytes are not a frame, or cannot be read
     */
    public static Frame read(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > LONGEST) {
            throw new IOException("not a frame");
        }
        Kind kind = Kind.of(in.readByte());
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return new Frame(kind, bytes);
    }

    /** Returns the kind and size only. */
    @Override
    public String toString() {
        return kind + " of " + content.length + " bytes";
    }
}
