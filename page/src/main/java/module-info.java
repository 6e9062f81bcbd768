/** The graph of a pipeline, and its reports side by side, as one HTML file each; a server for the graph of a run. */
module dev.freshet.page {
    requires dev.freshet.runtime;
    requires jdk.httpserver;
    requires static org.jspecify;

    provides dev.freshet.runtime.graph.GalleryPage with
            dev.freshet.page.ReportsPage;
    provides dev.freshet.runtime.graph.GraphPage with
            dev.freshet.page.HtmlPage;
    provides dev.freshet.runtime.live.LiveServer with
            dev.freshet.page.PageServer;
}
