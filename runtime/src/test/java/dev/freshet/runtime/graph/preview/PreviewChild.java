package dev.freshet.runtime.graph.preview;

import dev.freshet.runtime.graph.GraphDocument;
import dev.freshet.runtime.graph.GraphViews;
import dev.freshet.runtime.graph.Preview;
import dev.freshet.runtime.run.Run;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;

/** Prints the previews of datasets of a project, in a process of little memory. */
final class PreviewChild {
    private PreviewChild() {}

    public static void main(String... arguments) {
        List<String> datasets = List.of(arguments).subList(1, arguments.length);
        GraphDocument document = Run.of(PreviewTest.pipeline())
                .conf(Path.of(arguments[0]).resolve("conf"))
                .graph(new GraphViews.Wanted(false, new LinkedHashSet<>(datasets)));
        for (Preview preview : document.views().previews()) {
            System.out.println(preview.dataset() + ": " + kind(preview.content()) + "; " + preview.note());
        }
    }

    private static String kind(Preview.Content content) {
        if (content instanceof Preview.Table table) {
            return table.rows().size() + " rows of " + table.columns();
        }
        return content instanceof Preview.Text text ? text.text().length() + " characters" : "nothing";
    }
}
