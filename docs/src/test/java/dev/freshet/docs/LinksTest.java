package dev.freshet.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Links of the pages lead to files and headings that exist. */
final class LinksTest {
    private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]*)(?:#([^)\\s]*))?\\)");

    static List<Page> pages() {
        return Page.all();
    }

    @Test
    void pages_ofTheRepository_areFound() {
        assertThat(pages()).extracting(Page::name).contains("README.md", "CHANGELOG.md", "docs/data.md");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void link_ofAPage_leadsToAFileAndAHeading(Page page) {
        List<String> dead = new ArrayList<>();
        Matcher link = LINK.matcher(page.prose());
        while (link.find()) {
            if (!link.group(1).contains("://") && !exists(page, link.group(1), link.group(2))) {
                dead.add(link.group());
            }
        }
        assertThat(dead).isEmpty();
    }

    private static boolean exists(Page page, String file, String anchor) {
        Path target = file.isEmpty()
                ? Path.of(page.name())
                : Path.of(page.name()).resolveSibling(file).normalize();
        boolean isThere = Files.exists(Page.ROOT.resolve(target));
        return isThere
                && (anchor == null
                        || Page.of(target.toString().replace('\\', '/'))
                                .anchors()
                                .contains(anchor));
    }
}
