package dev.freshet.dataset.backend;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where several people and machines keep the state of their runs together: a log of numbered entries, a heartbeat for
 * each session, and immutable objects beside them. The term is Terraform's.
 *
 * <p>The log is the only thing that decides: whoever appends entry {@code n} has read all entries before it. Every
 * other rule, such as who holds a claim, follows from the entries and their order. No clocks are compared.
 *
 * <p>Implementations must be thread-safe. Every method throws {@link IOException} if the backend cannot be reached or
 * refuses; the message is one line in plain words and says which permission or setting is missing.
 *
 * <p>Names of sessions and objects consist of letters, digits, {@code .}, {@code _} and {@code -}, and of slashes
 * between such names. Other names are refused by an {@link IllegalArgumentException}.
 */
public interface StateBackend extends AutoCloseable {
    /**
     * An entry of the log.
     *
     * @param number from 1, without gaps
     * @param text opaque to the backend
     */
    record Entry(long number, String text) {}

    /**
     * What a reader has to take in.
     *
     * @param base stands for all entries up to its number, because the reader has missed some that no longer exist; the
     *     reader forgets what it knew. Empty if nothing is missing.
     * @param entries those after the base, or after what the reader knew, in order and without gaps
     */
    record Contents(Optional<Entry> base, List<Entry> entries) {}

    /**
     * Returns the name of a session or an object.
     *
     * @throws IllegalArgumentException if it has other characters than this contract allows
     */
    static String requireName(String name) {
        if (!name.matches("[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)*")) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" must consist of letters, digits, \".\", \"_\", \"-\" and slashes between them");
        }
        return name;
    }

    /** Returns a name for the place of this state, which contains no secret: equal places have equal names. */
    String place();

    /**
     * Returns the random name that this state got when it was created. What a caller remembers of a state, such as the
     * number of its last entry, belongs to this name: at the same place can be another state later.
     */
    String id();

    /**
     * Returns whether the credentials permit to read only. The first call can ask the backend; opening a state and
     * reading it does not need permission to write.
     */
    boolean isReadOnly() throws IOException;

    /**
     * Returns what was appended after an entry. If nothing was, this method asks the backend once.
     *
     * @param after the number of the last entry that the caller knows; 0 for none
     * @throws IOException also if there is no such entry, because somebody has put an older state in this place
     */
    Contents read(long after) throws IOException;

    /**
     * Appends an entry if nobody else has appended one with its number. Of several who try, exactly one succeeds, even
     * if answers are lost on the way. The entry is durable when this method returns true.
     *
     * @param number one more than the number of the last entry that the caller has read
     * @return false if another entry has this number
     * @throws IOException if it remains unknown whether the entry was appended
     */
    boolean append(long number, String text) throws IOException;

    /**
     * Replaces all entries up to a number by a base. Entries that others append meanwhile stay. If somebody else is
     * doing the same, one of them succeeds.
     *
     * @param base what the entries up to its number amount to
     * @return whether the base is in use now
     */
    boolean compact(Entry base) throws IOException;

    /** Stores the heartbeat of a session, in place of its earlier one. Only the session itself calls this method. */
    void beat(String session, String beat) throws IOException;

    /** Returns the current heartbeat of a session; empty if it has none or has ended. */
    Optional<String> beat(String session) throws IOException;

    /** Removes the heartbeat of a session that has ended. */
    void end(String session) throws IOException;

    /**
     * Stores an immutable object. Objects with equal names have equal content. An object that is there is stored again,
     * so that {@link #collect} keeps it as if it were new.
     */
    void put(String name, byte[] content) throws IOException;

    /** Returns an immutable object; empty if there is none with this name. */
    Optional<byte[]> get(String name) throws IOException;

    /**
     * Removes the objects that nobody has needed for as long as this backend keeps what is out of use: seven days by
     * its own clock, counted from the first call that did not name the object after it was stored last. A call that
     * names the object ends this time. Also removes heartbeats that were not renewed for as long.
     *
     * <p>Whoever appends an entry that names an object stores the object before, unless an entry that counts names it
     * already.
     *
     * @param needed the names of all objects that entries of the log name
     * @return the names of the objects that were removed
     */
    Set<String> collect(Set<String> needed) throws IOException;

    @Override
    void close() throws IOException;
}
