package dev.freshet.dataset.backend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The object that makes a place a state: the version of its format, and a random id. */
final class StateFormat {
    private static final int VERSION = 1;
    private static final Pattern TEXT = Pattern.compile("freshet state (\\d{1,9}) ([0-9a-f-]+)\n");
    private static final byte[] PROBE =
            "Freshet creates this object again to see that the storage refuses it.\n".getBytes(StandardCharsets.UTF_8);

    private final StateObjects objects;

    StateFormat(StateObjects objects) {
        this.objects = objects;
    }

    /** Returns the id of the state, which this method creates if there is none. */
    String open() throws IOException {
        Optional<byte[]> there = objects.find(Keys.FORMAT);
        if (there.isPresent()) {
            return id(there.get());
        }
        // The proof comes first, so a storage that fails it is refused each time.
        try {
            proveWritable();
        } catch (StateObjects.DeniedException e) {
            throw new IOException(
                    "there is no state " + objects.shown() + " yet, and it cannot be created: " + e.reason());
        }
        objects.put(Keys.FORMAT, text().getBytes(StandardCharsets.UTF_8));
        return id(objects.find(Keys.FORMAT)
                .orElseThrow(() -> objects.damaged(Keys.FORMAT, "was deleted while the state was opened")));
    }

    private static String text() {
        return "freshet state " + VERSION + " " + UUID.randomUUID() + "\n";
    }

    private String id(byte[] content) throws IOException {
        Matcher text = TEXT.matcher(new String(content, StandardCharsets.UTF_8));
        if (!text.matches()) {
            throw objects.damaged(Keys.FORMAT, "is not that of a state");
        }
        if (Integer.parseInt(text.group(1)) > VERSION) {
            throw new IOException("the state " + objects.shown() + " has format " + text.group(1)
                    + ", and this Freshet knows formats up to " + VERSION + "; use a newer version of Freshet");
        }
        return text.group(2);
    }

    /**
     * Proves that the storage refuses to create an object twice, on which everything else stands.
     *
     * @throws StateObjects.DeniedException if nothing may be written
     */
    void proveWritable() throws IOException {
        objects.replace(Keys.PROBE, PROBE);
        if (objects.isCreatedAgain(Keys.PROBE, PROBE)) {
            throw new IOException("the state " + objects.shown()
                    + " cannot be kept in this storage, which lets two writers create the same object (it ignores"
                    + " conditions such as If-None-Match); use another storage or a newer version of it");
        }
    }
}
