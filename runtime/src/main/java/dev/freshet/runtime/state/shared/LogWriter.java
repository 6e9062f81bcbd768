package dev.freshet.runtime.state.shared;

import dev.freshet.config.KnownSecrets;
import dev.freshet.dataset.backend.StateBackend;
import dev.freshet.runtime.state.Claim;
import dev.freshet.runtime.state.ClaimAnswer;
import dev.freshet.runtime.state.ClaimedResult;
import dev.freshet.runtime.state.NodeRecord;
import dev.freshet.runtime.state.Release;
import dev.freshet.runtime.state.StateException;
import dev.freshet.runtime.state.StateRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends to the shared log. What is asked for while an append is under way goes into the next one together (group
 * commit), so that a run of many nodes does not wait for the storage once for each. If somebody else appends first,
 * everything is looked at again: a claim may be held by then, and a result may no longer count.
 *
 * <p>If the log cannot be reached, claims fail at once; entries are tried again with whatever is asked for next.
 */
final class LogWriter implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(LogWriter.class);

    private final SharedLog log;
    private final LinkObjects links;
    private final GivenObjects given;
    private final LinkedBlockingQueue<Wish> wishes = new LinkedBlockingQueue<>();
    /** Entries that could not be appended yet. Like all below, only the thread of this writer uses it. */
    private final List<Wish> later = new ArrayList<>();

    /** What was to be appended when the answer of the storage was lost. */
    private @Nullable Attempt uncertain;

    /** What is to be appended. */
    private sealed interface Wish {
        CompletableFuture<?> answer();
    }

    private record Claiming(Claim claim, long revision, CompletableFuture<ClaimAnswer> answer) implements Wish {}

    private record Recording(List<StateRecord> records, CompletableFuture<List<NodeRecord>> answer) implements Wish {}

    /** What was asked for before is tried for the last time. */
    private record Flush(boolean isEnd, CompletableFuture<Void> answer) implements Wish {}

    /** An entry that answers wishes. */
    private static final class Attempt {
        final long number;
        final List<StateRecord> records = new ArrayList<>();
        /** The entries that were asked for, with the results among them that do not count. */
        final IdentityHashMap<Recording, List<NodeRecord>> recorded = new IdentityHashMap<>();

        final List<Runnable> answers = new ArrayList<>();
        /** The claims that were asked for, by their index. */
        final List<Claim> claims = new ArrayList<>();

        Attempt(long number) {
            this.number = number;
        }

        StateBackend.Entry entry() {
            return new StateBackend.Entry(number, LogText.write(records));
        }

        /** The entry is there, but those who asked for claims have been told that they have none. */
        List<StateRecord> releases() {
            List<StateRecord> releases = new ArrayList<>();
            for (int index = 0; index < claims.size(); index++) {
                releases.add(new Release(SharedView.idOf(number, index)));
            }
            return releases;
        }
    }

    /** @param parts the log, and the objects that results name, which are shared before the results */
    LogWriter(Parts parts) {
        log = parts.log();
        links = parts.links();
        given = parts.given();
        Thread thread = new Thread(this::work, "freshet-state");
        thread.setDaemon(true);
        thread.start();
    }

    /** Asks for a claim. The answer is a {@link StateException} if the log cannot be reached. */
    CompletableFuture<ClaimAnswer> claim(Claim claim, long revision) {
        return ask(new Claiming(claim, revision, new CompletableFuture<>())).answer();
    }

    /**
     * Asks for entries to be appended, together. The answer is the results that are left out, because their claims are
     * no longer in force. It is a {@link StateException} if the log cannot be reached until {@link #flush} or
     * {@link #close}.
     */
    CompletableFuture<List<NodeRecord>> record(List<StateRecord> records) {
        return ask(new Recording(records, new CompletableFuture<>())).answer();
    }

    private <W extends Wish> W ask(W wish) {
        wishes.add(wish);
        return wish;
    }

    private void work() {
        boolean hasEnded = false;
        while (!hasEnded) {
            List<Wish> batch = new ArrayList<>(later);
            try {
                batch.add(wishes.take());
            } catch (InterruptedException e) {
                continue;
            }
            later.clear();
            wishes.drainTo(batch);
            hasEnded = batch.stream().anyMatch(wish -> wish instanceof Flush flush && flush.isEnd());
            try {
                log.exclusively(() -> write(batch));
            } catch (Throwable e) { // Somebody waits for each answer, also after an Error.
                failed(batch, e);
            }
        }
    }

    private void failed(List<Wish> batch, Throwable e) {
        boolean isLast = batch.stream().anyMatch(Flush.class::isInstance);
        for (Wish wish : batch) {
            if (wish instanceof Flush flush) {
                flush.answer().complete(null);
            } else if (wish instanceof Recording && !isLast) {
                later.add(wish);
            } else {
                wish.answer().completeExceptionally(failure(wish, e));
            }
        }
    }

    /** Without a claim nothing runs; an entry that cannot be shared stays in the checkout. */
    private StateException failure(Wish wish, Throwable e) {
        if (e instanceof StateException failure) {
            return failure;
        }
        String hint = wish instanceof Claiming ? "; to run without it, give --offline" : "";
        return new StateException(
                "the shared state in " + log.place() + " cannot be used: " + e.getMessage() + hint, e);
    }

    private Void write(List<Wish> batch) throws IOException {
        if (uncertain != null) {
            findOut(uncertain, batch);
            uncertain = null;
        }
        while (true) {
            Attempt attempt = new Attempt(log.last() + 1);
            batch.forEach(wish -> add(wish, attempt));
            if (attempt.records.isEmpty() || append(attempt)) {
                attempt.answers.forEach(Runnable::run);
                return null;
            }
            log.readNews();
        }
    }

    private boolean append(Attempt attempt) throws IOException {
        links.share(attempt.records);
        given.share(attempt.records);
        uncertain = attempt;
        boolean isAppended = log.append(attempt.entry());
        uncertain = null;
        if (isAppended) {
            shareAgain(attempt.records);
        }
        return isAppended;
    }

    /** The machine can have slept for days between the objects and the entry. */
    private void shareAgain(List<StateRecord> records) {
        links.shareAgain(records);
        try {
            given.shareAgain(records);
        } catch (IOException e) {
            LOGGER.debug("sets of partitions could not be shared again: {}", KnownSecrets.masked(e));
        }
    }

    /** An entry whose answer was lost may be there. Then what it records must not be appended again. */
    private void findOut(Attempt attempt, List<Wish> batch) throws IOException {
        if (!log.wasAppended()) {
            return;
        }
        attempt.recorded.forEach((recording, superseded) -> recording.answer().complete(superseded));
        batch.removeIf(wish -> wish instanceof Recording recording && attempt.recorded.containsKey(recording));
        if (!attempt.claims.isEmpty()) {
            batch.add(0, new Recording(attempt.releases(), new CompletableFuture<>()));
        }
    }

    private void add(Wish wish, Attempt attempt) {
        if (wish instanceof Claiming claiming) {
            claim(claiming, attempt);
        } else if (wish instanceof Recording recording) {
            record(recording, attempt);
        } else if (wish instanceof Flush flush) {
            attempt.answers.add(() -> flush.answer().complete(null));
        }
    }

    private void record(Recording recording, Attempt attempt) {
        List<NodeRecord> superseded = new ArrayList<>();
        for (StateRecord record : recording.records()) {
            if (record instanceof ClaimedResult claimed && !log.isInForce(claimed.claim())) {
                superseded.add(claimed.result());
            } else {
                attempt.records.add(record);
            }
        }
        attempt.recorded.put(recording, superseded);
        attempt.answers.add(() -> recording.answer().complete(superseded));
    }

    private void claim(Claiming claiming, Attempt attempt) {
        Optional<Claim> conflict = log.conflicting(claiming.claim());
        if (conflict.isPresent()) {
            attempt.answers.add(() -> claiming.answer().complete(new ClaimAnswer.Held(conflict.get())));
            return;
        }
        if (!claiming.claim().keepsOthersOut()) {
            attempt.answers.add(() ->
                    claiming.answer().complete(new ClaimAnswer.Granted("", log.revision() > claiming.revision())));
            return;
        }
        String id = SharedView.idOf(attempt.number, attempt.claims.size());
        attempt.claims.add(claiming.claim());
        attempt.records.add(claiming.claim());
        attempt.answers.add(
                () -> claiming.answer().complete(new ClaimAnswer.Granted(id, log.revision() > claiming.revision())));
    }

    /** Waits until everything that was asked for is answered. */
    void flush() {
        ask(new Flush(false, new CompletableFuture<>())).answer().join();
    }

    /** Waits until everything that was asked for is answered, and ends the thread. */
    @Override
    public void close() {
        ask(new Flush(true, new CompletableFuture<>())).answer().join();
    }
}
