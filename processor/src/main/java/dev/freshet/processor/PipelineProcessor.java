package dev.freshet.processor;

import com.google.auto.service.AutoService;
import dev.freshet.Injected;
import dev.freshet.Node;
import dev.freshet.Param;
import dev.freshet.ParameterNames;
import dev.freshet.Pipeline;
import dev.freshet.processor.check.Checks;
import dev.freshet.processor.emit.PipelineEmitter;
import dev.freshet.processor.fingerprint.FingerprintProcessor;
import dev.freshet.processor.model.Assignability;
import dev.freshet.processor.model.Code;
import dev.freshet.processor.model.Options;
import dev.freshet.processor.model.Origin;
import dev.freshet.processor.model.Problem;
import dev.freshet.processor.model.WiredPipeline;
import dev.freshet.processor.read.CatalogReader;
import dev.freshet.processor.read.PipelineReader;
import dev.freshet.processor.report.Reporter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/** Checks each class annotated with {@code @Pipeline} and generates its pipeline class. */
@AutoService(Processor.class)
public final class PipelineProcessor extends AbstractProcessor {
    /** The classes, by qualified name, that wait for types which other processors will generate. */
    private final Set<String> deferred = new LinkedHashSet<>();

    /** The outermost classes of this compilation, by qualified name. */
    private final Set<String> sources = new HashSet<>();

    private boolean isOldReleaseReported;

    @SuppressWarnings("NullAway.Init")
    private Stages stages;

    /** One instance of each stage, created when the compiler starts the processor. */
    private record Stages(
            PipelineReader reader,
            Assignability assignability,
            Checks checks,
            PipelineEmitter emitter,
            Reporter reporter) {
        static Stages in(ProcessingEnvironment environment, Predicate<TypeElement> isSource) {
            Assignability assignability = new Assignability(environment.getTypeUtils());
            return new Stages(
                    new PipelineReader(
                            environment.getTypeUtils(),
                            environment.getElementUtils(),
                            new CatalogReader(environment),
                            isSource),
                    assignability,
                    new Checks(environment.getTypeUtils(), environment.getElementUtils(), assignability),
                    new PipelineEmitter(environment, assignability),
                    new Reporter(environment));
        }
    }

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
        super.init(environment);
        FingerprintProcessor.installListener(environment);
        stages = Stages.in(environment, this::isSource);
        stages.reporter().reportOptions();
    }

    /**
     * Claims the annotation of generated classes too, because javac warns of unclaimed annotations with
     * {@code -Xlint:all}.
     */
    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Set.of(
                Pipeline.class.getName(),
                Node.class.getName(),
                Param.class.getName(),
                Injected.class.getName(),
                ParameterNames.class.getName(),
                PipelineEmitter.GENERATED);
    }

    @Override
    public Set<String> getSupportedOptions() {
        return isInitialized() ? Options.supported(processingEnv.getOptions()) : Options.ALL;
    }

    /** Supports every version; each newer JDK would warn about a fixed one. */
    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latest();
    }

    private boolean isSource(TypeElement type) {
        Element outermost = type;
        while (outermost.getEnclosingElement() instanceof TypeElement around) {
            outermost = around;
        }
        return sources.contains(((TypeElement) outermost).getQualifiedName().toString());
    }

    @Override
    @SuppressWarnings("DoNotClaimAnnotations") // javac warns of annotations that nobody claims; these are ours
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        ElementFilter.typesIn(round.getRootElements())
                .forEach(type -> sources.add(type.getQualifiedName().toString()));
        Set<TypeElement> pipelines = pipelines(round);
        if (isOldRelease()) {
            pipelines.stream().findFirst().ifPresent(this::reportOldRelease);
            return true;
        }
        List<WiredPipeline> processed = new ArrayList<>();
        for (TypeElement holder : pipelines) {
            try {
                process(holder, round.processingOver()).ifPresent(processed::add);
            } catch (IOException | RuntimeException e) {
                stages.reporter().report(internal(holder, e));
            }
        }
        if (deferred.isEmpty()) {
            checkTogether(processed);
        }
        orphans(round).forEach(stages.reporter()::report);
        return true;
    }

    private boolean isOldRelease() {
        return processingEnv.getSourceVersion().compareTo(SourceVersion.RELEASE_17) < 0;
    }

    private void reportOldRelease(TypeElement holder) {
        if (!isOldReleaseReported) {
            isOldReleaseReported = true;
            stages.reporter().report(oldRelease(holder));
        }
    }

    private Problem oldRelease(TypeElement holder) {
        return new Problem(
                Code.OldRelease,
                Origin.of(holder),
                "the class that Freshet generates for " + holder.getSimpleName()
                        + " needs Java 17, but the compiler is told to compile for Java "
                        + processingEnv.getSourceVersion().name().substring("RELEASE_".length()),
                "Fix: compile with --release 17 or later; in Maven, set maven.compiler.release.");
    }

    private void checkTogether(List<WiredPipeline> processed) {
        Map<String, List<WiredPipeline>> byCatalog = new LinkedHashMap<>();
        for (WiredPipeline pipeline : processed) {
            pipeline.model()
                    .catalog()
                    .ifPresent(catalog -> byCatalog
                            .computeIfAbsent(catalog.file(), file -> new ArrayList<>())
                            .add(pipeline));
        }
        byCatalog
                .values()
                .forEach(sharing -> stages.checks().checkTogether(sharing).forEach(stages.reporter()::report));
    }

    private Set<TypeElement> pipelines(RoundEnvironment round) {
        Set<TypeElement> holders = new LinkedHashSet<>();
        for (String name : deferred) {
            TypeElement holder = processingEnv.getElementUtils().getTypeElement(name);
            if (holder != null) {
                holders.add(holder);
            }
        }
        deferred.clear();
        holders.addAll(ElementFilter.typesIn(round.getElementsAnnotatedWith(Pipeline.class)));
        return holders;
    }

    /** Checks and emits one pipeline; returns empty if the pipeline must wait for a later round or breaks a rule. */
    private Optional<WiredPipeline> process(TypeElement holder, boolean lastRound) throws IOException {
        PipelineReader.Result read = stages.reader().read(holder);
        if (UnresolvedTypes.isIn(read)) {
            // The compiler itself reports types that no processor has generated.
            if (!lastRound) {
                deferred.add(holder.getQualifiedName().toString());
            }
            return Optional.empty();
        }
        WiredPipeline pipeline = WiredPipeline.of(read.pipeline(), stages.assignability());
        List<Problem> problems = new ArrayList<>(read.problems());
        // The mistakes of an included pipeline are reported there, and their consequences are not reported at all.
        boolean sound = read.included().stream().allMatch(this::isSound);
        problems.addAll(
                sound ? stages.checks().check(pipeline) : stages.checks().checkMethods(pipeline));
        for (Problem problem : problems) {
            sound &= !stages.reporter().report(problem);
        }
        if (!lastRound) {
            stages.emitter().emit(pipeline, sound);
        }
        return sound ? Optional.of(pipeline) : Optional.empty();
    }

    private boolean isSound(PipelineReader.Result included) {
        if (!included.rings().isEmpty()) {
            return false;
        }
        if (!included.isSource()) {
            return true;
        }
        List<Problem> problems = new ArrayList<>(included.problems());
        problems.addAll(stages.checks().check(WiredPipeline.of(included.pipeline(), stages.assignability())));
        return problems.stream().noneMatch(stages.reporter()::isError)
                && included.included().stream().allMatch(this::isSound);
    }

    private static List<Problem> orphans(RoundEnvironment round) {
        List<Problem> problems = new ArrayList<>();
        for (ExecutableElement method : ElementFilter.methodsIn(round.getElementsAnnotatedWith(Node.class))) {
            Element holder = Objects.requireNonNull(method.getEnclosingElement());
            if (holder.getAnnotation(Pipeline.class) == null) {
                problems.add(new Problem(
                        Code.OrphanNode,
                        Origin.of(method),
                        "@Node " + holder.getSimpleName() + "." + method.getSimpleName() + " belongs to no pipeline: "
                                + holder.getSimpleName() + " is not a @Pipeline",
                        "Fix: annotate " + holder.getSimpleName()
                                + " with @Pipeline, or move the method to a class that is."));
            }
        }
        return problems;
    }

    private static Problem internal(TypeElement holder, Exception e) {
        StackTraceElement[] trace = e.getStackTrace();
        return new Problem(
                Code.Internal,
                Origin.of(holder),
                "Freshet could not process " + holder.getSimpleName() + ": " + e,
                trace.length == 0 ? "no position" : "at " + trace[0],
                "Fix: this is a bug in Freshet; please report it with the class.");
    }
}
