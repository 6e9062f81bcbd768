package dev.freshet.runtime.state.shared;

import dev.freshet.dataset.backend.StateBackend;
import dev.freshet.runtime.state.Claim;
import dev.freshet.runtime.state.ClaimAnswer;
import dev.freshet.runtime.state.ClaimedResult;
import dev.freshet.runtime.state.StateException;
import dev.freshet.runtime.state.StateRecord;
import dev.freshet.runtime.state.StateSupersededException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Appends to the shared log. What is asked for while an append is under way goes into the next one together (group
 * commit), so that a run of many nodes does not wait for the storage once for each. If somebody else appends first,
 * everything is looked at again: a claim may be held by then, and a result may no longer count.
 */
final class LogWriter implements AutoCloseable {
    private final SharedLog log;
    private final LinkedBlockingQueue<Wish> wishes = new LinkedBlockingQueue<>();
    private final Thread thread;

    /** What is to be appended. */
    private sealed interface Wish {
        CompletableFuture<?> answer();
    }

    private record Claiming(Claim claim, long revision, CompletableFuture<ClaimAnswer> answer) implements Wish {}

    private record Recording(List<StateRecord> records, CompletableFuture<Void> answer) implements Wish {}

    private record End(CompletableFuture<Void> answer) implements Wish {}

    LogWriter(SharedLog log) {
        this.log = log;
        thread = new Thread(this::work, "freshet-state");
        thread.setDaemon(true);
        thread.start();
    }

    /** Asks for a claim. The answer is a {@link StateException} if the log cannot be reached. */
    CompletableFuture<ClaimAnswer> claim(Claim claim, long revision) {
        return ask(new Claiming(claim, revision, new CompletableFuture<>())).answer();
    }

    /**
     * Asks for entries to be appended, together. The answer is a {@link StateSupersededException} if one of them needs
     * a claim that is no longer in force, and a {@link StateException} if the log cannot be reached.
     */
    CompletableFuture<Void> record(List<StateRecord> records) {
        return ask(new Recording(records, new CompletableFuture<>())).answer();
    }

    private <W extends Wish> W ask(W wish) {
        wishes.add(wish);
        return wish;
    }

    private void work() {
        List<Wish> batch = new ArrayList<>();
        boolean hasEnded = false;
        while (!hasEnded) {
            batch.clear();
            try {
                batch.add(wishes.take());
            } catch (InterruptedException e) {
                continue;
            }
            wishes.drainTo(batch);
            try {
                log.exclusively(() -> write(batch));
            } catch (IOException | RuntimeException e) {
                StateException failure = e instanceof StateException state
                        ? state
                        : new StateException(
                                "the shared state in " + log.place() + " cannot be used: " + e.getMessage(), e);
                batch.forEach(wish -> wish.answer().completeExceptionally(failure));
            }
            hasEnded = batch.stream().anyMatch(End.class::isInstance);
        }
    }

    private Void write(List<Wish> batch) throws IOException {
        while (true) {
            List<StateRecord> records = new ArrayList<>();
            List<Runnable> answers = new ArrayList<>();
            long number = log.last() + 1;
            batch.forEach(wish -> add(wish, number, records, answers));
            if (records.isEmpty() || log.append(new StateBackend.Entry(number, LogText.write(records)), records)) {
                answers.forEach(Runnable::run);
                return null;
            }
            log.readNews();
        }
    }

    /** @param answers what to tell once the records are appended */
    private void add(Wish wish, long number, List<StateRecord> records, List<Runnable> answers) {
        if (wish instanceof Claiming claiming) {
            claim(claiming, number, records, answers);
        } else if (wish instanceof Recording recording) {
            Optional<ClaimedResult> superseded = recording.records().stream()
                    .filter(record -> record instanceof ClaimedResult result && !log.isInForce(result.claim()))
                    .map(ClaimedResult.class::cast)
                    .findFirst();
            if (superseded.isPresent()) {
                answers.add(() -> recording.answer().completeExceptionally(superseded(superseded.get())));
            } else {
                records.addAll(recording.records());
                answers.add(() -> recording.answer().complete(null));
            }
        } else if (wish instanceof End end) {
            answers.add(() -> end.answer().complete(null));
        }
    }

    private void claim(Claiming claiming, long number, List<StateRecord> records, List<Runnable> answers) {
        Optional<Claim> conflict = log.conflicting(claiming.claim());
        if (conflict.isPresent()) {
            answers.add(() -> claiming.answer().complete(new ClaimAnswer.Held(conflict.get())));
            return;
        }
        long index = records.stream().filter(Claim.class::isInstance).count();
        records.add(claiming.claim());
        answers.add(() -> claiming.answer()
                .complete(new ClaimAnswer.Granted(
                        SharedView.idOf(number, (int) index), log.revision() > claiming.revision())));
    }

    private static StateSupersededException superseded(ClaimedResult result) {
        return new StateSupersededException("another run took "
                + result.result().node() + " over, because this one seemed dead; its result is not recorded");
    }

    /** Waits until everything that was asked for is answered. */
    @Override
    public void close() {
        ask(new End(new CompletableFuture<>())).answer().join();
    }
}
