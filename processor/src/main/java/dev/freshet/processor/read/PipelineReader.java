package dev.freshet.processor.read;

import dev.freshet.Node;
import dev.freshet.Pipeline;
import dev.freshet.processor.model.CatalogModel;
import dev.freshet.processor.model.NodeModel;
import dev.freshet.processor.model.PipelineModel;
import dev.freshet.processor.model.PipelineModel.DeclaredInput;
import dev.freshet.processor.model.Problem;
import dev.freshet.wiring.DatasetName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Reads a class annotated with {@code @Pipeline}. */
public final class PipelineReader {
    /**
     * A pipeline as far as it could be read, and the mistakes found in it.
     *
     * @param included the included pipelines
     * @param isSource whether this compilation compiles the pipeline
     * @param rings the including pipelines that it includes again, each with the chain of includes
     * @param misses whether it includes a class that does not exist yet
     */
    public record Result(
            PipelineModel pipeline,
            List<Problem> problems,
            List<Result> included,
            boolean isSource,
            Map<TypeElement, String> rings,
            boolean misses) {}

    private final Types types;
    private final Elements elements;
    private final CatalogReader catalogs;
    private final Predicate<TypeElement> isSource;

    /** @param isSource returns whether this compilation compiles a class */
    public PipelineReader(Types types, Elements elements, CatalogReader catalogs, Predicate<TypeElement> isSource) {
        this.types = types;
        this.elements = elements;
        this.catalogs = catalogs;
        this.isSource = isSource;
    }

    /** Reads an annotated class and all pipelines that it includes. */
    public Result read(TypeElement holder) {
        return read(holder, List.of());
    }

    private Result read(TypeElement holder, List<TypeElement> including) {
        Annotated annotated = Annotated.of(holder, Pipeline.class).orElseThrow();
        List<Problem> problems = new ArrayList<>();
        List<TypeElement> open = new ArrayList<>(including);
        open.add(holder);
        IncludeReader.Included included = new IncludeReader(annotated, inner -> read(inner, open), problems).read(open);
        List<NodeModel> nodes = new ArrayList<>(included.nodes());
        CodeReader codes = new CodeReader(types, elements);
        boolean source = isSource.test(holder);
        BinaryNames names = source ? BinaryNames.none(codes) : BinaryNames.of(holder, elements, codes);
        NodeReader nodeReader = new NodeReader(types, elements, codes, names, problems);
        for (ExecutableElement method : ElementFilter.methodsIn(holder.getEnclosedElements())) {
            Annotated.of(method, Node.class).ifPresent(node -> nodes.add(nodeReader.read(method, node)));
        }
        // The earlier compilation of an included pipeline has checked it against its catalog.
        Optional<CatalogModel> catalog = annotated
                .string("catalog")
                .filter(file -> !file.value().isEmpty() && (source || including.isEmpty()))
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
        return new Result(pipeline, problems, included.pipelines(), source, included.rings(), included.missing());
    }

    private static List<DeclaredInput> inputs(Annotated annotated) {
        return annotated.strings("inputs").orElse(List.of()).stream()
                .map(input -> new DeclaredInput(new DatasetName(input.value()), input.origin()))
                .toList();
    }
}
