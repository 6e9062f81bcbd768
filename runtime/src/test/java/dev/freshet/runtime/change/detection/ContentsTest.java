package dev.freshet.runtime.change.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.dataset.DatasetException;
import dev.freshet.dataset.Loads;
import dev.freshet.dataset.Stamp;
import dev.freshet.dataset.StoredContent;
import dev.freshet.runtime.state.StampRecord;
import dev.freshet.runtime.state.StateStore;
import dev.freshet.runtime.state.Version;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Digests of contents that change while they are read. */
final class ContentsTest {
    private final StateStore store = (StateStore) Proxy.newProxyInstance(
            StateStore.class.getClassLoader(), new Class<?>[] {StateStore.class}, (proxy, method, arguments) -> {
                assertThat(method.getName()).isEqualTo("stamp");
                return Optional.empty();
            });

    /** Content that is old when it is first asked for, and new afterwards. Another thread loads the old one. */
    private static final class Changing implements StoredContent {
        private final Deque<String> states = new ArrayDeque<>(List.of("old"));
        private Optional<Digested> loaded = Optional.empty();

        @Override
        public String location() {
            return "place";
        }

        @Override
        public Optional<Stamp> stamp() {
            return Optional.of(Stamp.identifying("stamp of " + (states.isEmpty() ? "new" : states.remove())));
        }

        @Override
        public String digest(Stamp stamp) {
            loaded = Optional.of(new Digested("stamp of old", "digest of old", true));
            return "digest of new";
        }

        @Override
        public Optional<Digested> digested() {
            return loaded;
        }
    }

    @Test
    void contentThatChangesBeforeItIsRead_hasNoStampOfWhatItWas() {
        Contents contents = new Contents(store);
        assertThat(contents.version(new Changing())).contains(Version.ofContent("digest of new"));
        assertThat(contents.takeUnrecorded())
                .containsExactly(new StampRecord("place", "stamp of new", "digest of new"));
    }

    /** Content whose stamp is always the same when it is asked for, whatever nodes have read in between. */
    private record ChangedBack(Loads loads) implements StoredContent {
        private static final Digested BEFORE = new Digested("stamp", "digest", true);
        private static final Digested BETWEEN = new Digested("other stamp", "other digest", true);

        private void read(Digested content) {
            loads.begun();
            loads.ended(content);
        }

        @Override
        public String location() {
            return "place";
        }

        @Override
        public Optional<Stamp> stamp() {
            return Optional.of(Stamp.identifying(BEFORE.stamp()));
        }

        @Override
        public String digest(Stamp stamp) {
            return BEFORE.digest();
        }

        @Override
        public Optional<Digested> loaded() {
            return loads.all();
        }

        @Override
        public boolean loadsDiffer() {
            return loads.differ();
        }
    }

    @Test
    void contentThatOnlyOneOfTwoReadersSawChanged_hasChanged() {
        Contents contents = new Contents(store);
        ChangedBack content = new ChangedBack(new Loads());
        assertThat(contents.version(content)).contains(Version.ofContent("digest"));
        content.read(ChangedBack.BEFORE);
        assertThat(contents.isUnchanged(content, null)).isTrue();
        content.read(ChangedBack.BETWEEN);
        assertThat(contents.isUnchanged(content, null)).isFalse();
    }

    /** One of two datasets that are one file, each with stamps of its own. */
    private record Variant(String aspect) implements StoredContent {
        @Override
        public String location() {
            return "place";
        }

        @Override
        public Optional<Stamp> stamp() {
            return Optional.of(Stamp.identifying("stamp of " + aspect));
        }

        @Override
        public String digest(Stamp stamp) {
            return "digest of " + aspect;
        }
    }

    @Test
    void variantOfAFile_isUnchanged_ifTheOtherIsLookedAtMeanwhile() {
        Contents contents = new Contents(store);
        Variant table = new Variant("table");
        Variant bytes = new Variant("");
        assertThat(contents.version(bytes)).contains(Version.ofContent("digest of "));
        assertThat(contents.version(table)).contains(Version.ofContent("digest of table"));
        assertThat(contents.isUnchanged(bytes, null)).isTrue();
        assertThat(contents.isUnchanged(table, null)).isTrue();
    }

    /** A large object of which a node, maybe of another checkout, has read its start only. */
    @Test
    void contentThatARecordNamesByItsStamp_isNotRead() {
        StoredContent large = new StoredContent() {
            @Override
            public String location() {
                return "place";
            }

            @Override
            public Optional<Stamp> stamp() {
                return Optional.of(Stamp.identifying("etag"));
            }

            @Override
            public Optional<String> digestByStamp(Stamp stamp) {
                return Optional.of("stamp:of " + stamp.text());
            }

            @Override
            public String digest(Stamp stamp) {
                return "digest";
            }
        };
        Version byStamp = Version.ofContent("stamp:of etag");
        Contents contents = new Contents(store, byStamp::equals);
        assertThat(contents.version(large)).contains(byStamp);
        assertThat(contents.takeUnrecorded()).containsExactly(new StampRecord("place", "etag", "stamp:of etag"));
        assertThat(new Contents(store, Version.ofContent("stamp:of another")::equals).version(large))
                .contains(Version.ofContent("digest"));
    }

    /** Content that was replaced within a tick of the clock, after it was looked at and before a node read it. */
    private static final class Replaced implements StoredContent {
        private final Stamp stamp = new Stamp("stamp", Instant.now().plusSeconds(60));
        private Optional<Digested> read = Optional.empty();

        @Override
        public String location() {
            return "place";
        }

        @Override
        public Optional<Stamp> stamp() {
            return Optional.of(stamp);
        }

        @Override
        public String digest(Stamp of) {
            return "xxh3:1";
        }

        @Override
        public Optional<Digested> digested() {
            return read;
        }
    }

    @Test
    void contentThatWasReadWithTheSameStampAndAnotherDigest_hasChanged() {
        Contents contents = new Contents(store);
        Replaced content = new Replaced();
        contents.version(content);
        content.read = Optional.of(new StoredContent.Digested("stamp", "xxh3:1", false));
        assertThat(contents.isUnchanged(content, null)).isTrue();
        content.read = Optional.of(new StoredContent.Digested("stamp", "stamp:3", false));
        assertThat(contents.isUnchanged(content, null))
                .as("digests of other kinds prove nothing")
                .isTrue();
        content.read = Optional.of(new StoredContent.Digested("stamp", "xxh3:2", false));
        assertThat(contents.isUnchanged(content, null)).isFalse();
    }

    /** Content that is deleted right after its stamp was taken. */
    private static final class Deleted implements StoredContent {
        private boolean isDeleted;

        @Override
        public String location() {
            return "place";
        }

        @Override
        public Optional<Stamp> stamp() {
            return isDeleted ? Optional.empty() : Optional.of(Stamp.identifying("stamp"));
        }

        @Override
        public String digest(Stamp stamp) {
            isDeleted = true;
            throw new DatasetException("d", "place", "does not exist", null);
        }
    }

    @Test
    void contentThatIsDeletedBeforeItIsRead_isGone() {
        Contents contents = new Contents(store);
        assertThat(contents.version(new Deleted())).isEmpty();
        assertThat(contents.digest(new StoredContent.Partition(new Deleted(), Stamp.identifying("listed"))))
                .isEmpty();
        assertThat(contents.takeUnrecorded()).isEmpty();
    }
}
