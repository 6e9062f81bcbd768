package dev.freshet.runtime.state.shared;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freshet.config.KnownSecrets;
import dev.freshet.dataset.backend.StateBackend;
import dev.freshet.runtime.state.Claim;
import dev.freshet.runtime.state.StateDamagedException;
import dev.freshet.runtime.state.StateException;
import dev.freshet.runtime.state.StateRecord;
import dev.freshet.runtime.state.local.StateView;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shared log as far as this process has read it. One thread at a time talks to the backend about the log; meanwhile
 * others can ask for what is known.
 */
final class SharedLog {
    private static final Logger LOGGER = LoggerFactory.getLogger(SharedLog.class);
    /** After so many entries, the log is replaced by what it amounts to. */
    private static final int ENTRIES_UNTIL_COMPACTION = 1_000;

    private final StateBackend backend;
    private final Mirror mirror;
    private final ReentrantLock talking = new ReentrantLock();

    @GuardedBy("this")
    private final SharedView view = new SharedView();

    @GuardedBy("this")
    private long revision;

    @GuardedBy("this")
    private long base;

    /** An entry that may or may not have been appended. */
    @GuardedBy("this")
    private StateBackend.@Nullable Entry uncertain;

    @GuardedBy("this")
    private boolean isUncertainThere;

    /** Calls the backend, exclusively. */
    interface Talk<T extends @Nullable Object> {
        T talk() throws IOException;
    }

    SharedLog(StateBackend backend, Mirror mirror) {
        this.backend = backend;
        this.mirror = mirror;
    }

    String place() {
        return backend.place();
    }

    <T extends @Nullable Object> T exclusively(Talk<T> talk) throws IOException {
        talking.lock();
        try {
            return talk.talk();
        } finally {
            talking.unlock();
        }
    }

    /** Takes in what an earlier process has read. */
    synchronized void readMirror() {
        try {
            take(mirror.read());
        } catch (StateDamagedException e) {
            LOGGER.debug("the copy of the shared state is made anew: {}", KnownSecrets.masked(e));
            mirror.forget();
            view.clear();
        }
    }

    /** Reads what was appended since; returns whether anything was. */
    boolean readNews() throws IOException {
        return exclusively(() -> {
            StateBackend.Contents contents = backend.read(last());
            boolean hasNews = take(contents);
            mirror.take(contents);
            return hasNews;
        });
    }

    private synchronized boolean take(StateBackend.Contents contents) {
        try {
            view.take(contents);
        } catch (IllegalArgumentException e) {
            throw new StateDamagedException("the shared state in " + place() + " is damaged after entry "
                    + view.last() + ": " + e.getMessage()
                    + "; restore that entry, or use another place and \"state import\"");
        }
        if (contents.base().isPresent()) {
            base = contents.base().get().number();
        }
        StateBackend.Entry sought = uncertain;
        isUncertainThere |= contents.entries().stream().anyMatch(entry -> entry.equals(sought));
        boolean hasNews = contents.base().isPresent() || !contents.entries().isEmpty();
        revision += hasNews ? 1 : 0;
        return hasNews;
    }

    /** Appends an entry; returns false if somebody else has appended one with its number. */
    boolean append(StateBackend.Entry entry) throws IOException {
        setUncertain(entry);
        boolean isAppended = backend.append(entry.number(), entry.text());
        setUncertain(null);
        if (!isAppended) {
            return false;
        }
        StateBackend.Contents own = new StateBackend.Contents(Optional.empty(), List.of(entry));
        synchronized (this) {
            view.take(own);
        }
        mirror.take(own);
        return true;
    }

    private synchronized void setUncertain(StateBackend.@Nullable Entry entry) {
        uncertain = entry;
        isUncertainThere = false;
    }

    /** After {@link #append} has thrown: returns whether the entry is part of the log. */
    boolean wasAppended() throws IOException {
        readNews();
        synchronized (this) {
            return isUncertainThere;
        }
    }

    /**
     * Replaces the log by what it amounts to, if it has become long.
     *
     * @return these entries; empty if the log stays as it is
     */
    Optional<List<StateRecord>> compactIfLong() throws IOException {
        return exclusively(() -> {
            if (last() - base() <= ENTRIES_UNTIL_COMPACTION) {
                return Optional.empty();
            }
            Whole whole = whole();
            StateBackend.Entry entry = new StateBackend.Entry(whole.last(), LogText.write(whole.entries()));
            if (!backend.compact(entry)) {
                return Optional.empty();
            }
            mirror.compact(entry);
            setBase(whole.last());
            return Optional.of(whole.entries());
        });
    }

    private record Whole(long last, List<StateRecord> entries) {}

    private synchronized Whole whole() {
        return new Whole(view.last(), view.entries());
    }

    private synchronized long base() {
        return base;
    }

    private synchronized void setBase(long number) {
        base = number;
    }

    synchronized long last() {
        return view.last();
    }

    /** Grows with each change by others. */
    synchronized long revision() {
        return revision;
    }

    synchronized boolean isInForce(String claim) {
        return view.isInForce(claim);
    }

    synchronized Optional<Claim> conflicting(Claim wanted) {
        return view.conflicting(wanted);
    }

    synchronized Collection<Claim> claims() {
        return view.claims();
    }

    /**
     * Returns what the log amounted to after an entry.
     *
     * @throws StateException if the copies do not tell
     */
    StateView asOf(long number) {
        List<List<StateBackend.Entry>> copies = mirror.copies();
        for (List<StateBackend.Entry> copy : copies) {
            if (copy.get(0).number() <= number
                    && number <= copy.get(copy.size() - 1).number()) {
                SharedView past = new SharedView();
                copy.stream().takeWhile(entry -> entry.number() <= number).forEach(past::take);
                return past.results();
            }
        }
        long earliest =
                copies.stream().mapToLong(copy -> copy.get(0).number()).min().orElse(0);
        throw new StateException(
                "the shared state in " + place() + " has no entry " + number
                        + (earliest == 0 ? "; it is empty" : "; it knows entries " + earliest + " to " + last()),
                null);
    }

    /** Asks for what is known. */
    synchronized <T> T known(Function<StateView, T> question) {
        return question.apply(view.results());
    }
}
