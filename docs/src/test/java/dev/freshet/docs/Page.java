package dev.freshet.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A Markdown page of the repository.
 *
 * @param name its path from the root of the repository, with slashes
 * @param prose the text without its blocks
 * @param anchors what links to a heading of the page can name
 */
record Page(String name, String prose, Set<String> anchors, List<Block> blocks) {
    /** The root of the repository. Surefire starts tests in the directory of their module. */
    static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    /** All pages of the repository. */
    static List<Page> all() {
        Set<Path> files = new TreeSet<>();
        try {
            Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    String name = directory.getFileName().toString();
                    boolean isOurs = directory.equals(ROOT) || !(name.startsWith(".") || name.equals("target"));
                    return isOurs ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (file.toString().endsWith(".md")) {
                        files.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
            List<Page> pages = new ArrayList<>();
            for (Path file : files) {
                pages.add(PageReader.read(name(file), Files.readAllLines(file)));
            }
            return pages;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path file) {
        return ROOT.relativize(file).toString().replace('\\', '/');
    }

    /** The page of this name. */
    static Page of(String name) {
        try {
            return PageReader.read(name, Files.readAllLines(ROOT.resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of each {@code `code`} in the prose, in order. */
    List<String> code() {
        return PageReader.code(prose);
    }

    /** The qualified name of a service, as the page writes it behind {@code META-INF/services/}. */
    String service(String simpleName) {
        String directory = "META-INF/services/";
        return code().stream()
                .filter(code -> code.startsWith(directory) && code.endsWith("." + simpleName))
                .map(code -> code.substring(directory.length()))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public String toString() {
        return name;
    }
}
