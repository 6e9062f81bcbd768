package dev.freshet.runtime.state.local;

import dev.freshet.config.KnownSecrets;
import dev.freshet.dataset.FileFault;
import dev.freshet.fingerprint.LinkCache;
import dev.freshet.runtime.state.Claim;
import dev.freshet.runtime.state.ClaimAnswer;
import dev.freshet.runtime.state.ForgottenNode;
import dev.freshet.runtime.state.NodeRecord;
import dev.freshet.runtime.state.RunRecord;
import dev.freshet.runtime.state.StampRecord;
import dev.freshet.runtime.state.StateDamagedException;
import dev.freshet.runtime.state.StateException;
import dev.freshet.runtime.state.StateRecord;
import dev.freshet.runtime.state.StateStore;
import dev.freshet.runtime.state.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores the state in a directory of the project: {@code journal.jsonl}, with one entry on each line, and {@code lock}.
 */
public final class LocalStateStore implements StateStore {
    /** The name of the file that changes whenever the state changes. */
    public static final String JOURNAL = "journal.jsonl";

    private static final Logger LOGGER = LoggerFactory.getLogger(LocalStateStore.class);
    /** Journals with fewer lines are never rewritten. */
    private static final int FEWEST_LINES = 1_000;

    private final Path directory;
    private final Journal journal;
    private final GivenPartitions given;
    private final LinkCache links;
    private final StateView view = new StateView();
    private final WorkspaceFile workspace;
    private final Map<String, StampRecord> stamps = new LinkedHashMap<>();
    private boolean isLocked;
    private Supplier<List<NodeRecord>> alsoNamed = List::of;

    private final Consumer<String> warnings;

    private LocalStateStore(Path directory, Consumer<String> warnings) {
        this.directory = directory;
        this.warnings = warnings;
        this.journal = new Journal(directory.resolve(JOURNAL));
        this.given = new GivenPartitions(directory.resolve("given"));
        this.links = new LinkCache(directory.resolve(LinkCache.DIRECTORY));
        this.workspace = new WorkspaceFile(directory.resolve("workspace"));
    }

    /**
     * Opens the state in a directory. If the directory does not exist, the state is empty.
     *
     * @param warnings receives what people should know, one line each
     * @throws StateException if the state exists but cannot be read
     */
    public static LocalStateStore open(Path directory, Consumer<String> warnings) {
        LocalStateStore store = new LocalStateStore(directory, warnings);
        store.refresh();
        return store;
    }

    /**
     * Forgets the entries of nodes, so that the nodes run again.
     *
     * @param nodes the nodes to forget, given a store that knows its workspace only
     * @param all whether to delete a state that cannot be read
     * @throws StateException if the state is locked, cannot be written, or cannot be read and {@code all} is false
     */
    public static void forget(
            Path directory,
            Duration wait,
            Function<StateStore, List<ForgottenNode>> nodes,
            boolean all,
            Consumer<String> warnings) {
        if (!Files.exists(directory)) {
            return;
        }
        LocalStateStore store = new LocalStateStore(directory, warnings);
        Lock lock = store.lock(wait);
        try {
            List<ForgottenNode> forgotten = nodes.apply(store);
            store.refresh();
            // Also of a node without a result of its own: one of another slot may count as its.
            store.append(forgotten.stream()
                    .filter(node -> !store.isForgotten(node.slot())
                            || store.node(node.pipeline(), node.node()).isPresent())
                    .toList());
        } catch (StateException e) {
            if (!all) {
                throw e;
            }
            store.delete();
        } finally {
            lock.close();
        }
    }

    private void delete() {
        try {
            journal.delete();
        } catch (IOException e) {
            throw new StateException("cannot delete the state in " + directory + ": " + FileFault.reason(e), e);
        }
    }

    @Override
    public synchronized Optional<NodeRecord> slot(String slot) {
        return view.slot(slot);
    }

    @Override
    public synchronized List<NodeRecord> history(String slot) {
        return view.history(slot);
    }

    @Override
    public synchronized List<NodeRecord> results(String key) {
        return view.results(key);
    }

    @Override
    public synchronized List<NodeRecord> resultsOfCode(String code) {
        return view.resultsOfCode(code);
    }

    @Override
    public synchronized boolean isForgotten(String slot) {
        return view.isForgotten(slot);
    }

    @Override
    public synchronized Optional<NodeRecord> node(String pipeline, String node) {
        return view.node(pipeline, node);
    }

    @Override
    public synchronized Collection<NodeRecord> nodes(String pipeline) {
        return view.nodes(pipeline);
    }

    @Override
    public synchronized Optional<RunRecord> run(String runId) {
        return view.run(runId);
    }

    @Override
    public synchronized List<StateRecord> entries() {
        return view.entries();
    }

    @Override
    public Workspace workspace() {
        return workspace.get();
    }

    @Override
    public synchronized Optional<StampRecord> stamp(String location) {
        return Optional.ofNullable(stamps.get(location));
    }

    @Override
    public Optional<SortedMap<String, String>> given(String name) {
        return given.of(name);
    }

    @Override
    public String keepGiven(SortedMap<String, String> versions) {
        return given.keep(versions);
    }

    @Override
    public Optional<String> links(String id) {
        return links.shared(id);
    }

    @Override
    public void keepLinks(String id, String text) {
        if (!links.keepShared(id, text)) {
            LOGGER.debug("the text does not belong to the links {}", id);
        }
    }

    @Override
    public synchronized void append(List<? extends StateRecord> records) {
        if (records.isEmpty()) {
            return;
        }
        try {
            appendToWhatWasRead(records.stream().map(StateCodec::write).toList());
        } catch (IOException e) {
            throw new StateException("cannot write the state in " + directory + ": " + FileFault.reason(e), e);
        }
        records.forEach(this::keep);
    }

    private void appendToWhatWasRead(List<String> texts) throws IOException {
        if (!journal.isAsRead()) {
            warnings.accept(directory.resolve(JOURNAL) + " was emptied or replaced while a run was using it; the run"
                    + " rewrites it with the entries that it has read and made");
            journal.replace(live());
        }
        journal.append(texts, true);
    }

    @Override
    public synchronized void note(List<StampRecord> noted) {
        if (noted.isEmpty()) {
            return;
        }
        try {
            Lock lock = isLocked ? () -> {} : lock(Duration.ZERO);
            try {
                refresh();
                journal.append(noted.stream().map(StateCodec::write).toList(), false);
                noted.forEach(this::keep);
            } finally {
                lock.close();
            }
        } catch (IOException | StateException e) {
            LOGGER.debug("stamps were not noted: {}", KnownSecrets.masked(e));
        }
    }

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public ClaimAnswer claim(Claim wanted, long revision) {
        return new ClaimAnswer.Granted("", false);
    }

    @Override
    public long revision() {
        return 0;
    }

    @Override
    public boolean isInForce(String claim) {
        return true;
    }

    @Override
    public void release(String claim) {
        // The lock of the state is the only claim.
    }

    @Override
    public List<NodeRecord> flush() {
        return List.of();
    }

    /** Keeps the sets of partitions that these records name, too, when the lock is released. */
    public void alsoKeepGivenOf(Supplier<List<NodeRecord>> records) {
        alsoNamed = records;
    }

    @Override
    public synchronized boolean refresh() {
        Journal.Read read;
        try {
            read = journal.read();
        } catch (IOException e) {
            throw new StateException("cannot read the state in " + directory + ": " + FileFault.reason(e), e);
        }
        if (!read.warning().isEmpty()) {
            warnings.accept(read.warning());
        }
        if (read.whole()) {
            view.clear();
            stamps.clear();
        }
        read.texts().forEach(text -> {
            try {
                keep(StateCodec.read(text));
            } catch (IllegalArgumentException e) {
                throw new StateDamagedException(
                        "the state in " + directory + " has an entry that cannot be read: " + e.getMessage()
                                + "; restore it, or forget it with the command \"clean\", so that everything runs again");
            }
        });
        return read.whole() || !read.texts().isEmpty();
    }

    private void keep(StateRecord record) {
        if (record instanceof StampRecord stamp) {
            stamps.put(stamp.location(), stamp);
        } else {
            view.add(record);
        }
    }

    /** Returns who holds the state in a directory, for messages; empty if nobody does. */
    public static Optional<String> holder(Path directory) {
        return StateLock.holder(directory);
    }

    @Override
    public Lock lock(Duration wait) {
        StateLock lock;
        try {
            lock = StateLock.take(directory, wait);
            workspace.keep();
        } catch (IOException e) {
            throw new StateException("cannot lock the state in " + directory + ": " + FileFault.reason(e), e);
        }
        synchronized (this) {
            isLocked = true;
        }
        return () -> {
            try {
                release();
            } finally {
                lock.close();
            }
        };
    }

    private synchronized void release() {
        isLocked = false;
        Set<String> named = new HashSet<>();
        Stream.concat(view.latest().stream(), alsoNamed.get().stream())
                .forEach(record -> named.addAll(record.given().values()));
        given.sweep(named);
        try {
            compact();
        } catch (IOException e) {
            LOGGER.debug("the state was not compacted: {}", KnownSecrets.masked(e));
        }
    }

    /** Rewrites the journal with the valid entries once most entries are obsolete. The caller holds the lock. */
    private void compact() throws IOException {
        long live = stamps.size() + view.size();
        if (journal.lines() > FEWEST_LINES && journal.lines() > 2 * live) {
            journal.replace(live());
        }
    }

    private List<String> live() {
        List<StateRecord> live = new ArrayList<>(stamps.values());
        live.addAll(view.entries());
        return live.stream().map(StateCodec::write).toList();
    }

    @Override
    public void close() {
        // Files are open only while they are read or written.
    }
}
