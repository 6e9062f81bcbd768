package dev.freshet.runtime.schedule;

import java.util.Arrays;

/** A priority queue of ints, the smallest first, without boxing. */
public final class IntHeap {
    private int[] heap = new int[16];
    private int size;

    /** Creates an empty heap. */
    public IntHeap() {}

    /** Returns whether the heap is empty. */
    public boolean isEmpty() {
        return size == 0;
    }

    /** Returns the smallest value; {@link Integer#MAX_VALUE} if the heap is empty. */
    public int peek() {
        return size == 0 ? Integer.MAX_VALUE : heap[0];
    }

    /** Adds a value. */
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

    /** Removes and returns the smallest value. */
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
}
