package dev.freshet.page;

import dev.freshet.runtime.graph.GraphDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Opens pages of documents, and reads what they show. */
final class Pages {
    /** The name of a box for screen readers, up to its first comma. */
    private static final String BOXES =
            "[...document.querySelectorAll('.box')].map(box => box.getAttribute('aria-label').split(',')[0])";

    private Pages() {}

    static Tab open(Browser browser, Path directory, GraphDocument document) throws IOException {
        return open(browser, directory, document, "");
    }

    /**
     * Opens a document in a tab of its own.
     *
     * @param state what follows the file in the address
     */
    static Tab open(Browser browser, Path directory, GraphDocument document, String state) throws IOException {
        Path file = Files.writeString(directory.resolve("graph.html"), new HtmlPage().html(document));
        Tab tab = browser.tab(1280, 800);
        tab.open(file.toUri() + state);
        if (!tab.text("document.documentElement.dataset.ready").equals("yes")) {
            throw new AssertionError("the page did not start: " + tab.events("Runtime.exceptionThrown"));
        }
        return tab;
    }

    static List<String> boxes(Tab tab) {
        return texts(tab, BOXES);
    }

    /** Returns the names of the boxes that no filter dims. */
    static List<String> bright(Tab tab) {
        return texts(tab, BOXES.replace("'.box'", "'.box:not(.dim)'"));
    }

    /** Returns the entries of the outline that can be seen. */
    static List<String> entries(Tab tab) {
        return texts(
                tab,
                "[...document.querySelectorAll('#tree [role=treeitem]')].filter(entry => entry.offsetParent)"
                        + ".map(entry => entry.querySelector('bdi').textContent)");
    }

    static List<String> texts(Tab tab, String expression) {
        List<String> texts = new ArrayList<>();
        tab.evaluate(expression).forEach(text -> texts.add(text.asString()));
        return texts;
    }

    /** Returns a selector of the box of a node or dataset. */
    static String box(String name) {
        return ".box[aria-label^=" + Tab.quoted(name + ",") + "]";
    }

    /** Returns a selector of the entry of the outline. */
    static String entry(String name) {
        return "#tree [aria-label^=" + Tab.quoted(name + ",") + "]";
    }
}
