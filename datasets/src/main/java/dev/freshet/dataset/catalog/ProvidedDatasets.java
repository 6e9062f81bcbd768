package dev.freshet.dataset.catalog;

import dev.freshet.config.ConfigException;
import dev.freshet.dataset.Credentials;
import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.DatasetProvider;
import dev.freshet.dataset.DatasetRequest;
import dev.freshet.dataset.OpenedDataset;
import dev.freshet.dataset.StoredContent;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Opens catalog entries whose dataset types come from a {@link DatasetProvider}. */
final class ProvidedDatasets {
    private final CatalogEntry entry;
    private final DatasetProvider provider;

    ProvidedDatasets(CatalogEntry entry, DatasetProvider provider) {
        this.entry = entry;
        this.provider = provider;
    }

    /** Notes the mistakes of an entry; of a pattern, as far as it is the same for all datasets. */
    void check(EntryOptions read, boolean isPattern) {
        if (isPattern) {
            options(read);
            groups(read);
        } else {
            open(read);
        }
    }

    /**
     * The stored form.
     *
     * @throws ConfigException naming every mistake
     */
    StoredContent content(EntryOptions read) {
        return required(read).content();
    }

    /**
     * What reads and writes values of a Java type that the provider accepts.
     *
     * @throws ConfigException naming every mistake
     */
    Dataset<Object> dataset(EntryOptions read, Type type) {
        OpenedDataset opened = required(read);
        try {
            return opened.dataset(type);
        } catch (IllegalArgumentException e) {
            read.problem(entry.position(), wrong(e));
            throw read.failure();
        }
    }

    private OpenedDataset required(EntryOptions read) {
        Optional<OpenedDataset> opened = open(read);
        read.require();
        return opened.orElseThrow();
    }

    /** Empty after a mistake, which is noted. */
    Optional<OpenedDataset> open(EntryOptions read) {
        String name = read.credentials().orElse("");
        Map<String, String> options = options(read);
        Map<String, Map<String, String>> groups = groups(read);
        if (read.hasProblems()) {
            return Optional.empty();
        }
        try {
            Credentials credentials = name.isEmpty()
                    ? Credentials.NONE
                    : entry.storages().credentials(name, CredentialsFile.Rules.of(provider));
            return Optional.of(provider.open(new DatasetRequest(
                    entry.name(),
                    options,
                    groups,
                    name,
                    credentials,
                    entry.storages().directory())));
        } catch (ConfigException e) {
            e.problems().forEach(problem -> read.problem(problem.position(), problem.message()));
        } catch (IllegalArgumentException e) {
            read.problem(entry.position(), wrong(e));
        }
        return Optional.empty();
    }

    private String wrong(IllegalArgumentException e) {
        return "dataset \"" + entry.name() + "\": " + e.getMessage();
    }

    private Map<String, String> options(EntryOptions read) {
        Map<String, String> given = new LinkedHashMap<>();
        for (String option : provider.options()) {
            if (!provider.groups().contains(option)) {
                read.given(option).ifPresent(text -> given.put(option, text));
            }
        }
        return given;
    }

    private Map<String, Map<String, String>> groups(EntryOptions read) {
        Map<String, Map<String, String>> given = new LinkedHashMap<>();
        for (String option : provider.groups()) {
            Map<String, String> texts = new TreeMap<>();
            read.texts(option).forEach((key, value) -> texts.put(key, value.text()));
            given.put(option, texts);
        }
        return given;
    }
}
