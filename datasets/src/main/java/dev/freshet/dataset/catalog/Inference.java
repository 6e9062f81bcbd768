package dev.freshet.dataset.catalog;

import dev.freshet.dataset.DatasetException;
import dev.freshet.dataset.FileFormat;
import dev.freshet.dataset.FileSource;
import dev.freshet.dataset.Inferred;
import dev.freshet.dataset.InferredType;
import dev.freshet.dataset.InferredType.ListOf;
import dev.freshet.dataset.InferredType.RecordOf;
import dev.freshet.dataset.MalformedContent;
import dev.freshet.dataset.OptionValues;
import dev.freshet.dataset.file.Compression;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The Java record and the catalog entry for an existing file.
 *
 * @param recordName the name of the record; empty if the file holds none
 * @param java the source file of the record; comments only, if the file holds none
 * @param entry the catalog entry, as YAML
 */
public record Inference(String recordName, String java, String entry) {
    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{N}]+");

    /** Characters that would end a comment, or begin an escape sequence in it. */
    private static final Pattern NOT_IN_COMMENTS = Pattern.compile("[\\p{Cntrl}\\\\]+");

    /**
     * Infers the record and the entry from the beginning of a file.
     *
     * @param path the path that the entry gives
     * @param type the dataset type; empty to infer it from the name of the file
     * @param rows how many rows are read, if the file itself does not declare the types of its columns
     * @throws DatasetException if the file cannot be read, or its dataset type cannot infer types
     */
    public static Inference of(Path file, String path, Optional<String> type, int rows) {
        String unpacked = Compression.unpacked(path.toLowerCase(Locale.ROOT));
        FileFormat format = format(path, unpacked, type);
        Inferred inferred = inferred(format, file, path, rows);
        return new Inference(base(file), format, inferred, path);
    }

    private Inference(String base, FileFormat format, Inferred inferred, String path) {
        this(
                row(inferred.type()).isPresent() ? recordName(base) : "",
                java(base, inferred, Path.of(path).getFileName().toString()),
                EntryText.of(datasetName(base), entry(format, inferred, path)));
    }

    private static FileFormat format(String path, String unpacked, Optional<String> type) {
        List<FileFormat> all = DatasetTypes.all().stream()
                .filter(DatasetType.OfFiles.class::isInstance)
                .map(known -> ((DatasetType.OfFiles) known).format())
                .filter(format -> !format.endings().isEmpty())
                .toList();
        List<String> words = all.stream().map(FileFormat::name).sorted().toList();
        if (type.isPresent()) {
            return all.stream()
                    .filter(format -> format.name().equals(type.get()))
                    .findFirst()
                    .orElseThrow(() -> failure(cannotInfer(type.get(), words)));
        }
        return all.stream()
                .filter(format -> format.endings().stream().anyMatch(unpacked::endsWith))
                .findFirst()
                .orElseThrow(() -> failure(path + ": the name does not say what the file holds; name its dataset type"
                        + " with --type: " + String.join(", ", words)));
    }

    private static String cannotInfer(String type, List<String> words) {
        boolean isKnown = DatasetTypes.named(type).isPresent();
        return isKnown
                ? "the dataset type \"" + type + "\" does not say what its files hold; these do: "
                        + String.join(", ", words)
                : DatasetTypes.unknown(type, words);
    }

    private static Inferred inferred(FileFormat format, Path file, String path, int rows) {
        Compression compression = Compression.of(path);
        Compression.missing(path).ifPresent(missing -> {
            throw failure(path + ": " + missing);
        });
        if (Files.isDirectory(file)) {
            throw failure(path + ": a file is expected, but this is a directory");
        }
        try (Source source = new Source(file, compression)) {
            return format.infer(source, rows)
                    .orElseThrow(
                            () -> failure(path + ": the type " + format.name() + " does not say what this file holds"));
        } catch (NoSuchFileException e) {
            throw failure(path + ": the file does not exist");
        } catch (MalformedContent e) {
            throw failure(path + e.place() + ": " + e.problem());
        } catch (IOException e) {
            String message = compression.problem(e).orElse(String.valueOf(e.getMessage()));
            throw failure(path + ": " + message.lines().findFirst().orElse("the file cannot be read"));
        }
    }

    private static DatasetException failure(String message) {
        return new DatasetException(message, null);
    }

    private static String base(Path file) {
        String name = Compression.unpacked(file.getFileName().toString());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private static String recordName(String base) {
        StringBuilder name = new StringBuilder();
        for (String word : NO_LETTERS.split(base)) {
            if (!word.isEmpty()) {
                name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
            }
        }
        boolean startsLegally = !name.isEmpty() && Character.isJavaIdentifierStart(name.charAt(0));
        return (startsLegally ? "" : "Table") + name + "Row";
    }

    private static String datasetName(String base) {
        String name = NO_LETTERS.matcher(base.toLowerCase(Locale.ROOT)).replaceAll("_");
        String trimmed = name.replaceAll("^_+|_+$", "");
        return trimmed.isEmpty() ? "table" : trimmed;
    }

    private static Optional<RecordOf> row(InferredType type) {
        InferredType element = type instanceof ListOf list ? list.element() : type;
        return element instanceof RecordOf row ? Optional.of(row) : Optional.empty();
    }

    private static String java(String base, Inferred inferred, String file) {
        Optional<RecordOf> row = row(inferred.type());
        String name = recordName(base);
        List<String> comments = new ArrayList<>();
        inferred.notes()
                .forEach(note -> comments.add(NOT_IN_COMMENTS.matcher(note).replaceAll(" ")));
        comments.add("The dataset holds " + RecordSource.shown(inferred.type(), name) + ".");
        if (row.isPresent()) {
            return RecordSource.of(name, row.get(), "A row of " + comment(file) + ".", comments);
        }
        StringBuilder text = new StringBuilder();
        comments.forEach(comment -> text.append("// ").append(comment).append('\n'));
        return text.toString();
    }

    private static String comment(String text) {
        return text.replace("*/", "")
                .replace("\\", "")
                .replace("@", "")
                .replace("&", "")
                .replace("<", "");
    }

    private static Map<String, Object> entry(FileFormat format, Inferred inferred, String path) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("type", format.name());
        entry.put("path", path);
        int dot = Compression.unpacked(path).lastIndexOf('.');
        String ending = dot < 0 ? "" : Compression.unpacked(path).substring(dot).toLowerCase(Locale.ROOT);
        OptionValues presets = OptionValues.of(format.options(), Map.of(), ending);
        inferred.options().forEach((option, value) -> {
            boolean isDefault = presets.find(option).filter(value::equals).isPresent();
            if (!isDefault) {
                entry.put(option, value);
            }
        });
        return entry;
    }

    /** Opens the file for dataset types. */
    private static final class Source implements FileSource, Closeable {
        private final Path file;
        private final Compression compression;
        private @Nullable InputStream open;
        private @Nullable Path copy;

        Source(Path file, Compression compression) {
            this.file = file;
            this.compression = compression;
        }

        @Override
        public InputStream stream() throws IOException {
            InputStream packed = new BufferedInputStream(Files.newInputStream(file));
            open = packed;
            return compression.unpack(packed);
        }

        @Override
        public Path file() throws IOException {
            if (compression == Compression.NONE) {
                if (!Files.exists(file)) {
                    throw new NoSuchFileException(file.toString());
                }
                return file;
            }
            Path temporary = Files.createTempFile("freshet-", ".tmp");
            copy = temporary;
            Files.copy(stream(), temporary, StandardCopyOption.REPLACE_EXISTING);
            return temporary;
        }

        @Override
        public void close() throws IOException {
            if (open != null) {
                open.close();
            }
            if (copy != null) {
                Files.deleteIfExists(copy);
            }
        }
    }
}
