package dev.freshet.runtime.state.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.dataset.backend.StateBackend;
import dev.freshet.runtime.state.Claim;
import dev.freshet.runtime.state.ClaimAnswer;
import dev.freshet.runtime.state.ForgottenNode;
import dev.freshet.runtime.state.NodeRecord;
import dev.freshet.runtime.state.StateDamagedException;
import dev.freshet.runtime.state.StateException;
import dev.freshet.runtime.state.StateStore;
import dev.freshet.runtime.state.Version;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the state that checkouts share keeps to, over every backend. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class StateStoreContract {
    private static final long SEED = Long.getLong("freshet.seed", 1);
    private static final Duration TIME_TO_LIVE = Duration.ofSeconds(1);
    private static final int RECORDS = 40;

    @TempDir
    Path checkouts;

    private final List<User> users = new ArrayList<>();
    private int runs;
    private int results;

    /** Opens the one state of this test once more. */
    protected abstract StateBackend connect() throws Exception;

    /** A run of a checkout. */
    private final class User {
        final FaultyBackend backend;
        final SharedStateStore store;
        final String runId = "run" + ++runs;
        private StateStore.Lock lock;

        User(String checkout) throws Exception {
            backend = new FaultyBackend(connect());
            store = SharedStateStore.open(
                    checkouts.resolve(checkout),
                    backend,
                    new SharedStateStore.Settings("the state", runId, TIME_TO_LIVE));
            users.add(this);
        }

        User locked() {
            lock = store.lock(Duration.ZERO);
            return this;
        }

        ClaimAnswer claim(String node, String... places) {
            return claim(node, "", false, places);
        }

        ClaimAnswer claim(String node, String work, boolean isPublished, String... places) {
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
        ClaimAnswer claimAgain(String node, String... places) {
            store.refresh();
            return claim(node, places);
        }

        NodeRecord record(String node, String slot, String key) {
            NodeRecord record = result(runId, node, slot, key, false);
            store.append(List.of(record));
            return record;
        }

        void end() {
            if (lock != null) {
                StateStore.Lock held = lock;
                lock = null;
                held.close();
            }
        }
    }

    @AfterEach
    final void close() {
        for (User user : users) {
            user.backend.isDown = false;
            user.end();
            user.store.close();
        }
    }

    private NodeRecord result(String runId, String node, String slot, String key, boolean isPrivate) {
        results++;
        return new NodeRecord(
                "pipeline",
                node,
                slot,
                key,
                runId,
                Instant.ofEpochSecond(1_700_000_000L + results),
                Duration.ofMillis(5),
                new TreeMap<>(),
                "code of " + node,
                "",
                new TreeMap<>(),
                new TreeMap<>(Map.of("in", Version.read("version"))),
                new TreeMap<>(Map.of("out", Version.read("made" + results))),
                new TreeMap<>(),
                new TreeMap<>(),
                isPrivate,
                false);
    }

    private static String granted(ClaimAnswer answer) {
        assertThat(answer).isInstanceOf(ClaimAnswer.Granted.class);
        return ((ClaimAnswer.Granted) answer).claim();
    }

    private static Claim held(ClaimAnswer answer) {
        assertThat(answer).isInstanceOf(ClaimAnswer.Held.class);
        return ((ClaimAnswer.Held) answer).by();
    }

    @Test
    final void results_ofAnyOrder_areReadByOthersAsTheLastOfEachSlot() throws Exception {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        User ana = new User("ana").locked();
        User bob = new User("bob").locked();
        Map<String, NodeRecord> expected = new LinkedHashMap<>();
        for (int i = 0; i < RECORDS; i++) {
            User who = random.nextBoolean() ? ana : bob;
            String node = "node" + random.nextInt(5);
            if (random.nextInt(8) == 0) {
                who.store.append(List.of(new ForgottenNode("pipeline", node, "slot of " + node)));
                expected.remove("slot of " + node);
            } else {
                NodeRecord made = who.record(node, "slot of " + node, "key" + random.nextInt(3));
                expected.put(made.slot(), made);
            }
            assertThat(who.store.flush()).isEmpty();
        }
        ana.end();
        bob.end();
        for (User reader : List.of(ana, new User("carl"))) {
            reader.store.refresh();
            for (int node = 0; node < 5; node++) {
                String slot = "slot of node" + node;
                NodeRecord last = expected.get(slot);
                assertThat(reader.store.slot(slot))
                        .as("%s, seed %d", slot, SEED)
                        .isEqualTo(Optional.ofNullable(last));
                if (last != null) {
                    assertThat(reader.store.history(slot)).startsWith(last);
                    assertThat(reader.store.results(last.key())).contains(last);
                }
            }
        }
    }

    @Test
    final void claims_withAPlaceInCommon_excludeEachOtherUntilTheResult() throws Exception {
        User ana = new User("ana").locked();
        User bob = new User("bob").locked();
        String claim = granted(ana.claim("a", "place1"));
        assertThat(held(bob.claim("b", "place1", "place2")).id()).isEqualTo(claim);
        assertThat(held(bob.claim("b", "place1")).runId()).isEqualTo(ana.runId);
        granted(bob.claim("c", "place2"));
        ana.record("a", "place1", "key");
        assertThat(ana.store.flush()).isEmpty();
        assertThat(bob.claimAgain("b", "place1")).isInstanceOf(ClaimAnswer.Granted.class);
        assertThat(bob.store.results("key")).hasSize(1);
    }

    @Test
    final void claimsOfTheSameWork_waitForWhoPublishesIt_only() throws Exception {
        User ana = new User("ana").locked();
        User bob = new User("bob").locked();
        granted(bob.claim("a", "work", false));
        String claim = granted(ana.claim("a", "work", true));
        bob.store.refresh();
        assertThat(held(bob.claim("b", "work", false)).id()).isEqualTo(claim);
        granted(bob.claim("b", "other work", true));
        NodeRecord made = bob.record("a", "place", "key");
        assertThat(bob.store.flush()).isEmpty();
        ana.store.refresh();
        assertThat(ana.store.slot("place")).contains(made);
    }

    @Test
    final void claim_afterSomethingUnread_saysSo() throws Exception {
        User ana = new User("ana").locked();
        User bob = new User("bob").locked();
        assertThat(bob.claim("x", "other")).isEqualTo(new ClaimAnswer.Granted("1.0", false));
        ana.record("a", "place", "key");
        ana.store.flush();
        assertThat(bob.claim("a", "place")).matches(answer -> ((ClaimAnswer.Granted) answer).hasNews());
    }

    @Test
    final void release_andTheEndOfARun_giveClaimsUp() throws Exception {
        User ana = new User("ana").locked();
        User bob = new User("bob").locked();
        ana.store.release(granted(ana.claim("a", "place1")));
        granted(ana.claim("b", "place2"));
        ana.store.flush();
        granted(bob.claimAgain("a", "place1"));
        held(bob.claimAgain("b", "place2"));
        ana.end();
        granted(bob.claimAgain("b", "place2"));
        assertThat(bob.store.claims()).allMatch(claim -> claim.runId().equals(bob.runId));
    }

    @Test
    final void heartbeatThatStops_anotherTakesOver_andTheResultDoesNotCount() throws Exception {
        User ana = new User("ana").locked();
        User bob = new User("bob").locked();
        String first = granted(ana.claim("a", "place"));
        ana.backend.isFrozen = true;
        ClaimAnswer answer = bob.claimAgain("a", "place");
        while (answer instanceof ClaimAnswer.Held) {
            Thread.onSpinWait();
            answer = bob.claimAgain("a", "place");
        }
        assertThat(granted(answer)).isNotEqualTo(first);
        ana.backend.isFrozen = false;
        NodeRecord late = ana.record("a", "place", "late");
        assertThat(ana.store.flush()).containsExactly(late);
        NodeRecord made = bob.record("a", "place", "made");
        assertThat(bob.store.flush()).isEmpty();
        ana.end();
        bob.end();
        for (String who : List.of("ana", "bob", "carl")) {
            User reader = new User(who);
            assertThat(reader.store.results("late")).isEmpty();
            assertThat(reader.store.slot("place")).contains(made);
        }
    }

    @Test
    final void runningHolder_isNotTakenOver() throws Exception {
        User ana = new User("ana").locked();
        User bob = new User("bob").locked();
        granted(ana.claim("a", "place"));
        long end = System.nanoTime() + TIME_TO_LIVE.multipliedBy(3).toNanos();
        while (System.nanoTime() < end) {
            held(bob.claimAgain("a", "place"));
        }
    }

    @Test
    final void unreachableState_keepsResults_andALaterRunSharesThem() throws Exception {
        User ana = new User("ana").locked();
        granted(ana.claim("a", "place"));
        ana.backend.isDown = true;
        NodeRecord made = ana.record("a", "place", "key");
        assertThat(ana.store.flush()).isEmpty();
        ana.end();
        User bob = new User("bob");
        assertThat(bob.store.results("key")).isEmpty();
        User later = new User("ana");
        assertThat(later.store.slot("place")).contains(made);
        later.store.shareLeft();
        bob.store.refresh();
        assertThat(bob.store.slot("place")).contains(made);
        assertThat(new User("ana").store.history("place")).containsExactly(made);
    }

    @Test
    final void unreachableState_takenOverMeanwhile_sharesNothingLater() throws Exception {
        User ana = new User("ana").locked();
        granted(ana.claim("a", "place"));
        ana.backend.isDown = true;
        ana.record("a", "place", "late");
        ana.end();
        User bob = new User("bob").locked();
        ClaimAnswer answer = bob.claimAgain("a", "place");
        while (answer instanceof ClaimAnswer.Held) {
            Thread.onSpinWait();
            answer = bob.claimAgain("a", "place");
        }
        NodeRecord made = bob.record("a", "place", "made");
        bob.end();
        new User("ana").locked().end();
        User carl = new User("carl");
        assertThat(carl.store.results("late")).isEmpty();
        assertThat(carl.store.slot("place")).contains(made);
    }

    @Test
    final void lostAnswer_recordsOnce_andLaterEntriesFollow() throws Exception {
        User ana = new User("ana").locked();
        granted(ana.claim("a", "place"));
        ana.backend.lostAnswers.set(1);
        NodeRecord made = ana.record("a", "place", "first result");
        NodeRecord next = ana.record("b", "place2", "next");
        assertThat(ana.store.flush()).isEmpty();
        ana.end();
        User bob = new User("bob");
        assertThat(bob.store.history("place")).containsExactly(made);
        assertThat(bob.store.history("place2")).containsExactly(next);
        assertThat(bob.backend.texts())
                .filteredOn(text -> text.contains("first result"))
                .hasSize(1);
    }

    @Test
    final void lostAnswerOfAClaim_isGivenUp() throws Exception {
        User ana = new User("ana").locked();
        User bob = new User("bob").locked();
        ana.backend.lostAnswers.set(1);
        assertThatThrownBy(() -> ana.claim("a", "place"))
                .isInstanceOf(StateException.class)
                .hasMessageContaining("the connection was reset")
                .hasMessageContaining("--offline");
        held(bob.claimAgain("a", "place"));
        ana.record("b", "other", "key");
        ana.store.flush();
        granted(bob.claimAgain("a", "place"));
    }

    @Test
    final void errorOfTheBackend_isTold_andNobodyWaitsForEver() throws Exception {
        User ana = new User("ana").locked();
        ana.backend.errors.set(1);
        assertThatThrownBy(() -> ana.claim("a", "place"))
                .isInstanceOf(StateException.class)
                .hasMessageContaining("a class is missing");
        granted(ana.claim("a", "place"));
    }

    @Test
    final void privateResult_staysInTheCheckout() throws Exception {
        User ana = new User("ana").locked();
        granted(ana.claim("a", "place"));
        NodeRecord secret = result(ana.runId, "a", "place", "secret key", true);
        ana.store.append(List.of(secret));
        ana.end();
        User bob = new User("bob").locked();
        assertThat(bob.store.results("secret key")).isEmpty();
        assertThat(bob.backend.texts()).noneMatch(text -> text.contains("secret key"));
        granted(bob.claim("a", "place"));
        assertThat(new User("ana").store.slot("place")).contains(secret);
    }

    @Test
    final void forgottenNode_isForgottenWithItsPrivateResults() throws Exception {
        User ana = new User("ana").locked();
        ana.store.append(List.of(result(ana.runId, "a", "place", "key", true)));
        ana.store.append(List.of(new ForgottenNode("pipeline", "a", "place")));
        ana.end();
        User later = new User("ana");
        assertThat(later.store.results("key")).isEmpty();
        assertThat(later.store.isForgotten("place")).isTrue();
    }

    @Test
    final void copyOfACheckout_doesNotTakeOverFromARunThatIsAlive() throws Exception {
        new User("ana").locked().end();
        copy(checkouts.resolve("ana"), checkouts.resolve("copy"));
        User ana = new User("ana").locked();
        User copy = new User("copy").locked();
        assertThat(copy.store.workspace().id()).isEqualTo(ana.store.workspace().id());
        granted(ana.claim("a", "place"));
        held(copy.claimAgain("a", "place"));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.forEach(file -> {
                try {
                    Files.copy(file, to.resolve(from.relativize(file).toString()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    @Test
    final void lockThatFails_isNotHeld() throws Exception {
        User ana = new User("ana");
        ana.backend.isDown = true;
        assertThatThrownBy(ana::locked).isInstanceOf(StateException.class);
        ana.backend.isDown = false;
        granted(ana.locked().claim("a", "place"));
    }

    @Test
    final void damagedEntry_isAnErrorUntilItIsRestored() throws Exception {
        User ana = new User("ana").locked();
        User bob = new User("bob").locked();
        NodeRecord made = ana.record("a", "place", "key");
        ana.end();
        bob.backend.isDamaged = true;
        assertThatThrownBy(bob.store::refresh)
                .isInstanceOf(StateDamagedException.class)
                .hasMessageContaining("after entry 0");
        bob.end();
        assertThat(new User("bob").store.slot("place")).contains(made);
    }

    @Test
    final void colleagueWithAFastClock_doesNotHideWhatIsNotSharedYet() throws Exception {
        User ana = new User("ana");
        User bob = new User("bob").locked();
        results += 3_600;
        bob.record("a", "place", "his");
        bob.end();
        results -= 3_600;
        ana.store.refresh();
        ana.locked();
        ana.backend.isDown = true;
        NodeRecord made = ana.record("a", "place", "hers");
        assertThat(ana.store.slot("place")).contains(made);
        assertThat(ana.store.history("place")).startsWith(made);
    }
}
