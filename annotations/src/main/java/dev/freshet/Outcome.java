package dev.freshet;

import java.util.function.Function;

/**
 * What became of a dataset: its value, or the failure of the node that should have made it.
 *
 * <p>You write:
 *
 * <pre>{@code
 * @Node(inputs = {"model", "baseline"}, outputs = "report")
 * static Report report(Outcome<Model> model, Model baseline) { ... }
 * }</pre>
 *
 * <p>You get: the node runs although the node that makes {@code model} failed, or one before that, and is told of the failure.
 * Such a failure does not stop the run, but the run still counts as failed. A node that was given a failure runs again in the
 * next run. The generated {@code call} catches what the node throws that makes {@code model}; what a node before it throws
 * ends the call.
 *
 * @param <T> the type of the dataset's values
 */
public sealed interface Outcome<T> {
    /** The dataset was made. */
    record Success<T>(T value) implements Outcome<T> {}

    /**
     * The dataset could not be made.
     *
     * @param node the node that failed: the one that makes the dataset, or one before it
     * @param cause what it threw
     */
    record Failure<T>(String node, Throwable cause) implements Outcome<T> {}

    /** A dataset that was made. */
    static <T> Outcome<T> success(T value) {
        return new Success<>(value);
    }

    /** A dataset that could not be made. */
    static <T> Outcome<T> failure(String node, Throwable cause) {
        return new Failure<>(node, cause);
    }

    /** The outcome of a part of the value; a failure stays the same. */
    default <R> Outcome<R> map(Function<? super T, ? extends R> part) {
        if (this instanceof Success<T> success) {
            return new Success<>(part.apply(success.value()));
        }
        Failure<T> failure = (Failure<T>) this;
        return new Failure<>(failure.node(), failure.cause());
    }

    /**
     * The value.
     *
     * @throws IllegalStateException with the node's failure as its cause, if there is none
     */
    default T orElseThrow() {
        if (this instanceof Success<T> success) {
            return success.value();
        }
        Failure<T> failure = (Failure<T>) this;
        throw new IllegalStateException("node " + failure.node() + " failed: " + failure.cause(), failure.cause());
    }
}
