package dev.freshet.runtime.cli;

import dev.freshet.dataset.DatasetException;
import dev.freshet.dataset.FileFault;
import dev.freshet.fingerprint.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The file of {@code fingerprints --write}, a line for each node, and beside it the file of {@code --members}, which
 * says what the fingerprints were made of. The second begins with the digest of the first, so that they are not mixed.
 */
record FingerprintFile(Path file) {
    private static final String BELONGS_TO = "fingerprints ";

    /** What is known of earlier code. */
    record Read(Map<String, String> fingerprints, Optional<String> members) {}

    private Path members() {
        return file.resolveSibling(file.getFileName() + ".members");
    }

    private static String head(String fingerprints) {
        return BELONGS_TO + new Digest().add(fingerprints).hex() + "\n";
    }

    /**
     * Writes the fingerprints, sorted, so that a difference in version control shows exactly the nodes that an edit
     * makes stale.
     *
     * @param members what they were made of; empty to write only the fingerprints
     */
    void write(SortedMap<String, String> fingerprints, Optional<String> members) {
        StringBuilder text = new StringBuilder();
        fingerprints.forEach((node, fingerprint) ->
                text.append(node).append(' ').append(fingerprint).append('\n'));
        replace(file, text.toString());
        members.ifPresent(made -> replace(members(), head(text.toString()) + made));
    }

    private static void replace(Path path, String text) {
        try {
            if (!Files.exists(path) || !Files.readString(path).equals(text)) {
                Files.writeString(path, text);
            }
        } catch (IOException e) {
            throw new DatasetException("cannot write " + path + ": " + FileFault.reason(e), e);
        }
    }

    /** @throws UsageException if it is missing or something else */
    Read read() {
        try {
            String text = Files.readString(file);
            Map<String, String> fingerprints = new LinkedHashMap<>();
            List<String> lines = text.lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                String[] words = lines.get(i).split(" ", -1);
                if (words.length != 2 || !words[1].matches("[0-9a-f]{64}")) {
                    throw new UsageException(file + ":" + (i + 1) + ": this is not a node and its fingerprint;"
                            + " write the file with \"fingerprints --write\"");
                }
                fingerprints.put(words[0], words[1]);
            }
            return new Read(fingerprints, readMembers(text));
        } catch (NoSuchFileException e) {
            throw new UsageException("There is no file " + file + "; write it with \"fingerprints --write\"");
        } catch (IOException e) {
            throw new DatasetException("cannot read " + file + ": " + FileFault.reason(e), e);
        }
    }

    private Optional<String> readMembers(String fingerprints) throws IOException {
        if (!Files.exists(members())) {
            return Optional.empty();
        }
        String text = Files.readString(members());
        String head = head(fingerprints);
        if (!text.startsWith(head)) {
            throw new UsageException(
                    members() + " does not belong to " + file + "; write both with \"fingerprints --write "
                            + file.getFileName() + " " + Commands.MEMBERS + "\", or delete it");
        }
        return Optional.of(text.substring(head.length()));
    }
}
