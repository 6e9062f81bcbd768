package dev.freshet.processor;

import com.google.auto.service.AutoService;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Plugin;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.Trees;
import dev.freshet.Pipeline;
import dev.freshet.processor.model.Code;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/**
 * Warns when javac compiles a pipeline without annotation processors. Since JDK 23, javac does so unless an option
 * names the processors, and the user only sees that the generated class cannot be found. javac starts this plugin on
 * its own.
 */
@AutoService(Plugin.class)
public final class ProcessingCheck implements Plugin {
    @Override
    public String getName() {
        return "FreshetProcessingCheck";
    }

    @Override
    public boolean autoStart() {
        return true;
    }

    @Override
    public void init(JavacTask task, String... arguments) {
        task.addTaskListener(new Listener(task));
    }

    private static final class Listener implements TaskListener {
        private final JavacTask task;
        private boolean isProcessing;
        private @Nullable CompilationUnitTree unit;
        private @Nullable Tree pipeline;

        Listener(JavacTask task) {
            this.task = task;
        }

        @Override
        public void started(TaskEvent event) {
            isProcessing |= event.getKind() == TaskEvent.Kind.ANNOTATION_PROCESSING;
        }

        @Override
        public void finished(TaskEvent event) {
            if (event.getKind() == TaskEvent.Kind.PARSE && pipeline == null && event.getCompilationUnit() != null) {
                look(event.getCompilationUnit());
            } else if (event.getKind() == TaskEvent.Kind.COMPILATION && !isProcessing) {
                warn();
            }
        }

        /** Checks for the annotation by its name and import, because nothing is attributed yet. */
        private void look(CompilationUnitTree parsed) {
            boolean isImported = parsed.getImports().stream()
                    .map(each -> each.getQualifiedIdentifier().toString())
                    .anyMatch(name -> name.equals(Pipeline.class.getName()) || name.equals("dev.freshet.*"));
            for (Tree type : parsed.getTypeDecls()) {
                if (type instanceof ClassTree declared) {
                    for (AnnotationTree annotation : declared.getModifiers().getAnnotations()) {
                        String name = annotation.getAnnotationType().toString();
                        if (name.equals(Pipeline.class.getName()) || (isImported && name.equals("Pipeline"))) {
                            unit = parsed;
                            pipeline = annotation;
                        }
                    }
                }
            }
        }

        private void warn() {
            if (unit != null && pipeline != null) {
                Trees.instance(task)
                        .printMessage(
                                Diagnostic.Kind.WARNING,
                                "[freshet/" + Code.ProcessingOff
                                        + "] annotation processing is off, so no class is generated for this pipeline"
                                        + "\nFix: name the processor's jar with -processorpath (annotationProcessorPaths in Maven), or pass -proc:full.",
                                pipeline,
                                unit);
            }
        }
    }
}
