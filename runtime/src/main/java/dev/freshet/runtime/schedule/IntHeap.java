package dev.freshet.runtime.schedule;

/** A priority queue of ints, the smallest first, without boxing. */
public final class IntHeap {
    private final LongHeap heap = new LongHeap();

    /** Creates an empty heap. */
    public IntHeap() {}

    /** Returns whether the heap is empty. */
    public boolean isEmpty() {
        return heap.isEmpty();
    }

    /** Returns the smallest value; {@link Integer#MAX_VALUE} if the heap is empty. */
    public int peek() {
        return heap.isEmpty() ? Integer.MAX_VALUE : (int) heap.peek();
    }

    /** Adds a value. */
    public void add(int value) {
        heap.add(value);
    }

    /** Removes and returns the smallest value. */
    public int remove() {
        return (int) heap.remove();
    }
}
