package dev.freshet.dataset.backend;

import dev.freshet.dataset.Replacement;
import dev.freshet.dataset.Stamp;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A storage whose requests are steps of a schedule, and fail as those of networks do. */
final class FaultyStorage extends MemoryStorage {
    private final Schedule schedule;

    FaultyStorage(Schedule schedule) {
        this.schedule = schedule;
    }

    @Override
    Instant now() {
        return schedule.now();
    }

    private interface Request<T> {
        T execute() throws IOException;
    }

    /** Executes a request never, once, twice or later, and gives the last answer or none. */
    private <T> T ask(Request<T> request) throws IOException {
        if (!schedule.isActing()) {
            return request.execute();
        }
        schedule.step();
        switch (schedule.random().nextInt(24)) {
            case 0 -> throw new IOException("500, nothing was done");
            case 1 -> throw new IOException("409, nothing was done");
            case 2 -> {
                request.execute();
                schedule.step();
                throw new IOException("the answer was lost");
            }
            case 3 -> {
                request.execute();
                schedule.step();
                T second = request.execute();
                schedule.step();
                return second;
            }
            case 4 -> {
                schedule.later(() -> executeLate(request));
                throw new IOException("no answer yet");
            }
            default -> {
                T answer = request.execute();
                schedule.step();
                return answer;
            }
        }
    }

    private static void executeLate(Request<?> request) {
        try {
            request.execute();
        } catch (IOException e) {
            // Nobody waits for the answer.
        }
    }

    @Override
    public Content read(String key) throws IOException {
        return ask(() -> super.read(key));
    }

    @Override
    public boolean create(String key, byte[] content) throws IOException {
        return ask(() -> super.create(key, content));
    }

    @Override
    public List<Entry> list(String prefix) throws IOException {
        return ask(() -> super.list(prefix));
    }

    @Override
    public void delete(String key) throws IOException {
        ask(() -> {
            super.delete(key);
            return true;
        });
    }

    @Override
    public Replacement replace(String key) {
        Replacement replacement = super.replace(key);
        return new Replacement() {
            @Override
            public OutputStream out() {
                return replacement.out();
            }

            @Override
            public Optional<Stamp> commit() throws IOException {
                return ask(replacement::commit);
            }

            @Override
            public void close() throws IOException {
                replacement.close();
            }
        };
    }
}
