package dev.freshet.dataset.backend;

import dev.freshet.dataset.Credentials;
import dev.freshet.dataset.Option;
import java.io.IOException;
import java.util.List;

/**
 * A kind of {@link StateBackend} that is not built on a storage. The setting {@code state} in {@code run.yml} names it
 * by the scheme of its URL, as in {@code state: postgresql://host/database?project=flights}. The scheme is known if
 * {@code META-INF/services/dev.freshet.dataset.backend.StateBackendProvider} names the class.
 */
public interface StateBackendProvider {
    /** The scheme of its URLs: lower-case letters and digits. */
    String scheme();

    /** The keys of its credentials. Their values are never shown. */
    List<Option> credentials();

    /**
     * Connects to a state, and prepares it on first use.
     *
     * @param url the whole URL, with its scheme
     * @throws IllegalArgumentException if the URL or the credentials are wrong; the message is shown, so it must not
     *     contain any value of the credentials
     * @throws IOException if the backend cannot be reached, refuses, or holds a state of a newer format; the message is
     *     one line in plain words
     */
    StateBackend open(String url, Credentials credentials) throws IOException;
}
