package dev.freshet.page;

import dev.freshet.runtime.graph.GraphDocument;
import dev.freshet.runtime.graph.GraphJson;
import dev.freshet.runtime.graph.GraphPage;
import dev.freshet.runtime.graph.Preview;

/**
 * Writes the graph of a pipeline as a page. Frames inherit the policy of the page: if a report is previewed, it allows the
 * styles that reports have.
 */
public final class HtmlPage implements GraphPage {
    @Override
    public String html(GraphDocument document) {
        boolean hasReport =
                document.views().previews().stream().anyMatch(preview -> preview.content() instanceof Preview.Html);
        Template template = hasReport ? new Template("page", "'unsafe-inline'") : Template.of("page");
        return template.html(Script.text(), GraphJson.packed(document));
    }
}
