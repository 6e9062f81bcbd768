package dev.freshet.runtime.team;

import dev.freshet.dataset.backend.StateBackend;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The state of one team in memory. */
final class MortalStore {
    private final String team;
    private final List<StateBackend.Entry> entries = new ArrayList<>();
    private final Map<String, byte[]> objects = new HashMap<>();
    private final Map<String, Beat> beats = new HashMap<>();
    private final Map<String, Machine> machines = new HashMap<>();
    private long looks;

    private record Beat(String text, Machine machine, int life) {
        boolean isOfLiving() {
            return !machine.isDead() && !machine.sleeps && machine.life == life;
        }
    }

    /** A machine from one death to the next. */
    private static final class Machine {
        int life;
        long callsLeft = Long.MAX_VALUE;
        boolean losesAnswer;
        boolean sleeps;

        boolean isDead() {
            return callsLeft < 0;
        }
    }

    MortalStore(String team) {
        this.team = team;
    }

    String team() {
        return team;
    }

    /**
     * A machine will die.
     *
     * @param calls how many calls it gets answers to before
     * @param losesAnswer whether the next one is carried out, although nobody is told
     */
    synchronized void doom(String name, long calls, boolean losesAnswer) {
        Machine machine = machine(name);
        machine.callsLeft = calls;
        machine.losesAnswer = losesAnswer;
    }

    /** Returns whether a machine has died. */
    synchronized boolean isDead(String name) {
        return machine(name).isDead();
    }

    /** The heartbeats of a machine do not arrive while it sleeps. */
    synchronized void sleep(String name, boolean sleeps) {
        machine(name).sleeps = sleeps;
    }

    /** A machine that died, or was to die, starts anew. */
    synchronized void revive(String name) {
        Machine machine = machine(name);
        machine.life += machine.isDead() ? 1 : 0;
        machine.callsLeft = Long.MAX_VALUE;
    }

    private Machine machine(String name) {
        return machines.computeIfAbsent(name, unknown -> new Machine());
    }

    synchronized StateBackend connect(String name) {
        return new Connection(machine(name));
    }

    private interface Action<T> {
        T act();
    }

    /** What a machine sees of the state. */
    private final class Connection implements StateBackend {
        private final Machine machine;

        Connection(Machine machine) {
            this.machine = machine;
        }

        private <T> T call(Action<T> action) throws IOException {
            synchronized (MortalStore.this) {
                boolean wasAlive = !machine.isDead();
                machine.callsLeft -= wasAlive ? 1 : 0;
                if (!machine.isDead()) {
                    return action.act();
                }
                if (wasAlive && machine.losesAnswer) {
                    action.act();
                }
                throw new IOException("this machine is dead");
            }
        }

        @Override
        public String place() {
            return "mortal://" + team;
        }

        @Override
        public String id() {
            return team;
        }

        @Override
        public boolean isReadOnly() throws IOException {
            return call(() -> false);
        }

        @Override
        public Contents read(long after) throws IOException {
            return call(
                    () -> new Contents(Optional.empty(), List.copyOf(entries.subList((int) after, entries.size()))));
        }

        @Override
        public boolean append(long number, String text) throws IOException {
            return call(() -> number == entries.size() + 1 && entries.add(new Entry(number, text)));
        }

        @Override
        public boolean compact(Entry base) {
            return false;
        }

        @Override
        public void beat(String session, String beat) throws IOException {
            call(() -> machine.sleeps ? null : beats.put(session, new Beat(beat, machine, machine.life)));
        }

        @Override
        public Optional<String> beat(String session) throws IOException {
            return call(() -> Optional.ofNullable(beats.get(session))
                    .map(beat -> beat.isOfLiving() ? beat.text() + " " + looks++ : beat.text()));
        }

        @Override
        public void end(String session) throws IOException {
            call(() -> beats.remove(session));
        }

        @Override
        public void put(String name, byte[] content) throws IOException {
            call(() -> objects.put(name, content.clone()));
        }

        @Override
        public Optional<byte[]> get(String name) throws IOException {
            return call(() -> Optional.ofNullable(objects.get(name)).map(byte[]::clone));
        }

        @Override
        public Set<String> collect(Set<String> needed) {
            return Set.of();
        }

        @Override
        public void close() {}
    }
}
