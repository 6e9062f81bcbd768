package dev.freshet.wiring;

/**
 * The storage place of a dataset that a pipeline uses.
 *
 * @param dataset the dataset's full name
 * @param isWritten whether a node produces the dataset
 */
public record DatasetPlace(String dataset, Place place, boolean isWritten) {
    /**
     * Returns whether a write to one dataset can overwrite the other, or reach a reader that does not wait for the
     * write. Variants of one dataset can share a place, and so can datasets that are only read. An existing version is
     * never written again.
     */
    boolean conflictsWith(DatasetPlace other) {
        return (isWritten || other.isWritten)
                && !base(dataset).equals(base(other.dataset))
                && (isWritten || !place.isVersionOf(other.place))
                && (other.isWritten || !other.place.isVersionOf(place))
                && place.overlaps(other.place);
    }

    private static String base(String dataset) {
        return new DatasetName(dataset).base();
    }
}
