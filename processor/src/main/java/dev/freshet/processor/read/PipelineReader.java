package dev.freshet.processor.read;

import dev.freshet.Node;
import dev.freshet.Pipeline;
import dev.freshet.processor.model.CatalogModel;
import dev.freshet.processor.model.DatasetName;
import dev.freshet.processor.model.NodeModel;
import dev.freshet.processor.model.PipelineModel;
import dev.freshet.processor.model.PipelineModel.DeclaredInput;
import dev.freshet.processor.model.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Reads a class annotated with {@code @Pipeline}. */
public final class PipelineReader {
    /** A pipeline as far as it could be read, and the mistakes found on the way. */
    public record Result(PipelineModel pipeline, List<Problem> problems) {}

    private final Types types;
    private final Elements elements;
    private final CatalogReader catalogs;

    public PipelineReader(Types types, Elements elements, CatalogReader catalogs) {
        this.types = types;
        this.elements = elements;
        this.catalogs = catalogs;
    }

    /** Reads the class, which carries the annotation. */
    public Result read(TypeElement holder) {
        Annotated annotated = Annotated.of(holder, Pipeline.class).orElseThrow();
        List<Problem> problems = new ArrayList<>(UnsupportedMembers.inPipeline(annotated));
        NodeReader nodeReader = new NodeReader(types, new CodeReader(types, elements), problems);
        List<NodeModel> nodes = new ArrayList<>();
        for (ExecutableElement method : ElementFilter.methodsIn(holder.getEnclosedElements())) {
            Annotated.of(method, Node.class).ifPresent(node -> nodes.add(nodeReader.read(method, node)));
        }
        Optional<CatalogModel> catalog = annotated
                .string("catalog")
                .filter(file -> !file.value().isEmpty())
                .flatMap(file -> catalogs.read(file.value(), file.origin(), problems));
        PipelineModel pipeline = new PipelineModel(
                holder,
                annotated.origin(),
                annotated
                        .string("name")
                        .map(Annotated.Located::value)
                        .filter(name -> !name.isEmpty())
                        .orElse(holder.getSimpleName().toString()),
                List.copyOf(nodes),
                inputs(annotated),
                catalog);
        return new Result(pipeline, problems);
    }

    private static List<DeclaredInput> inputs(Annotated annotated) {
        return annotated.strings("inputs").orElse(List.of()).stream()
                .map(input -> new DeclaredInput(new DatasetName(input.value()), input.origin()))
                .toList();
    }
}
