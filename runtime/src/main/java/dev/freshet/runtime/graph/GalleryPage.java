package dev.freshet.runtime.graph;

/**
 * Writes a gallery as a page for a browser. The command line finds it by {@link java.util.ServiceLoader}; the artifact
 * {@code dev.freshet:freshet-page} has it. Implementations have a constructor without arguments.
 */
public interface GalleryPage {
    /** Returns a whole HTML file. Equal galleries give equal text. */
    String html(Gallery gallery);
}
