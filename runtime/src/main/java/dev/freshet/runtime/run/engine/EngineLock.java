package dev.freshet.runtime.run.engine;

import java.util.concurrent.locks.ReentrantLock;

/** The lock of an {@link Engine}. It is held for so short a time that a thread spins before it sleeps. */
@SuppressWarnings("serial") // it is never serialized
final class EngineLock extends ReentrantLock {
    private static final int SPINS = 200;

    @Override
    public void lock() {
        for (int i = 0; i < SPINS; i++) {
            if (!isLocked() && tryLock()) {
                return;
            }
            Thread.onSpinWait();
        }
        super.lock();
    }
}
