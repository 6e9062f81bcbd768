package dev.freshet.dataset.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Many machines use one state in a storage that fails now and then, in random interleavings: whatever happens,
 * everybody reads the same entries in the same order, and each entry that was acknowledged is there once.
 */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class StorageBackendModelTest {
    private static final long SEED = Long.getLong("freshet.seed", 20261121L);
    private static final int SCHEDULES = 60 * Integer.getInteger("freshet.thorough", 1);
    private static final int APPENDERS = 3;
    private static final int COMPACTORS = 2;
    private static final int READERS = 2;
    private static final int ROUNDS = 20;

    /** One schedule, with what its actors saw. */
    private static final class Team {
        private final Schedule schedule;
        private final FaultyStorage storage;
        private final Map<String, Long> acknowledged = new TreeMap<>();
        private final Set<String> unknown = new HashSet<>();
        private final List<List<String>> seen = new ArrayList<>();
        private int compactions;

        Team(long seed) {
            schedule = new Schedule(seed);
            storage = new FaultyStorage(schedule);
        }

        /** A machine's view of the state, which survives its process. */
        private final class Member {
            private final Timing timing;
            private StateBackend backend;
            private Follower follower;

            Member(Timing timing) {
                this.timing = timing;
                seen.add(List.of());
            }

            private void open() throws IOException {
                if (backend == null || schedule.random().nextInt(12) == 0) {
                    close();
                    backend = StorageBackend.open(storage, "", "memory", timing);
                    List<String> known = follower == null ? List.of() : follower.texts();
                    boolean isNew = schedule.random().nextInt(4) == 0;
                    follower = new Follower(backend, isNew ? List.of() : known);
                }
            }

            void close() throws IOException {
                if (backend != null) {
                    backend.close();
                    backend = null;
                }
            }

            /** Reads until it succeeds. */
            Follower read() throws IOException {
                while (true) {
                    try {
                        open();
                        List<String> before = List.copyOf(follower.texts());
                        follower.read();
                        requirePrefix(before, follower.texts());
                        seen.add(List.copyOf(follower.texts()));
                        return follower;
                    } catch (DamagedStateException e) {
                        throw e;
                    } catch (IOException e) {
                        schedule.step();
                    }
                }
            }
        }

        void append(String name, Timing timing) throws IOException {
            Member member = new Member(timing);
            for (int i = 0; i < ROUNDS; i++) {
                String text = name + " " + i;
                boolean isOver = false;
                while (!isOver) {
                    Follower follower = member.read();
                    isOver = tryAppend(follower, text);
                }
            }
            member.close();
        }

        private boolean tryAppend(Follower follower, String text) throws IOException {
            try {
                if (!follower.tryAppend(text)) {
                    return false;
                }
                acknowledged.put(text, (long) follower.texts().size());
                return true;
            } catch (DamagedStateException e) {
                throw e;
            } catch (IOException e) {
                unknown.add(text);
                return true;
            }
        }

        void compact(Timing timing) throws IOException {
            Member member = new Member(timing);
            for (int i = 0; i < ROUNDS; i++) {
                Follower follower = member.read();
                try {
                    if (!follower.texts().isEmpty() && follower.compact()) {
                        compactions++;
                    }
                } catch (DamagedStateException e) {
                    throw e;
                } catch (IOException e) {
                    schedule.step();
                }
            }
            member.close();
        }

        void follow(Timing timing) throws IOException {
            Member member = new Member(timing);
            for (int i = 0; i < ROUNDS; i++) {
                member.read();
            }
            member.close();
        }

        List<Throwable> run() {
            for (int i = 0; i < APPENDERS; i++) {
                String name = "appender " + i;
                schedule.add(timing -> append(name, timing));
            }
            Collections.nCopies(COMPACTORS, (Schedule.Role) this::compact).forEach(schedule::add);
            Collections.nCopies(READERS, (Schedule.Role) this::follow).forEach(schedule::add);
            return schedule.run();
        }

        List<String> texts() throws IOException {
            try (StateBackend backend = StorageBackend.open(storage, "", "memory")) {
                return new Follower(backend).read().texts();
            }
        }

        long purges() {
            return storage.keys().stream()
                    .filter(key -> key.startsWith(Keys.PURGES) && key.endsWith("-done"))
                    .count();
        }
    }

    @Test
    void everybodyReadsTheSame_andEachAcknowledgedEntryIsThereOnce() throws IOException {
        long purges = 0;
        long compactions = 0;
        long unknown = 0;
        for (int i = 0; i < SCHEDULES; i++) {
            Team team = new Team(SEED + i);
            assertThat(team.run()).as("seed %d", SEED + i).isEmpty();
            check(team, SEED + i);
            purges += team.purges();
            compactions += team.compactions;
            unknown += team.unknown.size();
        }
        // Otherwise the schedules would show little.
        assertThat(purges).isGreaterThan(SCHEDULES);
        assertThat(compactions).isGreaterThan(2L * SCHEDULES);
        assertThat(unknown).isPositive();
    }

    private static void requirePrefix(List<String> start, List<String> all) {
        assertThat(all).hasSizeGreaterThanOrEqualTo(start.size());
        assertThat(all.subList(0, start.size())).isEqualTo(start);
    }

    private static void check(Team team, long seed) throws IOException {
        List<String> texts = team.texts();
        assertThat(texts).as("seed %d", seed).doesNotHaveDuplicates();
        team.acknowledged.forEach((text, number) ->
                assertThat(texts.get((int) (number - 1))).as("seed %d", seed).isEqualTo(text));
        Set<String> others = new HashSet<>(texts);
        others.removeAll(team.acknowledged.keySet());
        assertThat(team.unknown).as("seed %d", seed).containsAll(others);
        team.seen.forEach(seen -> requirePrefix(seen, texts));
    }

    @Test
    void schedule_ofTheSameSeed_isTheSame() throws IOException {
        Team one = new Team(SEED);
        Team two = new Team(SEED);
        one.run();
        two.run();
        assertThat(one.texts()).isEqualTo(two.texts());
        assertThat(one.schedule.steps()).isEqualTo(two.schedule.steps());
    }
}
