package dev.freshet.wiring;

/**
 * The place of a dataset that a pipeline uses.
 *
 * @param dataset its full name
 * @param isWritten whether a node makes it
 */
public record DatasetPlace(String dataset, Place place, boolean isWritten) {
    /**
     * Whether what is written to one of both is lost, or is read by nodes that do not wait for it. Formats of one dataset may share a
     * place, and so may datasets that are only read. A version that is there is not written again.
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
