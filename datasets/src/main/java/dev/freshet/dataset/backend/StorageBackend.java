package dev.freshet.dataset.backend;

import dev.freshet.dataset.Storage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a state in a storage, such as a shared directory or a bucket. The only operation that decides is
 * {@link Storage#create}: entry {@code n} is the object that was created under its key.
 *
 * <p>The log consists of generations. A compaction stores a base and ends the generation by a {@link Seal}, which
 * competes for its number like an entry. The next entry has the same number in the next generation. Whoever meets the
 * seal moves on.
 *
 * <p>The objects of sealed generations are deleted after days. A process that was stopped for as long could create an
 * entry whose number was in use before, or could find nothing where an entry was. So a process trusts what it finds in
 * a generation only for minutes after it found the generation without a seal. Later it also asks whether the deletion
 * of the generation has begun, which a permanent object tells.
 */
public final class StorageBackend implements StateBackend {
    private static final int THREADS = 8;
    private static final int MOST_ROUNDS = 3;

    private final StateObjects objects;
    private final Timing timing;
    private final String id;
    private final ExecutorService threads;
    private final AtomicReference<@Nullable Layout> layout = new AtomicReference<>();
    private @Nullable Boolean isReadOnly;

    private StorageBackend(StateObjects objects, Timing timing, String id) {
        this.objects = objects;
        this.timing = timing;
        this.id = id;
        threads = Executors.newFixedThreadPool(THREADS, StorageBackend::thread);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "freshet-state");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Opens the state of a place, and creates it if there is none.
     *
     * @param prefix stands before the keys of all objects, such as {@code project/}; can be empty
     * @param shown the state as the user names it; a directory by its absolute path
     * @throws IOException if the storage cannot be reached, refuses, lets two writers create the same object, or holds
     *     a state of a newer format; the message is one line
     */
    public static StorageBackend open(Storage storage, String prefix, String shown) throws IOException {
        return open(storage, prefix, shown, Timing.DEFAULT);
    }

    static StorageBackend open(Storage storage, String prefix, String shown, Timing timing) throws IOException {
        StateObjects objects = new StateObjects(storage, prefix, shown, timing);
        return new StorageBackend(objects, timing, new StateFormat(objects).open());
    }

    @Override
    public String place() {
        return objects.place();
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public synchronized boolean isReadOnly() throws IOException {
        Boolean known = isReadOnly;
        if (known == null) {
            known = !mayWrite();
            isReadOnly = known;
        }
        return known;
    }

    private boolean mayWrite() throws IOException {
        try {
            new StateFormat(objects).proveWritable();
            return true;
        } catch (StateObjects.DeniedException e) {
            return false;
        }
    }

    private void requireWritable() throws IOException {
        if (isReadOnly()) {
            throw new IOException(
                    "the state " + objects.shown() + " cannot be written with these credentials, which permit to"
                            + " read only; use credentials that permit to read, list, write and delete");
        }
    }

    private Layout layout() throws IOException {
        Layout known = layout.get();
        return known == null ? learn(new LogLayouts(objects, timing).load()) : known;
    }

    private Layout learn(Layout learnt) {
        Layout now = layout.accumulateAndGet(
                learnt, (known, given) -> known == null || given == null || given.isNewerThan(known) ? given : known);
        return now == null ? learnt : now;
    }

    private void forget() {
        layout.set(null);
    }

    @Override
    public Contents read(long after) throws IOException {
        for (int round = 1; ; round++) {
            Layout known = layout();
            try {
                LogReader reader =
                        new LogReader(objects, timing, threads, new LogLayouts(objects, timing).reaching(after, known));
                Contents contents = reader.read(after);
                if (timing.isTrusted(known.open()) || isComplete(reader)) {
                    learn(reader.layout());
                    return contents;
                }
            } catch (DamagedStateException e) {
                // What a process knew for long can have been deleted.
                if (timing.isTrusted(known.open()) || round == MOST_ROUNDS) {
                    throw e;
                }
            }
            if (round == MOST_ROUNDS) {
                throw new IOException(
                        "the state " + objects.shown() + " was compacted each time it was read; try again");
            }
            forget();
        }
    }

    private boolean isComplete(LogReader reader) throws IOException {
        for (long generation : reader.generations()) {
            if (objects.find(Keys.purge(generation)).isPresent()) {
                return false;
            }
        }
        return true;
    }

    /** What came of an attempt to take the place at the end of the log. */
    private enum Attempt {
        DONE,
        /** Another entry has the number. */
        TAKEN,
        /** The generation has ended, or may have. */
        MOVED
    }

    @Override
    public boolean append(long number, String text) throws IOException {
        requireWritable();
        Envelope entry = Envelope.of(Envelope.Kind.ENTRY, text);
        while (true) {
            Layout known = layout();
            if (number < known.last().first()) {
                return false;
            }
            Attempt attempt = isKnown(known, number - 1) ? attempt(known, number, entry) : Attempt.MOVED;
            if (attempt != Attempt.MOVED) {
                return attempt == Attempt.DONE;
            }
        }
    }

    /** Returns whether an entry is in the layout; if it was not, the layout that has it is learnt. */
    private boolean isKnown(Layout known, long number) throws IOException {
        if (number <= known.reach() || !timing.isTrusted(known.open())) {
            return true;
        }
        learn(new LogLayouts(objects, timing).reaching(number, known));
        return false;
    }

    private Attempt attempt(Layout known, long number, Envelope mine) throws IOException {
        long generation = known.last().name();
        String key = Keys.log(generation, number);
        if (!timing.isTrusted(known.open())) {
            return lookFirst(known, key);
        }
        Moment start = timing.now();
        StateObjects.Created created = objects.tryToCreate(key, mine);
        Envelope there = created.there();
        if (!there.isBy(mine)) {
            return met(known, key, there);
        }
        if (!timing.isTrusted(known.open())) {
            return settle(generation, key, mine, created.isFirstAttempt());
        }
        learn(known.reaching(number).openAt(start));
        return Attempt.DONE;
    }

    private Attempt met(Layout known, String key, Envelope there) throws IOException {
        if (there.kind() == Envelope.Kind.ENTRY) {
            return Attempt.TAKEN;
        }
        learn(known.with(objects.seal(key, there)));
        return Attempt.MOVED;
    }

    /** Sees first whether a number is free, in a generation that nobody has looked at for long. */
    private Attempt lookFirst(Layout known, String key) throws IOException {
        Moment start = timing.now();
        Optional<Envelope> there = objects.read(key);
        if (objects.find(Keys.purge(known.last().name())).isPresent()) {
            forget();
            return Attempt.MOVED;
        }
        if (there.isPresent()) {
            return met(known, key, there.get());
        }
        learn(known.openAt(start));
        return Attempt.MOVED;
    }

    /**
     * Decides about an object that this process created, if the process was stopped while it did so. As long as nothing
     * of the generation was deleted, the object was the first with its number. If everything was deleted but this
     * object, the object came after that, and counts for nobody. Then the entry is in no place, unless an earlier
     * attempt was executed before the deletion.
     */
    private Attempt settle(long generation, String key, Envelope mine, boolean isFirstAttempt) throws IOException {
        if (objects.find(Keys.purge(generation)).isEmpty()) {
            return Attempt.DONE;
        }
        forget();
        if (objects.find(Keys.purged(generation)).isPresent()
                && objects.read(key).filter(mine::isBy).isPresent()) {
            objects.delete(key);
            if (isFirstAttempt) {
                return Attempt.TAKEN;
            }
        }
        throw new IOException(
                "the state " + objects.shown() + " was compacted while this process was stopped, so it is unknown"
                        + " whether its last entry counts; run again");
    }

    @Override
    public boolean compact(Entry base) throws IOException {
        requireWritable();
        Contents after = read(base.number());
        Layout known = layout();
        if (after.base().isPresent() || base.number() <= known.baseNumber()) {
            return false;
        }
        Compaction compaction = new Compaction(objects, timing);
        Seal seal =
                compaction.prepare(known, base, base.number() + after.entries().size() + 1);
        while (seal.generation() == known.last().name()) {
            Attempt attempt = attempt(known, seal.number(), seal.envelope());
            if (attempt == Attempt.DONE) {
                compaction.finish(seal);
                learn(known.with(seal));
                return true;
            }
            seal = attempt == Attempt.TAKEN ? seal.next() : seal;
            known = layout();
        }
        compaction.discard(seal);
        return false;
    }

    @Override
    public void beat(String session, String beat) throws IOException {
        requireWritable();
        objects.replace(Keys.session(session), beat.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Optional<String> beat(String session) throws IOException {
        return objects.find(Keys.session(session)).map(beat -> new String(beat, StandardCharsets.UTF_8));
    }

    @Override
    public void end(String session) throws IOException {
        objects.delete(Keys.session(session));
    }

    @Override
    public void put(String name, byte[] content) throws IOException {
        requireWritable();
        // An object that is there gets a new time, which tells a collection that somebody needs it.
        objects.replace(Keys.object(name), content);
    }

    @Override
    public Optional<byte[]> get(String name) throws IOException {
        return objects.find(Keys.object(name));
    }

    @Override
    public Set<String> collect(Set<String> needed) throws IOException {
        requireWritable();
        return new Collecting(objects, timing).collect(needed);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
