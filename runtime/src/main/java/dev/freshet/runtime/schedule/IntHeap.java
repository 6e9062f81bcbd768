package dev.freshet.runtime.schedule;

import java.util.Arrays;

/** A priority queue of ints, the smallest first; without an object for each. */
public final class IntHeap {
    private int[] heap = new int[16];
    private int size;

    /** An empty heap. */
    public IntHeap() {}

    /** Whether it is empty. */
    public boolean isEmpty() {
        return size == 0;
    }

    /** The smallest; {@link Integer#MAX_VALUE} if it is empty. */
    public int peek() {
        return size == 0 ? Integer.MAX_VALUE : heap[0];
    }

    /** Adds one. */
    public void add(int value) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        int at = size++;
        while (at > 0 && heap[(at - 1) / 2] > value) {
            heap[at] = heap[(at - 1) / 2];
            at = (at - 1) / 2;
        }
        heap[at] = value;
    }

    /** Takes out the smallest. */
    public int remove() {
        int smallest = heap[0];
        int last = heap[--size];
        sink(0, last);
        return smallest;
    }

    private void sink(int from, int value) {
        int at = from;
        while (2 * at + 1 < size) {
            int child = 2 * at + 1;
            if (child + 1 < size && heap[child + 1] < heap[child]) {
                child++;
            }
            if (heap[child] >= value) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = value;
    }

    /** Takes out one that is not the smallest, in linear time; returns whether it was there. */
    public boolean remove(int value) {
        int[] rest = Arrays.stream(heap, 0, size).filter(each -> each != value).toArray();
        boolean found = rest.length < size;
        size = 0;
        for (int each : rest) {
            add(each);
        }
        return found;
    }
}
