package dev.freshet;

import java.util.function.Function;

/**
 * The value of a dataset, or the failure that prevented it.
 *
 * <p>You write:
 *
 * <pre>{@code
 * @Node(inputs = {"model", "baseline"}, outputs = "report")
 * static Report report(Outcome<Model> model, Model baseline) { ... }
 * }</pre>
 *
 * <p>You get: the node runs even if the producer of {@code model}, or a node upstream of it, fails, and receives that
 * failure as a value. Such a failure does not stop the run, but the run still counts as failed. A node that received a
 * failure runs again in the next run. The generated {@code call} catches what the producer of {@code model} throws; an
 * exception of a node further upstream ends the call.
 *
 * @param <T> the type of the dataset's values
 */
public sealed interface Outcome<T> {
    /** The producer succeeded. */
    record Success<T>(T value) implements Outcome<T> {}

    /**
     * The dataset does not exist because a node failed.
     *
     * @param node the name of the failed node: the producer of the dataset, or a node upstream of it
     * @param cause what the node threw
     */
    record Failure<T>(String node, Throwable cause) implements Outcome<T> {}

    /** Creates the outcome of a producer that succeeded. */
    static <T> Outcome<T> success(T value) {
        return new Success<>(value);
    }

    /** Creates the outcome of a dataset that does not exist because a node failed. */
    static <T> Outcome<T> failure(String node, Throwable cause) {
        return new Failure<>(node, cause);
    }

    /** Applies a function to the value of a success; a failure keeps its node and cause. */
    default <R> Outcome<R> map(Function<? super T, ? extends R> part) {
        if (this instanceof Success<T> success) {
            return new Success<>(part.apply(success.value()));
        }
        Failure<T> failure = (Failure<T>) this;
        return new Failure<>(failure.node(), failure.cause());
    }

    /**
     * Returns the value.
     *
     * @throws IllegalStateException if this is a failure; its cause is what the node threw
     */
    default T orElseThrow() {
        if (this instanceof Success<T> success) {
            return success.value();
        }
        Failure<T> failure = (Failure<T>) this;
        throw new IllegalStateException("node " + failure.node() + " failed: " + failure.cause(), failure.cause());
    }
}
