/** The graph of a pipeline as one HTML file. */
module dev.freshet.page {
    requires dev.freshet.runtime;
    requires static org.jspecify;

    provides dev.freshet.runtime.graph.GraphPage with
            dev.freshet.page.HtmlPage;
}
