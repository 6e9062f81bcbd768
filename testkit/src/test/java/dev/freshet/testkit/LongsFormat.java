package dev.freshet.testkit;

import dev.freshet.dataset.FileCodec;
import dev.freshet.dataset.FileFormat;
import dev.freshet.dataset.FileSource;
import dev.freshet.dataset.MalformedContent;
import dev.freshet.dataset.Option;
import dev.freshet.dataset.OptionException;
import dev.freshet.dataset.OptionValues;
import dev.freshet.dataset.RecordCodec;
import dev.freshet.dataset.RecordReader;
import dev.freshet.dataset.RecordWriter;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** A dataset type of whole numbers that can be wrong in the ways that people's own types are. */
public class LongsFormat implements FileFormat {
    /** A number, in an object of its own. */
    record Whole(long number) {}

    /** What is wrong with it. */
    enum Fault {
        NONE,
        FORGETS_THE_LAST,
        HOLDS_ALL_READ,
        HOLDS_ALL_WRITTEN,
        LEAVES_FILES_OPEN,
        LOSES_DIGITS,
        SAYS_EXCEPTIONS,
        SHARES_STATE,
        TAKES_ANY_OPTION,
        TAKES_CUT_FILES,
        WRITES_THE_TIME
    }

    static volatile Fault fault = Fault.NONE;

    private static final long END = 0x0102030405060708L;

    @Override
    public String name() {
        return "longs";
    }

    @Override
    public String holds() {
        return "a List of numbers";
    }

    @Override
    public boolean accepts(Type type) {
        return FileFormat.element(type).filter(Whole.class::equals).isPresent();
    }

    @Override
    public List<Option> options() {
        return List.of(Option.text("base", "2", "The base of the numbers."));
    }

    @Override
    public FileCodec open(Type type, OptionValues options) {
        if (!options.findText("base").orElse("2").equals("2") && fault != Fault.TAKES_ANY_OPTION) {
            throw new OptionException("base", "\"base\" must be 2");
        }
        return new Codec();
    }

    private static volatile long shared;

    private static final class Codec implements RecordCodec {
        @Override
        public boolean isLossless() {
            return true;
        }

        @Override
        public RecordReader reader(FileSource source) throws IOException {
            DataInputStream in = new DataInputStream(
                    fault == Fault.LEAVES_FILES_OPEN ? Files.newInputStream(source.file()) : source.stream());
            Queue<Whole> ahead = new ArrayDeque<>();
            if (fault == Fault.HOLDS_ALL_READ) {
                for (Whole next = next(in); next != null; next = next(in)) {
                    ahead.add(next);
                }
                List<Whole> all = List.copyOf(ahead);
                return () -> all.isEmpty() ? null : ahead.poll();
            }
            return () -> next(in);
        }

        private @Nullable Whole next(DataInputStream in) throws IOException {
            try {
                byte kind = in.readByte();
                if (kind == 0) {
                    return new Whole(in.readLong());
                }
                if (kind == 1 && in.readLong() == END) {
                    return null;
                }
                throw new MalformedContent("", "the file is damaged");
            } catch (EOFException e) {
                if (fault == Fault.TAKES_CUT_FILES) {
                    return null;
                }
                if (fault == Fault.SAYS_EXCEPTIONS) {
                    throw new IOException("java.io.EOFException", e);
                }
                throw new MalformedContent("", "the file ends too early", e);
            }
        }

        @Override
        public RecordWriter writer(OutputStream stream) throws IOException {
            DataOutputStream out = new DataOutputStream(stream);
            if (fault == Fault.WRITES_THE_TIME) {
                out.writeByte(0);
                out.writeLong(System.currentTimeMillis() / 1000);
            }
            return new Writer(out);
        }

        private final class Writer implements RecordWriter {
            private final DataOutputStream out;
            private final List<Object> held = new ArrayList<>();
            private @Nullable Object last;

            Writer(DataOutputStream out) {
                this.out = out;
            }

            @Override
            public void write(Object record) throws IOException {
                if (fault == Fault.HOLDS_ALL_WRITTEN) {
                    held.add(record);
                }
                if (fault != Fault.FORGETS_THE_LAST) {
                    put(record);
                } else if (last != null) {
                    put(last);
                }
                last = record;
            }

            private void put(Object record) throws IOException {
                long number = ((Whole) record).number();
                if (fault == Fault.SHARES_STATE) {
                    shared = number;
                    Thread.yield();
                    number = shared;
                }
                out.writeByte(0);
                out.writeLong(fault == Fault.LOSES_DIGITS ? (int) number : number);
            }

            @Override
            public void finish() throws IOException {
                out.writeByte(1);
                out.writeLong(END);
                out.flush();
            }
        }
    }
}
