package dev.freshet.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What every state keeps to: that of one checkout, and those that checkouts share. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class StateStoreContract {
    protected static final long SEED = Long.getLong("freshet.seed", 1);
    private static final int TURNS = 12;
    private static final int NODES = 5;

    @TempDir
    protected Path checkouts;

    private final List<User> users = new ArrayList<>();
    private int runs;
    private int results;
    private String links = "";

    /** Opens the one state of this test once more. The state of one checkout is the same by every name. */
    protected abstract StateStore open(String checkout, String runId) throws Exception;

    /** Makes the first of several stored entries unreadable to whoever opens the state from now on. */
    protected abstract void damage() throws Exception;

    /** Takes that back. */
    protected abstract void restore() throws Exception;

    /** Makes the state impossible to lock. */
    protected abstract void makeUnusable() throws Exception;

    /** Takes that back. */
    protected abstract void makeUsable() throws Exception;

    /** A run. */
    public static class User {
        public final String runId;
        public final StateStore store;
        private StateStore.Lock lock;

        protected User(String runId, StateStore store) {
            this.runId = runId;
            this.store = store;
        }

        public final void lock() {
            lock = store.lock(Duration.ZERO);
        }

        public final ClaimAnswer claim(String node, String... places) {
            return claim(node, "", false, places);
        }

        public final ClaimAnswer claim(String node, String work, boolean isPublished, String... places) {
            return store.claim(
                    new Claim(
                            "",
                            runId,
                            store.workspace().id(),
                            "pipeline",
                            node,
                            new TreeSet<>(List.of(places)),
                            work,
                            isPublished,
                            "somebody",
                            Instant.now(),
                            new TreeSet<>()),
                    store.revision());
        }

        /** As a node that waits for others asks. */
        public final ClaimAnswer claimAgain(String node, String... places) {
            store.refresh();
            return claim(node, places);
        }

        public final void end() {
            if (lock != null) {
                StateStore.Lock held = lock;
                lock = null;
                held.close();
            }
        }
    }

    protected final String nextRun() {
        runs++;
        return "run" + runs;
    }

    /** The run is closed after the test. */
    protected final <T extends User> T closed(T user) {
        users.add(user);
        return user;
    }

    private User user(String checkout) throws Exception {
        String runId = nextRun();
        return closed(new User(runId, open(checkout, runId)));
    }

    private User locked(String checkout) throws Exception {
        User user = user(checkout);
        user.lock();
        return user;
    }

    @AfterEach
    final void close() throws Exception {
        makeUsable();
        for (User user : users) {
            user.end();
            user.store.close();
        }
    }

    /** Lets the clocks of later results differ by some seconds. */
    protected final void shiftClock(int seconds) {
        results += seconds;
    }

    /** Later results name these links as what explains their code. */
    protected final void explainedBy(String id) {
        links = id;
    }

    protected final NodeRecord record(User user, String node, String slot, String key) {
        return record(user, node, slot, key, false);
    }

    protected final NodeRecord record(User user, String node, String slot, String key, boolean isPrivate) {
        results++;
        NodeRecord record = new NodeRecord(
                "pipeline",
                node,
                slot,
                key,
                user.runId,
                Instant.ofEpochSecond(1_700_000_000L + results),
                Duration.ofMillis(5),
                new TreeMap<>(),
                "code of " + node,
                links,
                new TreeMap<>(),
                new TreeMap<>(Map.of("in", Version.read("version"))),
                new TreeMap<>(Map.of("out", Version.read("made" + results))),
                new TreeMap<>(),
                new TreeMap<>(),
                isPrivate,
                false);
        user.store.append(List.of(record));
        return record;
    }

    protected static String granted(ClaimAnswer answer) {
        assertThat(answer).isInstanceOf(ClaimAnswer.Granted.class);
        return ((ClaimAnswer.Granted) answer).claim();
    }

    /** What was recorded, by a map, as the oracle. */
    public static final class Expected {
        private final Map<String, NodeRecord> last = new LinkedHashMap<>();

        public void take(NodeRecord record) {
            last.put(record.slot(), record);
        }

        public void forget(String slot) {
            last.remove(slot);
        }

        public void assertKnown(StateStore store) {
            for (int node = 0; node < NODES; node++) {
                String slot = "slot of node" + node;
                NodeRecord result = last.get(slot);
                assertThat(store.slot(slot)).as("%s, seed %d", slot, SEED).isEqualTo(Optional.ofNullable(result));
                assertThat(store.node("pipeline", "node" + node)).isEqualTo(Optional.ofNullable(result));
                if (result != null) {
                    assertThat(store.history(slot)).startsWith(result);
                    assertThat(store.results(result.key())).contains(result);
                    assertThat(store.resultsOfCode(result.code())).contains(result);
                }
            }
            assertThat(store.nodes("pipeline")).containsExactlyInAnyOrderElementsOf(last.values());
        }
    }

    /** Appends a result, or forgets a node. */
    protected final void appendAny(User user, Random random, Expected expected) {
        String node = "node" + random.nextInt(NODES);
        if (random.nextInt(8) == 0) {
            user.store.append(List.of(new ForgottenNode("pipeline", node, "slot of " + node)));
            expected.forget("slot of " + node);
        } else {
            expected.take(record(user, node, "slot of " + node, "key" + random.nextInt(3)));
        }
    }

    @Test
    final void resultsOfRunsInTurn_areReadAsTheLastOfEachSlot() throws Exception {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        List<User> both = List.of(user("ana"), user("bob"));
        Expected expected = new Expected();
        for (int turn = 0; turn < TURNS; turn++) {
            User who = both.get(random.nextInt(2));
            who.lock();
            who.store.refresh();
            for (int i = random.nextInt(5); i >= 0; i--) {
                appendAny(who, random, expected);
            }
            expected.assertKnown(who.store);
            who.end();
        }
        for (User reader : List.of(both.get(0), user("carl"))) {
            reader.store.refresh();
            expected.assertKnown(reader.store);
        }
    }

    @Test
    final void refresh_tellsWhetherOthersHaveAppended() throws Exception {
        User ana = user("ana");
        assertThat(ana.store.refresh()).isFalse();
        User bob = locked("bob");
        NodeRecord made = record(bob, "a", "place", "key");
        bob.end();
        assertThat(ana.store.slot("place")).isEmpty();
        assertThat(ana.store.refresh()).isTrue();
        assertThat(ana.store.slot("place")).contains(made);
        assertThat(ana.store.refresh()).isFalse();
    }

    @Test
    final void result_withAnEarlierTime_isTheLatestIfItIsAppendedLater() throws Exception {
        User bob = locked("bob");
        shiftClock(3_600);
        NodeRecord his = record(bob, "a", "place", "his");
        bob.end();
        shiftClock(-3_600);
        User ana = locked("ana");
        NodeRecord hers = record(ana, "a", "place", "hers");
        assertThat(ana.store.flush()).isEmpty();
        ana.end();
        assertThat(hers.finished()).isBefore(his.finished());
        for (StateStore store : List.of(ana.store, user("carl").store)) {
            assertThat(store.slot("place")).contains(hers);
            assertThat(store.node("pipeline", "a")).contains(hers);
            assertThat(store.history("place")).containsExactly(hers, his);
            assertThat(store.entries()).containsSubsequence(his, hers);
        }
    }

    @Test
    final void claim_thatNobodyElseHolds_isGranted_andItsResultCounts() throws Exception {
        User ana = locked("ana");
        granted(ana.claim("a", "place"));
        NodeRecord made = record(ana, "a", "place", "key");
        ana.store.release(granted(ana.claim("b", "other place")));
        assertThat(ana.store.flush()).isEmpty();
        ana.end();
        User bob = locked("bob");
        assertThat(bob.store.results("key")).containsExactly(made);
        granted(bob.claim("a", "place", "other place"));
    }

    @Test
    final void lockOfACheckout_hasOneHolder() throws Exception {
        User ana = locked("ana");
        User later = user("ana");
        assertThatThrownBy(later::lock).isInstanceOf(StateLockedException.class);
        NodeRecord made = record(ana, "a", "place", "key");
        ana.end();
        later.lock();
        later.store.refresh();
        assertThat(later.store.slot("place")).contains(made);
    }

    @Test
    final void privateResult_isKnownToItsCheckout() throws Exception {
        User ana = locked("ana");
        granted(ana.claim("a", "place"));
        NodeRecord secret = record(ana, "a", "place", "secret key", true);
        ana.end();
        StateStore later = user("ana").store;
        assertThat(later.slot("place")).contains(secret);
        assertThat(later.results("secret key")).containsExactly(secret);
    }

    @Test
    final void forgottenNode_isForgottenWithItsPrivateResults() throws Exception {
        User ana = locked("ana");
        record(ana, "a", "place", "key", true);
        ana.store.append(List.of(new ForgottenNode("pipeline", "a", "place")));
        ana.end();
        StateStore later = user("ana").store;
        assertThat(later.results("key")).isEmpty();
        assertThat(later.isForgotten("place")).isTrue();
        User again = locked("ana");
        record(again, "a", "place", "key");
        assertThat(again.store.isForgotten("place")).isFalse();
    }

    @Test
    final void runStampsAndGivenPartitions_areKnownLater() throws Exception {
        User ana = locked("ana");
        RunRecord run = new RunRecord(
                ana.runId,
                "pipeline",
                "local",
                ana.store.workspace().id(),
                Instant.ofEpochSecond(1_700_000_000L),
                "ana",
                "laptop",
                "3f2c891",
                true,
                "");
        ana.store.append(List.of(run));
        NodeRecord made = record(ana, "a", "place", "key");
        StampRecord stamp = new StampRecord("file", "stamp", "digest");
        ana.store.note(List.of(stamp));
        TreeMap<String, String> versions = new TreeMap<>(Map.of("monday", "1", "tuesday", "2"));
        String given = ana.store.keepGiven(versions);
        assertThat(ana.store.given(given)).contains(versions);
        ana.end();
        StateStore later = user("ana").store;
        assertThat(later.run(ana.runId)).contains(run);
        assertThat(later.stamp("file")).contains(stamp);
        assertThat(later.entries()).containsExactly(run, made);
        assertThat(user("bob").store.run(ana.runId)).contains(run);
        assertThat(later.given("unknown")).isEmpty();
    }

    @Test
    final void lockThatFails_isNotHeld() throws Exception {
        User ana = user("ana");
        makeUnusable();
        assertThatThrownBy(ana::lock).isInstanceOf(StateException.class).isNotInstanceOf(StateLockedException.class);
        makeUsable();
        ana.lock();
        granted(ana.claim("a", "place"));
    }

    @Test
    final void damagedEntry_isAnErrorUntilItIsRestored() throws Exception {
        User ana = locked("ana");
        NodeRecord made = record(ana, "a", "place", "key");
        ana.store.flush();
        NodeRecord next = record(ana, "b", "place2", "key2");
        ana.end();
        damage();
        assertThatThrownBy(() -> user("bob")).isInstanceOf(StateDamagedException.class);
        restore();
        StateStore bob = user("bob").store;
        assertThat(bob.slot("place")).contains(made);
        assertThat(bob.slot("place2")).contains(next);
    }
}
