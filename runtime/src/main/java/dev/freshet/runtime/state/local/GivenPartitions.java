package dev.freshet.runtime.state.local;

import dev.freshet.config.KnownSecrets;
import dev.freshet.dataset.FileFault;
import dev.freshet.dataset.StoredContent;
import dev.freshet.runtime.state.StateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The partitions of incremental inputs that nodes have received, with their versions. Each set is an immutable file
 * named by its content, so that a state entry names exactly what its node received.
 */
final class GivenPartitions {
    private static final Logger LOG = LoggerFactory.getLogger(GivenPartitions.class);
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final TypeReference<TreeMap<String, String>> VERSIONS = new TypeReference<>() {};
    private static final String END = ".json";

    private final Path directory;

    GivenPartitions(Path directory) {
        this.directory = directory;
    }

    private Path file(String id) {
        return directory.resolve(id.substring(id.indexOf(':') + 1) + END);
    }

    /** Returns the set with a name; empty if it is missing or damaged. */
    Optional<SortedMap<String, String>> of(String id) {
        try {
            SortedMap<String, String> versions = MAPPER.readValue(Files.readAllBytes(file(id)), VERSIONS);
            return Optional.of(versions)
                    .filter(read -> StoredContent.digestOfPartitions(read).equals(id));
        } catch (NoSuchFileException | JacksonException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StateException("cannot read the state in " + file(id) + ": " + FileFault.reason(e), e);
        }
    }

    /** Stores a set of partitions and returns its name. The set is durable when this method returns. */
    synchronized String keep(SortedMap<String, String> versions) {
        String id = StoredContent.digestOfPartitions(versions);
        if (of(id).isEmpty()) {
            try {
                WholeFile.replace(file(id), MAPPER.writeValueAsString(versions));
            } catch (IOException e) {
                throw new StateException("cannot write the state in " + file(id) + ": " + FileFault.reason(e), e);
            }
        }
        return id;
    }

    /** Deletes all sets except these. */
    void sweep(Set<String> ids) {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> used = ids.stream().map(this::file).toList();
            for (Path file : files.filter(file -> !used.contains(file)).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.debug("unused sets of partitions were not deleted: {}", KnownSecrets.masked(e));
        }
    }
}
