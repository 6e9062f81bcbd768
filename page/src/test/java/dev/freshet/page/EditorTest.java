package dev.freshet.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links into an editor, which only the reader's own browser knows. */
@InChromium
final class EditorTest {
    private static final String HREF = "document.querySelector('#detail .editor a').getAttribute('href')";

    private static void write(Tab tab, String root, String editor) {
        tab.evaluate("[...document.querySelectorAll('#detail .editor button')].at(-1).click()");
        tab.evaluate("document.querySelector('#detail .editor select').value = " + Tab.quoted(editor)
                + "; document.getElementById('root').value = " + Tab.quoted(root));
        tab.press("Enter");
    }

    @Test
    void place_opensInTheEditor_onceTheRootIsSet(Browser browser, @TempDir Path directory) throws IOException {
        try (Tab tab = Pages.open(browser, directory, Graphs.shop(), "#select=n%3Aeu.rate")) {
            assertThat(tab.textOf("#detail .editor")).isEqualTo("Open in an editor \u2026");
            write(tab, "project", "vscode");
            assertThat(tab.textOf("#detail .editor .count")).startsWith("Write a whole path");
            tab.evaluate("document.getElementById('root').value = '/home/ana/a b'");
            tab.press("Enter");
            assertThat(tab.text(HREF)).isEqualTo("vscode://file/home/ana/a%20b/src/main/java/demo/Sales.java:22");
            write(tab, "C:\\work", "idea");
            assertThat(tab.text(HREF))
                    .isEqualTo("idea://open?file=C%3A%2Fwork%2Fsrc%2Fmain%2Fjava%2Fdemo%2FSales.java&line=22");
            assertThat(Files.readString(directory.resolve("graph.html"))).doesNotContain("C:\\work", "/home/ana");
            write(tab, "", "idea");
            assertThat(tab.textOf("#detail .editor")).isEqualTo("Open in an editor \u2026");
        }
    }
}
