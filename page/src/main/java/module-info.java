/** The graph of a pipeline, and its reports side by side, as one HTML file each. */
module dev.freshet.page {
    requires dev.freshet.runtime;
    requires static org.jspecify;

    provides dev.freshet.runtime.graph.GalleryPage with
            dev.freshet.page.ReportsPage;
    provides dev.freshet.runtime.graph.GraphPage with
            dev.freshet.page.HtmlPage;
}
