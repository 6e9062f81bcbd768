package dev.freshet.processor.read;

import dev.freshet.Pipeline;
import dev.freshet.config.NearestName;
import dev.freshet.processor.model.Code;
import dev.freshet.processor.model.IncludeModel;
import dev.freshet.processor.model.NodeModel;
import dev.freshet.processor.model.Origin;
import dev.freshet.processor.model.PipelineModel;
import dev.freshet.processor.model.Problem;
import dev.freshet.processor.read.Annotated.Located;
import dev.freshet.processor.read.Renaming.Target;
import dev.freshet.wiring.Names;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Reads {@code @Pipeline(include)}: the nodes of other pipelines, under their new names. */
final class IncludeReader {
    /**
     * The included nodes of one annotation.
     *
     * @param rings the pipelines that are being read and are included again, each with the chain of includes
     * @param missing whether a class does not exist yet
     */
    record Included(
            List<NodeModel> nodes,
            List<PipelineReader.Result> pipelines,
            Map<TypeElement, String> rings,
            boolean missing) {}

    private final Annotated pipeline;
    private final Function<TypeElement, PipelineReader.Result> reader;
    private final List<Problem> problems;
    private final List<NodeModel> nodes = new ArrayList<>();
    private final List<PipelineReader.Result> pipelines = new ArrayList<>();
    private final Map<TypeElement, String> rings = new HashMap<>();
    private boolean missing;

    /** @param reader reads an included pipeline */
    IncludeReader(Annotated pipeline, Function<TypeElement, PipelineReader.Result> reader, List<Problem> problems) {
        this.pipeline = pipeline;
        this.reader = reader;
        this.problems = problems;
    }

    /** @param open the pipelines that are being read, outermost first */
    Included read(List<TypeElement> open) {
        AnnotationValue member = pipeline.member("include").orElse(null);
        if (member != null) {
            List<?> values = member.getValue() instanceof List<?> several ? several : List.of(member);
            for (Object value : values) {
                if (((AnnotationValue) value).getValue() instanceof AnnotationMirror mirror) {
                    read(new Annotated(pipeline.element(), mirror), member, (AnnotationValue) value, open);
                }
            }
        }
        return new Included(List.copyOf(nodes), List.copyOf(pipelines), Map.copyOf(rings), missing);
    }

    private void read(Annotated include, AnnotationValue member, AnnotationValue whole, List<TypeElement> open) {
        AnnotationValue named = include.member("value").orElse(whole);
        Origin origin = origin(member, named);
        if (!(named.getValue() instanceof TypeMirror type) || type.getKind() == TypeKind.ERROR) {
            missing = true;
            return;
        }
        TypeElement holder = type instanceof DeclaredType declared ? (TypeElement) declared.asElement() : null;
        if (holder == null || Annotated.of(holder, Pipeline.class).isEmpty()) {
            bad(origin, type + " is not a pipeline", "Fix: name a class that is annotated with @Pipeline.");
            return;
        }
        TypeElement self = open.get(open.size() - 1);
        if (open.contains(holder)) {
            rings.put(holder, self.getSimpleName() + " -> " + holder.getSimpleName());
        } else {
            PipelineReader.Result read = reader.apply(holder);
            pipelines.add(read);
            read.rings().forEach((back, path) -> rings.putIfAbsent(back, self.getSimpleName() + " -> " + path));
            Renaming renaming = renaming(include, member, origin, holder, read.pipeline());
            read.pipeline().nodes().forEach(node -> nodes.add(renaming.apply(node)));
        }
        String ring = rings.remove(self);
        if (ring != null) {
            bad(origin, self.getSimpleName() + " includes itself: " + ring, "Fix: remove one of the includes.");
        }
    }

    private Renaming renaming(
            Annotated include, AnnotationValue member, Origin origin, TypeElement holder, PipelineModel included) {
        String as = include.string("as").map(Located::value).orElse("");
        if (!as.isEmpty() && !Names.isLegal(as)) {
            problems.add(new Problem(
                    Code.BadName,
                    origin(member, include.member("as").orElseThrow()),
                    "\"" + as + "\" cannot be a namespace",
                    "Fix: use " + Names.LETTERS + " only."));
        }
        Set<String> outputs = new LinkedHashSet<>();
        Set<String> inputs = new LinkedHashSet<>();
        Set<String> parameters = new LinkedHashSet<>();
        included.nodes()
                .forEach(node -> node.outputs()
                        .forEach(output -> outputs.add(output.name().base())));
        included.nodes()
                .forEach(node -> node.inputs().forEach(input -> {
                    if (input.name().isParameter()) {
                        addWithGroups(input.name().parameterPath(), parameters);
                    } else if (!outputs.contains(input.name().base())) {
                        inputs.add(input.name().base());
                    }
                }));
        Map<String, Target> datasets = new HashMap<>();
        map(include, member, "inputs", "pipeline input", holder, inputs, datasets);
        map(include, member, "outputs", "output", holder, outputs, datasets);
        Map<String, Target> renamed = new HashMap<>();
        map(include, member, "parameters", "parameter", holder, parameters, renamed);
        return new Renaming(new IncludeModel(origin, holder, as), datasets, renamed);
    }

    private static void addWithGroups(String path, Set<String> to) {
        for (String group = path; !group.isEmpty(); group = group.substring(0, Math.max(0, group.lastIndexOf('.')))) {
            to.add(group);
        }
    }

    private void map(
            Annotated include,
            AnnotationValue member,
            String kind,
            String what,
            TypeElement holder,
            Collection<String> legal,
            Map<String, Target> to) {
        for (Located<String> mapping : include.strings(kind).orElse(List.of())) {
            Origin origin =
                    origin(member, Objects.requireNonNull(mapping.origin().value()));
            String[] sides = mapping.value().split("=", 2);
            String inner = sides[0].trim();
            String outer = sides[sides.length - 1].trim();
            if (!legal.contains(inner)) {
                String hint = NearestName.of(inner, legal)
                        .map(near -> "Did you mean \"" + near + "\"?")
                        .orElse(legal.isEmpty() ? "It has none." : "It has " + String.join(", ", legal) + ".");
                problems.add(new Problem(
                        Code.BadInclude,
                        origin,
                        holder.getSimpleName() + " has no " + what + " \"" + inner + "\"",
                        hint,
                        "Fix: write it as \"name\" or \"name = other_name\", with a name of " + holder.getSimpleName()
                                + " first."));
            } else if (!Names.isLegal(outer)) {
                problems.add(new Problem(
                        Code.BadName,
                        origin,
                        "\"" + outer + "\" cannot be the name of a dataset or parameter",
                        "Fix: use " + Names.LETTERS + " only."));
            } else if (to.put(inner, new Target(outer, origin)) != null) {
                bad(origin, "\"" + inner + "\" is mapped twice", "Fix: keep one of the two.");
            }
        }
    }

    private Origin origin(AnnotationValue member, AnnotationValue value) {
        return new Origin(pipeline.element(), pipeline.annotation(), member, value);
    }

    private void bad(Origin origin, String message, String fix) {
        problems.add(new Problem(Code.BadInclude, origin, message, fix));
    }
}
