package dev.freshet.runtime.state.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.dataset.backend.StateBackend;
import dev.freshet.fingerprint.Digest;
import dev.freshet.runtime.state.Claim;
import dev.freshet.runtime.state.ClaimAnswer;
import dev.freshet.runtime.state.ForgottenNode;
import dev.freshet.runtime.state.NodeRecord;
import dev.freshet.runtime.state.StateDamagedException;
import dev.freshet.runtime.state.StateException;
import dev.freshet.runtime.state.StateStoreContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the state that checkouts share keeps to besides, over every backend. */
public abstract class SharedStateStoreContract extends StateStoreContract {
    private static final Duration TIME_TO_LIVE = Duration.ofSeconds(1);
    private static final int RECORDS = 40;

    private final List<Member> members = new ArrayList<>();
    private boolean isDamaged;

    /** Opens the one state of this test once more. */
    protected abstract StateBackend connect() throws Exception;

    /** A run of a checkout. */
    private final class Member extends User {
        final FaultyBackend backend;
        final SharedStateStore shared;

        private Member(String runId, SharedStateStore shared, FaultyBackend backend) {
            super(runId, shared);
            this.shared = shared;
            this.backend = backend;
            members.add(this);
        }

        Member locked() {
            lock();
            return this;
        }

        NodeRecord record(String node, String slot, String key) {
            return SharedStateStoreContract.this.record(this, node, slot, key);
        }
    }

    @Override
    protected final SharedStateStore open(String checkout, String runId) throws Exception {
        return member(checkout, runId).shared;
    }

    private Member member(String checkout, String runId) throws Exception {
        FaultyBackend backend = new FaultyBackend(connect());
        backend.isDamaged = isDamaged;
        return new Member(
                runId,
                SharedStateStore.open(
                        checkouts.resolve(checkout),
                        backend,
                        new SharedStateStore.Settings("the state", runId, TIME_TO_LIVE, warning -> {})),
                backend);
    }

    private static Claim held(ClaimAnswer answer) {
        assertThat(answer).isInstanceOf(ClaimAnswer.Held.class);
        return ((ClaimAnswer.Held) answer).by();
    }

    private Member member(String checkout) throws Exception {
        return closed(member(checkout, nextRun()));
    }

    @Override
    protected final void damage() {
        isDamaged = true;
    }

    @Override
    protected final void restore() {
        isDamaged = false;
    }

    @Override
    protected final void makeUnusable() {
        members.forEach(member -> member.backend.isDown = true);
    }

    @Override
    protected final void makeUsable() {
        members.forEach(member -> member.backend.isDown = false);
    }

    @Test
    final void resultsOfRunsAtTheSameTime_areReadByOthersAsTheLastOfEachSlot() throws Exception {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        List<Member> both = List.of(member("ana").locked(), member("bob").locked());
        Expected expected = new Expected();
        for (int i = 0; i < RECORDS; i++) {
            Member who = both.get(random.nextInt(2));
            appendAny(who, random, expected);
            assertThat(who.store.flush()).isEmpty();
        }
        both.forEach(Member::end);
        for (Member reader : List.of(both.get(0), member("carl"))) {
            reader.store.refresh();
            expected.assertKnown(reader.store);
        }
    }

    @Test
    final void damageThatIsReadLater_isAnErrorUntilItIsRestored() throws Exception {
        Member ana = member("ana").locked();
        Member bob = member("bob").locked();
        NodeRecord made = ana.record("a", "place", "key");
        ana.end();
        bob.backend.isDamaged = true;
        assertThatThrownBy(bob.store::refresh)
                .isInstanceOf(StateDamagedException.class)
                .hasMessageContaining("after entry 0");
        bob.end();
        assertThat(member("bob").store.slot("place")).contains(made);
    }

    /** The text is opaque to the state, but its name is its digest. */
    private String keepLinks(Member user, String text) {
        String id = new Digest().add(text).hex();
        user.store.keepLinks(id, text);
        explainedBy(id);
        return id;
    }

    @Test
    final void links_ofResults_areSharedOnceAndReadByOthers() throws Exception {
        Member ana = member("ana").locked();
        String id = keepLinks(ana, "node\tm\n");
        ana.record("a", "slot of a", "key");
        ana.record("b", "slot of b", "key");
        ana.end();
        Member again = member("ana").locked();
        again.record("c", "slot of c", "key");
        again.end();
        assertThat(ana.backend.puts).hasSize(1);
        assertThat(again.backend.puts).isEmpty();
        Member bob = member("bob");
        assertThat(bob.store.links(id)).contains("node\tm\n");
        bob.backend.isDown = true;
        assertThat(bob.store.links(id)).contains("node\tm\n");
        assertThat(bob.store.links("0".repeat(32))).isEmpty();
    }

    @Test
    final void links_thatCannotBeShared_holdNoResultBack() throws Exception {
        Member ana = member("ana").locked();
        String id = keepLinks(ana, "node\tm\n");
        ana.backend.hasNoObjects = true;
        NodeRecord made = ana.record("a", "slot of a", "key");
        ana.end();
        Member bob = member("bob");
        assertThat(bob.store.slot("slot of a")).contains(made);
        assertThat(bob.store.links(id)).isEmpty();
    }

    @Test
    final void reader_keepsItsResults_writesNothing_andSeesWhatOthersWorkOn() throws Exception {
        Member ana = member("ana").locked();
        String claim = granted(ana.claim("a", "place1"));
        Member bob = member("bob");
        bob.backend.mayOnlyRead = true;
        bob.locked();
        List<String> before = ana.backend.texts();
        assertThat(held(bob.claimAgain("a", "place1")).id()).isEqualTo(claim);
        granted(bob.claimAgain("b", "place2"));
        NodeRecord made = bob.record("b", "slot of b", "key");
        assertThat(bob.store.flush()).isEmpty();
        bob.end();
        assertThat(ana.backend.texts()).isEqualTo(before);
        Member again = member("bob");
        assertThat(again.shared.unshared()).isEmpty();
        assertThat(again.store.slot("slot of b")).contains(made);
        assertThat(again.store.links("0".repeat(32))).isEmpty();
    }

    @Test
    final void claims_withAPlaceInCommon_excludeEachOtherUntilTheResult() throws Exception {
        Member ana = member("ana").locked();
        Member bob = member("bob").locked();
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
        Member ana = member("ana").locked();
        Member bob = member("bob").locked();
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
        Member ana = member("ana").locked();
        Member bob = member("bob").locked();
        assertThat(bob.claim("x", "other")).isEqualTo(new ClaimAnswer.Granted("1.0", false));
        ana.record("a", "place", "key");
        ana.store.flush();
        assertThat(bob.claim("a", "place")).matches(answer -> ((ClaimAnswer.Granted) answer).hasNews());
    }

    @Test
    final void release_andTheEndOfARun_giveClaimsUp() throws Exception {
        Member ana = member("ana").locked();
        Member bob = member("bob").locked();
        ana.store.release(granted(ana.claim("a", "place1")));
        granted(ana.claim("b", "place2"));
        ana.store.flush();
        granted(bob.claimAgain("a", "place1"));
        held(bob.claimAgain("b", "place2"));
        ana.end();
        granted(bob.claimAgain("b", "place2"));
        assertThat(bob.shared.claims()).allMatch(claim -> claim.runId().equals(bob.runId));
    }

    @Test
    final void heartbeatThatStops_anotherTakesOver_andTheResultDoesNotCount() throws Exception {
        Member ana = member("ana").locked();
        Member bob = member("bob").locked();
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
        CompletableFuture<Boolean> isLateAccepted = ana.store.accepted(late);
        assertThat(ana.store.flush()).containsExactly(late);
        NodeRecord made = bob.record("a", "place", "made");
        CompletableFuture<Boolean> isMadeAccepted = bob.store.accepted(made);
        assertThat(bob.store.flush()).isEmpty();
        assertThat(isLateAccepted).isCompletedWithValue(false);
        assertThat(isMadeAccepted).isCompletedWithValue(true);
        ana.end();
        bob.end();
        for (String who : List.of("ana", "bob", "carl")) {
            Member reader = member(who);
            assertThat(reader.store.results("late")).isEmpty();
            assertThat(reader.store.slot("place")).contains(made);
        }
    }

    /** On a busy machine, a heartbeat may be late, and then others may take over. Ten times in a row, none is. */
    @Test
    final void runningHolder_isNotTakenOver() throws Exception {
        boolean isHeld = false;
        for (int attempt = 1; !isHeld; attempt++) {
            assertThat(attempt).as("attempts").isLessThanOrEqualTo(10);
            isHeld = isHeldFor(TIME_TO_LIVE.multipliedBy(3));
        }
    }

    /** Returns whether a claim is held for a time; false if its heartbeats were late. */
    private boolean isHeldFor(Duration time) throws Exception {
        Member ana = member("ana").locked();
        Member bob = member("bob").locked();
        granted(ana.claim("a", "place"));
        boolean isHeld = true;
        for (long end = System.nanoTime() + time.toNanos(); isHeld && System.nanoTime() < end; ) {
            isHeld = bob.claimAgain("a", "place") instanceof ClaimAnswer.Held;
        }
        if (!isHeld) {
            assertThat(ana.backend.longestSilence()).isGreaterThanOrEqualTo(TIME_TO_LIVE);
        }
        ana.end();
        bob.end();
        return isHeld;
    }

    @Test
    final void unreachableState_keepsResults_andALaterRunSharesThem() throws Exception {
        Member ana = member("ana").locked();
        granted(ana.claim("a", "place"));
        ana.backend.isDown = true;
        NodeRecord made = ana.record("a", "place", "key");
        assertThat(ana.store.flush()).isEmpty();
        ana.end();
        Member bob = member("bob");
        assertThat(bob.store.results("key")).isEmpty();
        Member later = member("ana");
        assertThat(later.store.slot("place")).contains(made);
        later.shared.shareLeft();
        bob.store.refresh();
        assertThat(bob.store.slot("place")).contains(made);
        assertThat(member("ana").store.history("place")).containsExactly(made);
    }

    @Test
    final void nodeForgottenAgain_waitsOnceUntilItIsShared() throws Exception {
        Member ana = member("ana").locked();
        ForgottenNode forgotten = new ForgottenNode("pipeline", "a", "place");
        ana.backend.isDown = true;
        ana.store.append(List.of(forgotten));
        ana.store.append(List.of(forgotten, forgotten));
        assertThat(ana.shared.unshared()).containsExactly(forgotten);
        NodeRecord made = ana.record("a", "place", "key");
        ana.store.append(List.of(forgotten));
        assertThat(ana.shared.unshared()).as("forgotten anew").containsExactly(forgotten, made, forgotten);
        ana.end();
        Member later = member("ana").locked();
        later.backend.isDown = true;
        later.store.append(List.of(forgotten));
        assertThat(later.shared.unshared()).as("by another run").hasSize(3);
        later.end();
    }

    @Test
    final void unreachableState_takenOverMeanwhile_sharesNothingLater() throws Exception {
        Member ana = member("ana").locked();
        granted(ana.claim("a", "place"));
        ana.backend.isDown = true;
        ana.record("a", "place", "late");
        ana.end();
        Member bob = member("bob").locked();
        ClaimAnswer answer = bob.claimAgain("a", "place");
        while (answer instanceof ClaimAnswer.Held) {
            Thread.onSpinWait();
            answer = bob.claimAgain("a", "place");
        }
        NodeRecord made = bob.record("a", "place", "made");
        bob.end();
        member("ana").locked().end();
        Member carl = member("carl");
        assertThat(carl.store.results("late")).isEmpty();
        assertThat(carl.store.slot("place")).contains(made);
    }

    @Test
    final void lostAnswer_recordsOnce_andLaterEntriesFollow() throws Exception {
        Member ana = member("ana").locked();
        granted(ana.claim("a", "place"));
        ana.backend.lostAnswers.set(1);
        NodeRecord made = ana.record("a", "place", "first result");
        NodeRecord next = ana.record("b", "place2", "next");
        assertThat(ana.store.flush()).isEmpty();
        ana.end();
        Member bob = member("bob");
        assertThat(bob.store.history("place")).containsExactly(made);
        assertThat(bob.store.history("place2")).containsExactly(next);
        assertThat(bob.backend.texts())
                .filteredOn(text -> text.contains("first result"))
                .hasSize(1);
    }

    @Test
    final void lostAnswerOfAClaim_isGivenUp() throws Exception {
        Member ana = member("ana").locked();
        Member bob = member("bob").locked();
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
        Member ana = member("ana").locked();
        ana.backend.errors.set(1);
        assertThatThrownBy(() -> ana.claim("a", "place"))
                .isInstanceOf(StateException.class)
                .hasMessageContaining("a class is missing");
        granted(ana.claim("a", "place"));
    }

    @Test
    final void privateResult_staysInTheCheckout() throws Exception {
        Member ana = member("ana").locked();
        granted(ana.claim("a", "place"));
        NodeRecord secret = record(ana, "a", "place", "secret key", true);
        ana.end();
        Member bob = member("bob").locked();
        assertThat(bob.store.results("secret key")).isEmpty();
        assertThat(bob.backend.texts()).noneMatch(text -> text.contains("secret key"));
        granted(bob.claim("a", "place"));
        assertThat(member("ana").store.slot("place")).contains(secret);
    }

    @Test
    final void copyOfACheckout_doesNotTakeOverFromARunThatIsAlive() throws Exception {
        member("ana").locked().end();
        copy(checkouts.resolve("ana"), checkouts.resolve("copy"));
        Member ana = member("ana").locked();
        Member copy = member("copy").locked();
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
    final void colleagueWithAFastClock_doesNotHideWhatIsNotSharedYet() throws Exception {
        Member ana = member("ana");
        Member bob = member("bob").locked();
        shiftClock(3_600);
        bob.record("a", "place", "his");
        bob.end();
        shiftClock(-3_600);
        ana.store.refresh();
        ana.locked();
        ana.backend.isDown = true;
        NodeRecord made = ana.record("a", "place", "hers");
        assertThat(ana.store.slot("place")).contains(made);
        assertThat(ana.store.history("place")).startsWith(made);
    }
}
