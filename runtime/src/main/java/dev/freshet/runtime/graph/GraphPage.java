package dev.freshet.runtime.graph;

/**
 * Makes a page of a document. The artifact {@code freshet-page} has the implementation, which is found as a service, so
 * that the command line starts without it.
 */
public interface GraphPage {
    /** Returns one self-contained HTML file, which makes no request. */
    String html(GraphDocument document);
}
