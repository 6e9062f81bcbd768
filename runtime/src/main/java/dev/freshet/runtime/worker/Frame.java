package dev.freshet.runtime.worker;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A message between a run and a worker: four bytes with the length of the content, a byte with the kind, and the
 * content, which is JSON. Whoever only passes frames on needs to understand nothing but their kinds.
 *
 * @param content must not be shown: it may have credentials
 */
public record Frame(Kind kind, byte[] content) {
    /** Far more than any catalog. */
    private static final int LONGEST = 1 << 28;

    private static final int HEADER = 5;

    /** What a frame is, so far as those need to know who pass it on. */
    public enum Kind {
        /** The run asks the worker for something, which answers with one frame that is no news. */
        REQUEST('R'),
        /** The run asks for something that has no answer of its own. */
        CONTROL('C'),
        /** The worker is there, whatever it does. */
        ALIVE('A'),
        /** The worker tells something while it does what it was asked for. */
        NEWS('N'),
        /** The same, and the worker goes on when the run says by a {@link #CONTROL} that it has taken the news. */
        AWAITED('W'),
        /** The worker has done it. */
        DONE('D'),
        /** It cannot, or it failed. */
        FAILED('F'),
        /** The same, and the worker must not be used again. */
        SPENT('S');

        private final char letter;

        Kind(char letter) {
            this.letter = letter;
        }

        /** Whether it answers a request. */
        public boolean isAnswer() {
            return this == DONE || this == FAILED || this == SPENT;
        }

        /**
         * The kind that a byte stands for.
         *
         * @throws IOException if it is none
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

    /** Writes it in one piece; to be called by one thread at a time. */
    public void write(DataOutputStream out) throws IOException {
        out.writeInt(content.length);
        out.writeByte(kind.letter);
        out.write(content);
        out.flush();
    }

    /** The frame as it is sent. */
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
     * Waits for a frame.
     *
     * @throws java.io.EOFException if there is none any more
     * @throws IOException if it is no frame, or cannot be read
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

    /** Its kind and size only. */
    @Override
    public String toString() {
        return kind + " of " + content.length + " bytes";
    }
}
