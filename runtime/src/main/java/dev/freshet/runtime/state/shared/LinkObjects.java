package dev.freshet.runtime.state.shared;

import dev.freshet.config.KnownSecrets;
import dev.freshet.dataset.Private;
import dev.freshet.dataset.backend.StateBackend;
import dev.freshet.runtime.state.NodeRecord;
import dev.freshet.runtime.state.StateRecord;
import dev.freshet.runtime.state.local.LocalStateStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the fingerprints of results were made of, as objects of the shared state, so that {@code why} can name what
 * changed although another checkout ran the node. They only explain: what cannot be shared or read is left out.
 */
final class LinkObjects {
    private static final Logger LOGGER = LoggerFactory.getLogger(LinkObjects.class);
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
    /** Larger ones are not read: nobody wrote them for this purpose. */
    private static final int MOST_BYTES = 256 << 20;

    private final LocalStateStore local;
    private final StateBackend backend;
    private final StoredObjects objects;
    private final Path file;
    /** Those that this checkout has stored. Only {@link #share} uses it. */
    private final Set<String> shared = new HashSet<>();

    /** Those that this process could not store. */
    private final Set<String> failed = new HashSet<>();

    private final Set<String> missing = ConcurrentHashMap.newKeySet();
    private boolean isRead;

    /** @param file where the checkout remembers which ones it has stored */
    LinkObjects(LocalStateStore local, StateBackend backend, StoredObjects objects, Path file) {
        this.local = local;
        this.backend = backend;
        this.objects = objects;
        this.file = file;
    }

    private static String object(String id) {
        return "links/" + id + ".gz";
    }

    /** Returns the object that a result names. */
    static Stream<String> of(NodeRecord result) {
        return ID.matcher(result.links()).matches() ? Stream.of(object(result.links())) : Stream.empty();
    }

    /** See {@link dev.freshet.runtime.state.StateStore#links}. The state is asked once, and the answer is kept. */
    Optional<String> get(String id) {
        Optional<String> own = local.links(id);
        if (own.isPresent() || !ID.matcher(id).matches() || missing.contains(id)) {
            return own;
        }
        try {
            Optional<byte[]> content = backend.get(object(id));
            if (content.isPresent()) {
                local.keepLinks(id, unpacked(content.get()));
            }
        } catch (IOException e) {
            LOGGER.debug("what explains the code of {} could not be read: {}", id, KnownSecrets.masked(e));
        }
        Optional<String> found = local.links(id);
        if (found.isEmpty()) {
            missing.add(id);
        }
        return found;
    }

    private static String unpacked(byte[] content) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(content))) {
            return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        }
    }

    private static byte[] packed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    /** Shares what explains entries, before the entries themselves. */
    synchronized void share(List<StateRecord> records) {
        forEach(records, id -> {
            readShared();
            String name = object(id);
            if (!failed.contains(id) && (shared.contains(id) ? objects.isMissing(name) : !objects.isCertain(name))) {
                store(id);
            }
        });
    }

    /** Shares again what could have been removed before the entries were appended. */
    synchronized void shareAgain(List<StateRecord> records) {
        forEach(records, id -> {
            if (!failed.contains(id) && !objects.isCertain(object(id))) {
                store(id);
            }
        });
    }

    private static void forEach(List<StateRecord> records, Consumer<String> use) {
        for (StateRecord record : records) {
            if (Publisher.withoutClaim(record) instanceof NodeRecord result
                    && ID.matcher(result.links()).matches()) {
                use.accept(result.links());
            }
        }
    }

    private void store(String id) {
        try {
            Optional<String> text = local.links(id);
            if (text.isPresent()) {
                objects.put(object(id), packed(text.get()));
                if (shared.add(id)) {
                    Private.createDirectoryOf(file);
                    Private.append(file, id + "\n");
                }
            }
        } catch (IOException e) {
            failed.add(id);
            LOGGER.debug("what explains the code of {} could not be shared: {}", id, KnownSecrets.masked(e));
        }
    }

    private void readShared() {
        if (isRead) {
            return;
        }
        isRead = true;
        try {
            shared.addAll(Files.readAllLines(file));
        } catch (NoSuchFileException e) {
            // Nothing was shared yet.
        } catch (IOException e) {
            LOGGER.debug("{} cannot be read: {}", file, KnownSecrets.masked(e));
        }
    }
}
