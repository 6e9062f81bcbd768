package dev.freshet.runtime.run.partition;

import dev.freshet.config.KnownSecrets;
import dev.freshet.dataset.DatasetException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes what a call has opened. A failure to close is only logged. */
final class Closing {
    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private Closing() {}

    static void quietly(AutoCloseable opened) {
        try {
            opened.close();
        } catch (DatasetException e) {
            LOG.debug("cannot close a dataset: {}", KnownSecrets.masked(e));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
