package dev.freshet.dataset.catalog;

import dev.freshet.config.Article;
import dev.freshet.config.ConfigException;
import dev.freshet.dataset.Credentials;
import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.DatasetProvider;
import dev.freshet.dataset.DatasetRequest;
import dev.freshet.dataset.OpenedDataset;
import dev.freshet.dataset.StoredContent;
import dev.freshet.dataset.file.RunVersions;
import dev.freshet.wiring.JavaTypes;
import java.lang.reflect.Type;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An entry whose values a {@link DatasetProvider} reads and writes.
 *
 * @param once what the provider has opened; null before
 */
record ProvidedEntry(
        CatalogEntry written,
        DatasetType.Provided type,
        EntryOptions options,
        AtomicReference<@Nullable OpenedDataset> once)
        implements StoredEntry {
    ProvidedEntry(CatalogEntry written, DatasetType.Provided type, EntryOptions options) {
        this(written, type, options, new AtomicReference<>());
    }

    @Override
    public void check() {
        Mistakes mistakes = mistakes();
        if (!options.hasPlaceholders()) {
            open(mistakes);
        }
        mistakes.require();
    }

    @Override
    public StoredContent content(RunVersions versions) {
        return required(mistakes()).content();
    }

    @Override
    public Dataset<Object> dataset(Type javaType, Supplier<StoredContent> content) {
        Mistakes mistakes = mistakes();
        if (!type.accepts(javaType)) {
            mistakes.atEntry("the pipeline has \"" + name() + "\" as " + JavaTypes.show(javaType) + ", but "
                    + Article.before(type.word()) + " dataset holds " + type.holds());
        }
        OpenedDataset opened = required(mistakes);
        try {
            return opened.dataset(javaType);
        } catch (IllegalArgumentException e) {
            mistakes.refused(e, name());
            throw mistakes.failure();
        }
    }

    private OpenedDataset required(Mistakes mistakes) {
        Optional<OpenedDataset> opened = open(mistakes);
        mistakes.require();
        return opened.orElseThrow();
    }

    /** Returns what the provider opens; empty if the entry has mistakes. */
    Optional<OpenedDataset> opened() {
        return open(mistakes());
    }

    /** Opens the dataset; if there is a mistake, notes it and returns empty. */
    private Optional<OpenedDataset> open(Mistakes mistakes) {
        if (mistakes.areThere()) {
            return Optional.empty();
        }
        OpenedDataset known = once.get();
        if (known != null) {
            return Optional.of(known);
        }
        DatasetProvider provider = type.provider();
        String name = options.credentials().orElse("");
        try {
            Credentials credentials = name.isEmpty()
                    ? Credentials.NONE
                    : written.storages().credentials(name, CredentialsFile.Rules.of(provider));
            OpenedDataset opened = provider.open(new DatasetRequest(
                    name(),
                    options.values(),
                    name,
                    credentials,
                    written.storages().directory(),
                    written.storages().extensions().settings(provider.settings())));
            OpenedDataset first = once.compareAndExchange(null, opened);
            return Optional.of(first == null ? opened : first);
        } catch (ConfigException e) {
            mistakes.add(e);
        } catch (IllegalArgumentException e) {
            mistakes.refused(e, name());
        }
        return Optional.empty();
    }

    @Override
    public Optional<String> neededCredentials() {
        return options.credentials();
    }
}
