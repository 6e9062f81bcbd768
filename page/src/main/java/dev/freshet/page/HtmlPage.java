package dev.freshet.page;

import dev.freshet.runtime.graph.GraphDocument;
import dev.freshet.runtime.graph.GraphJson;
import dev.freshet.runtime.graph.GraphPage;

/** Writes the graph of a pipeline as a page. */
public final class HtmlPage implements GraphPage {
    @Override
    public String html(GraphDocument document) {
        return Template.of("page").html(Script.text(), GraphJson.compact(document));
    }
}
