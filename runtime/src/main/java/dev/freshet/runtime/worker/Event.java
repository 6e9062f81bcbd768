package dev.freshet.runtime.worker;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.freshet.dataset.StoredContent;
import dev.freshet.runtime.run.CallEvents;
import dev.freshet.runtime.run.StagedOutput;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A message from a worker to its run. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME)
sealed interface Event {
    /** News about the running node. */
    sealed interface News extends Event {
        /** Passes the news on. */
        void tell(CallEvents events);
    }

    /** The end of a request. */
    sealed interface Answer extends Event {}

    /** The worker fits the run. The form of this message is the same in all versions. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Welcome(int protocol, String freshet) implements Answer {}

    /**
     * The worker does not fit the run. The form of this message is the same in all versions.
     *
     * @param reason what is wrong with the worker, in words that follow its name
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Refused(String reason) implements Answer {}

    /** The worker is alive, whatever its node does. */
    record Alive() implements Event {}

    /** The node's progress. */
    record Progress(long done, long total) implements News {
        @Override
        public void tell(CallEvents events) {
            events.progressed(done, total);
        }
    }

    /** The node logged a line. */
    record Logged(System.Logger.Level level, String text) implements News {
        @Override
        public void tell(CallEvents events) {
            events.logged(level, text);
        }
    }

    /** The node asked for the run's id. */
    record RunIdRead() implements News {
        @Override
        public void tell(CallEvents events) {
            events.runIdRead();
        }
    }

    /** A stored input was loaded. */
    record Loaded(String dataset, long nanos, @Nullable Content content) implements News {
        @Override
        public void tell(CallEvents events) {
            events.loaded(dataset, Duration.ofNanos(nanos), Content.digested(content));
        }
    }

    /**
     * A stored output, or a partition of one, was staged.
     *
     * @param partition the key of the partition; null if the output is not partitioned
     * @param name the name under which it is staged; null if it was stored directly because it could not be staged
     * @param isAwaited whether the node waits until the run has processed this message
     */
    record Staged(
            String dataset,
            @Nullable String partition,
            @Nullable String name,
            @Nullable String digest,
            long nanos,
            boolean isAwaited)
            implements News {
        static Staged of(StagedOutput output, boolean isAwaited) {
            return new Staged(
                    output.dataset(),
                    output.partition().orElse(null),
                    output.name().orElse(null),
                    output.digest().orElse(null),
                    output.duration().toNanos(),
                    isAwaited);
        }

        @Override
        public void tell(CallEvents events) {
            events.staged(new StagedOutput(
                    dataset,
                    Optional.ofNullable(partition),
                    Optional.ofNullable(name),
                    Optional.ofNullable(digest),
                    Duration.ofNanos(nanos)));
        }
    }

    /** The node asked for a partition of an output that is up to date. */
    record Kept(String dataset, String partition) implements News {
        @Override
        public void tell(CallEvents events) {
            events.kept(dataset, partition);
        }
    }

    /** A stored output was written as a whole. */
    record Saved(String dataset, long nanos, @Nullable Content content) implements News {
        @Override
        public void tell(CallEvents events) {
            events.saved(dataset, Duration.ofNanos(nanos), Content.digested(content));
        }
    }

    /** A stored input or output gave a warning. */
    record Warned(String dataset, String warning) implements News {
        @Override
        public void tell(CallEvents events) {
            events.warned(dataset, warning);
        }
    }

    /** The setup is complete, or the node has succeeded. */
    record Done() implements Answer {}

    /** The setup or the node failed. */
    record Failed(Failure failure) implements Answer {}

    /** The digest of content that was loaded or saved. */
    record Content(String stamp, String digest, boolean isSettled) {
        static @Nullable Content of(Optional<StoredContent.Digested> digested) {
            return digested.map(seen -> new Content(seen.stamp(), seen.digest(), seen.isSettled()))
                    .orElse(null);
        }

        static Optional<StoredContent.Digested> digested(@Nullable Content content) {
            return content == null
                    ? Optional.empty()
                    : Optional.of(new StoredContent.Digested(content.stamp(), content.digest(), content.isSettled()));
        }
    }
}
