package dev.freshet.runtime.plan;

/**
 * The name of a dataset together with its Java type, as a constant of a generated {@code Data} class.
 *
 * @param name the dataset's name as written in {@code @Node}
 * @param <T> the type of the dataset's values
 */
@SuppressWarnings("UnusedTypeParameter") // it lets methods that take a reference speak of its type
public record DatasetRef<T>(String name) {
    @Override
    public String toString() {
        return name;
    }
}
