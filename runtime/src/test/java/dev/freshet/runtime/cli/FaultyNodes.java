package dev.freshet.runtime.cli;

import dev.freshet.Outcome;
import dev.freshet.runtime.ForkedPipeline;
import dev.freshet.runtime.TestPipeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

/** Four nodes, the second of which fails in every way that a node can; the last one takes that as its input. */
public final class FaultyNodes implements ForkedPipeline.Script {
    static final String GRAPH = """
            a = P.a() -> x
            b = P.b(x) -> y
            c = P.c() -> z
            d = P.d(y) -> w
            e = P.e(?y) -> v
            """;

    /** How the node fails. Each lets it fail, and no other node that does not need it. */
    enum Fault {
        UNCHECKED,
        CHECKED,
        ASSERTION,
        OVERFLOW,
        OUT_OF_MEMORY,
        NO_CLASS,
        INITIALIZER,
        NEITHER_EXCEPTION_NOR_ERROR,
        MESSAGE_THROWS,
        MESSAGE_OVERFLOWS,
        TEXT_THROWS,
        TEXT_IS_NULL,
        CAUSE_THROWS,
        STACK_IS_EMPTY,
        CAUSES_IN_A_CIRCLE,
        DEEP_CAUSES,
        SUPPRESSED_ITSELF,
        HUGE_MESSAGE,
        CONTROL_CHARACTERS,
        UNSERIALIZABLE,
        ANONYMOUS,
        TIMEOUT,
        CANCELLATION,
        CLOSED_BY_INTERRUPT,
        INTERRUPTED,
        INTERRUPTS_ITSELF,
        FLAG_LEFT,
        FUTURE,
        UNCHECKED_IO,
        THREAD_DEATH,
        NULL_MESSAGE,
        LINKAGE,
        MISSING_METHOD,
        INTERNAL,
        SUPPRESSED_MANY,
        NULL_MADE,
        STACK_HAS_HOLES,
        STACK_THROWS
    }

    @Override
    public TestPipeline pipeline(List<String> lines) {
        return pipeline(Fault.valueOf(lines.get(0)));
    }

    static TestPipeline pipeline(Fault fault) {
        return new TestPipeline(GRAPH)
                .node("a", (in, context) -> new Object[] {"a"})
                .node("b", (in, context) -> fault == Fault.NULL_MADE ? new Object[] {null} : fail(fault))
                .node("c", (in, context) -> new Object[] {"c"})
                .node("d", (in, context) -> new Object[] {"d"})
                .node("e", (in, context) -> new Object[] {in[0] instanceof Outcome.Failure ? "told" : "not told"});
    }

    /** Something that is thrown, and whose methods do harm. */
    private static class Harmful extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Fault fault;
        private final transient Object unserializable = new Object();

        Harmful(Fault fault) {
            super("harmful");
            this.fault = fault;
        }

        @Override
        public String getMessage() {
            return switch (fault) {
                case MESSAGE_THROWS -> throw new IllegalStateException("no message " + unserializable);
                case MESSAGE_OVERFLOWS -> getMessage();
                default -> super.getMessage();
            };
        }

        @Override
        public String toString() {
            return switch (fault) {
                case TEXT_THROWS -> throw new AssertionError("no text");
                case TEXT_IS_NULL -> null;
                default -> super.toString();
            };
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            return switch (fault) {
                case STACK_HAS_HOLES -> new StackTraceElement[] {null, new StackTraceElement("C", "m", "C.java", 1)};
                case STACK_THROWS -> throw new IllegalStateException("no stack");
                default -> super.getStackTrace();
            };
        }

        @Override
        public synchronized Throwable getCause() {
            if (fault == Fault.CAUSE_THROWS) {
                throw new IllegalStateException("no cause");
            }
            return super.getCause();
        }
    }

    /** Its initialiser fails. */
    private static final class Broken {
        static final int NUMBER = Integer.parseInt("none");

        private Broken() {}
    }

    private static final class Neither extends Throwable {
        private static final long serialVersionUID = 1L;
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    private static int overflow(int depth) {
        return overflow(depth + 1) + 1;
    }

    private static Throwable circle() {
        Exception first = new Exception("first");
        Exception second = new Exception("second", first);
        first.initCause(second);
        return second;
    }

    private static Throwable deep() {
        Throwable thrown = new IOException("the root");
        for (int i = 0; i < 5_000; i++) {
            thrown = new IOException("level " + i, thrown);
        }
        return thrown;
    }

    private static Throwable suppressed() {
        Exception outer = new Exception("outer");
        Exception inner = new Exception("inner");
        outer.addSuppressed(inner);
        inner.addSuppressed(outer);
        return outer;
    }

    private static Throwable suppressedMany() {
        Exception outer = new Exception("many");
        for (int i = 0; i < 10_000; i++) {
            outer.addSuppressed(new IOException("suppressed " + i));
        }
        return outer;
    }

    /** By its name, because the class is to be removed from the JDK. */
    private static Throwable threadDeath() {
        try {
            return (Throwable) Class.forName("java.lang.ThreadDeath")
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            return new Neither();
        }
    }

    private static Throwable withoutStack() {
        RuntimeException thrown = new IllegalStateException("without a stack");
        thrown.setStackTrace(new StackTraceElement[0]);
        return thrown;
    }

    /** Throws what a fault stands for, whatever a method declares. */
    static void raise(Fault fault) {
        try {
            fail(fault);
        } catch (Exception e) {
            FaultyNodes.<RuntimeException>sneak(e);
        }
    }

    private static Object[] fail(Fault fault) throws Exception {
        FaultyNodes.<RuntimeException>sneak(
                switch (fault) {
                    case UNCHECKED -> new IllegalArgumentException("unchecked");
                    case CHECKED -> new IOException("checked");
                    case ASSERTION -> new AssertionError("assertion");
                    case OVERFLOW -> new IllegalStateException("no overflow " + overflow(0));
                    case OUT_OF_MEMORY -> new OutOfMemoryError("as if");
                    case NO_CLASS -> new NoClassDefFoundError("some/Thing");
                    case INITIALIZER -> new IllegalStateException("initialised " + Broken.NUMBER);
                    case NEITHER_EXCEPTION_NOR_ERROR -> new Neither();
                    case CAUSES_IN_A_CIRCLE -> circle();
                    case DEEP_CAUSES -> deep();
                    case SUPPRESSED_ITSELF -> suppressed();
                    case STACK_IS_EMPTY -> withoutStack();
                    case HUGE_MESSAGE -> new IOException("5 MB ".repeat(1_000_000));
                    case CONTROL_CHARACTERS -> new IOException("\u001b[2Jgone\r\nd     succeeded");
                    case ANONYMOUS -> new RuntimeException("anonymous") {};
                    case TIMEOUT -> new TimeoutException("of its own");
                    case CANCELLATION -> new CancellationException("of its own");
                    case CLOSED_BY_INTERRUPT -> new ClosedByInterruptException();
                    case INTERRUPTED -> new InterruptedException("of its own");
                    case INTERRUPTS_ITSELF -> interrupted();
                    case FLAG_LEFT -> flagged();
                    case FUTURE -> future();
                    case UNCHECKED_IO -> new UncheckedIOException(unread());
                    case THREAD_DEATH -> threadDeath();
                    case NULL_MESSAGE -> new IllegalStateException((String) null);
                    case LINKAGE -> new UnsatisfiedLinkError("no library");
                    case MISSING_METHOD -> new AbstractMethodError("P.gone()");
                    case INTERNAL -> new InternalError("of the JVM");
                    case SUPPRESSED_MANY -> suppressedMany();
                    default -> new Harmful(fault);
                });
        return new Object[0];
    }

    private static Throwable interrupted() throws InterruptedException {
        Thread.currentThread().interrupt();
        Thread.sleep(1_000_000);
        return new IllegalStateException("not interrupted");
    }

    private static Throwable flagged() {
        Thread.currentThread().interrupt();
        return new IllegalStateException("flagged");
    }

    private static Throwable future() throws Exception {
        CompletableFuture.supplyAsync(() -> {
                    throw new IllegalStateException("in another thread");
                })
                .get();
        return new IllegalStateException("no failure");
    }

    private static IOException unread() {
        try {
            Files.readString(Path.of("no such file"));
            return new IOException("there is one");
        } catch (IOException e) {
            return e;
        }
    }

    static List<Fault> all() {
        return Collections.unmodifiableList(List.of(Fault.values()));
    }
}
