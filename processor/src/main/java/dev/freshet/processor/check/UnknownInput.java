package dev.freshet.processor.check;

import dev.freshet.config.NamePatterns;
import dev.freshet.config.NearestNames;
import dev.freshet.processor.model.CatalogModel;
import dev.freshet.processor.model.Code;
import dev.freshet.processor.model.IncludeModel;
import dev.freshet.processor.model.InputModel;
import dev.freshet.processor.model.NodeModel;
import dev.freshet.processor.model.PipelineModel.DeclaredInput;
import dev.freshet.processor.model.Problem;
import dev.freshet.processor.model.WiredPipeline;
import dev.freshet.processor.model.Wiring.Producer;
import dev.freshet.wiring.DatasetName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every dataset that a node reads is the output of a node, declared in {@code @Pipeline(inputs)}, or in the catalog. If
 * neither inputs nor a catalog is given, every other name is a pipeline input, unless it nearly equals the name of a
 * node's output.
 */
final class UnknownInput implements Check {
    @Override
    public List<Problem> check(WiredPipeline pipeline, CheckContext context) {
        Map<String, String> legal = legalNames(pipeline);
        Nearest near = new Nearest(legal.keySet());
        boolean closed = !pipeline.model().inputs().isEmpty()
                || pipeline.model().catalog().isPresent();
        Set<String> mixed = MixedTranscoding.mixed(pipeline);
        List<Problem> problems = new ArrayList<>();
        for (NodeModel node : pipeline.model().nodes()) {
            for (InputModel input : node.inputs()) {
                DatasetName name = input.name();
                if (name.isParameter()
                        || legal.containsKey(name.text())
                        || isMade(pipeline, name)
                        || mixed.contains(name.base())) {
                    continue;
                }
                Optional<String> nearest = near.to(name);
                Optional<String> pattern = pipeline.model()
                        .catalog()
                        .flatMap(
                                catalog -> catalog.patterns().match(name.text()).map(NamePatterns.Match::pattern));
                if (pattern.isPresent()) {
                    nearest.filter(word -> isMade(pipeline, new DatasetName(word)))
                            .ifPresent(word -> problems.add(caught(input, pattern.get(), word, legal)));
                    continue;
                }
                if (closed || nearest.isPresent()) {
                    problems.add(problem(
                            pipeline, node, input, nearest.map(word -> Words.suggestion(word, origin(legal, word)))));
                }
            }
        }
        return problems;
    }

    /** The legal names by what is nearest. Prepared for the first unknown name: any free input of a pipeline is one. */
    private static final class Nearest {
        private final Set<String> legal;
        private final Map<String, String> byBase = new HashMap<>();
        private @Nullable NearestNames names;

        Nearest(Set<String> legal) {
            this.legal = legal;
        }

        /** Returns the legal name of the same dataset, with another variant or without one; else the nearest name. */
        Optional<String> to(DatasetName name) {
            NearestNames prepared = names;
            if (prepared == null) {
                prepared = new NearestNames(legal);
                names = prepared;
                legal.forEach(each -> byBase.putIfAbsent(new DatasetName(each).base(), each));
            }
            String same = byBase.get(name.base());
            return same != null ? Optional.of(same) : prepared.to(name.text());
        }
    }

    private static Problem caught(InputModel input, String pattern, String near, Map<String, String> legal) {
        return new Problem(
                Code.CaughtByPattern,
                input.origin(),
                "no node produces \"" + input.name() + "\", but the catalog's \"" + pattern + "\" matches it",
                Words.suggestion(near, origin(legal, near)),
                "Fix: correct the name, or add an entry with this name to the catalog.");
    }

    private static String origin(Map<String, String> legal, String name) {
        return legal.getOrDefault(name, "");
    }

    private static boolean isMade(WiredPipeline pipeline, DatasetName name) {
        return pipeline.wiring().producer(name).isPresent();
    }

    /** Returns the legal names, each with its origin in words. */
    private static Map<String, String> legalNames(WiredPipeline pipeline) {
        Map<String, String> names = new LinkedHashMap<>();
        for (Producer producer : pipeline.wiring().producers().values()) {
            names.put(
                    producer.output().name().text(),
                    "output of " + producer.node().methodName());
        }
        for (DeclaredInput input : pipeline.model().inputs()) {
            names.putIfAbsent(input.name().text(), "declared in @Pipeline");
        }
        pipeline.model()
                .catalog()
                .ifPresent(catalog -> catalog.entries().forEach((name, entry) -> {
                    if (!NamePatterns.isPattern(name)) {
                        names.putIfAbsent(
                                name, catalog.file() + ":" + entry.position().line());
                    }
                }));
        return names;
    }

    /** Returns the name inside the included pipeline, if the name is not mapped. */
    private static String inner(IncludeModel include, DatasetName name) {
        String prefix = include.namespace() + ".";
        return name.base().startsWith(prefix) ? name.base().substring(prefix.length()) : name.base();
    }

    private static Problem problem(
            WiredPipeline pipeline, NodeModel node, InputModel input, Optional<String> suggestion) {
        String name = "\"" + input.name() + "\"";
        String type = pipeline.model().holder().getSimpleName().toString();
        Optional<CatalogModel> catalog = pipeline.model().catalog();
        List<String> details = new ArrayList<>();
        suggestion.ifPresent(details::add);
        String place = catalog.map(CatalogModel::file).orElse("@Pipeline(inputs)");
        details.add(node.include()
                .map(include -> "Fix: map it, as in @Include(inputs = \"" + inner(include, input.name())
                        + " = other_name\"), or add " + name + " to " + place + ".")
                .orElse("Fix: correct the name, or add " + name + " to " + place + "."));
        String nowhere = catalog.isPresent() ? " and the catalog has no such dataset" : "";
        return new Problem(
                Code.UnknownInput, input.origin(), "no @Node of " + type + " produces " + name + nowhere, details);
    }
}
