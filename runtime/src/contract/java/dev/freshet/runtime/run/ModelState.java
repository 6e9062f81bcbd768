package dev.freshet.runtime.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The results that a state knows, as a plain list: what models look up. A slot is a text that names all places of a
 * node's stored outputs.
 *
 * @param <T> what is known of a success
 */
final class ModelState<T> {
    private static final int MOST_OF_A_SLOT = 8;

    /** A node as a run sees it: where the run is, the node's name and its slot. */
    record Named(String where, String name, String slot) {
        /** Whether the node stores nothing, so that what it does elsewhere says nothing. */
        boolean storesNothing() {
            return slot.equals(nowhere(where, name));
        }

        /** The slot of a node that stores nothing. */
        static String nowhere(String where, String name) {
            return where + " " + name;
        }
    }

    private record Result<T>(Named node, T success) {}

    private final Function<T, Object> identity;
    /** The latest first. */
    private final List<Result<T>> results = new ArrayList<>();

    private final Set<String> forgotten = new HashSet<>();

    /** @param identity what two results have in common of which the later one replaces the earlier */
    ModelState(Function<T, Object> identity) {
        this.identity = identity;
    }

    /** What a node is compared with: the latest of its slot, else the latest under its name, unless it was forgotten. */
    Optional<T> last(Named node) {
        return Stream.concat(
                        results.stream().filter(result -> result.node().slot().equals(node.slot())),
                        results.stream().filter(result -> hasName(result, node) && !forgotten.contains(node.slot())))
                .map(Result::success)
                .findFirst();
    }

    private static boolean hasName(Result<?> result, Named node) {
        return result.node().where().equals(node.where())
                && result.node().name().equals(node.name());
    }

    /**
     * All that may say that a node is up to date besides its last success. Of one that stores nothing, only the last
     * success of the same node under a former name.
     */
    Stream<T> counting(Named node, Set<String> present) {
        if (!node.storesNothing()) {
            return known(node);
        }
        return forgotten.contains(node.slot()) || last(node).isPresent()
                ? Stream.empty()
                : results.stream()
                        .filter(result -> result.node().where().equals(node.where())
                                && !present.contains(result.node().name())
                                && isLatestOfItsSlot(result))
                        .map(Result::success);
    }

    private boolean isLatestOfItsSlot(Result<T> result) {
        return results.stream()
                        .filter(each -> each.node().slot().equals(result.node().slot()))
                        .findFirst()
                        .orElseThrow()
                == result;
    }

    /** All that was made of something, those of its own slot first; none if it was forgotten. */
    Stream<T> known(Named node) {
        if (forgotten.contains(node.slot())) {
            return Stream.empty();
        }
        return Stream.concat(
                        results.stream().filter(result -> result.node().slot().equals(node.slot())),
                        results.stream().filter(result -> !result.node().slot().equals(node.slot())))
                .map(Result::success);
    }

    /** A node has succeeded. */
    void add(Named node, T success) {
        results.add(0, new Result<>(node, success));
        forgotten.remove(node.slot());
        List<Result<T>> older = results.stream()
                .skip(1)
                .filter(result -> result.node().slot().equals(node.slot()) && !isLatestOfItsName(result))
                .toList();
        List<Result<T>> equal = older.stream()
                .filter(result -> identity.apply(result.success()).equals(identity.apply(success)))
                .toList();
        drop(equal);
        long count = results.stream()
                .filter(result -> result.node().slot().equals(node.slot()))
                .count();
        if (count > MOST_OF_A_SLOT) {
            List<Result<T>> left = older.stream()
                    .filter(result -> equal.stream().noneMatch(dropped -> dropped == result))
                    .toList();
            drop(left.subList(Math.max(0, left.size() - 1), left.size()));
        }
    }

    private boolean isLatestOfItsName(Result<T> result) {
        return results.stream()
                        .filter(each -> hasName(each, result.node()))
                        .findFirst()
                        .orElseThrow()
                == result;
    }

    private void drop(List<Result<T>> dropped) {
        results.removeIf(result -> dropped.stream().anyMatch(each -> each == result));
    }

    /** A node is to run again, whatever is known. */
    void forget(Named node) {
        results.removeIf(result -> result.node().slot().equals(node.slot()));
        forgotten.add(node.slot());
    }
}
