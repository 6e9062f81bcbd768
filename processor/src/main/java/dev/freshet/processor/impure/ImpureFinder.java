package dev.freshet.processor.impure;

import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.freshet.fingerprint.ImpureKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/**
 * Finds impure expressions while code is encoded: whoever walks through the code tells of the calls. Assertions,
 * exceptions, and what is only logged or printed do not count: they do not change what a node returns.
 */
public final class ImpureFinder {
    private static final Set<String> LOGGING = Set.of(
            "log",
            "trace",
            "debug",
            "info",
            "warn",
            "error",
            "fatal",
            "finest",
            "finer",
            "fine",
            "config",
            "warning",
            "severe",
            "entering",
            "exiting",
            "print",
            "println",
            "printf");
    private static final Set<String> LOGGERS = Set.of(
            "java.io.PrintStream",
            "java.lang.System.Logger",
            "java.util.logging.Logger",
            "org.apache.commons.logging.Log",
            "org.apache.logging.log4j.Logger",
            "org.jboss.logging.Logger",
            "org.slf4j.Logger");
    /** Methods of collections, maps and atomic variables that change them. */
    private static final Set<String> CHANGING = Set.of(
            "add",
            "addAll",
            "addFirst",
            "addLast",
            "remove",
            "removeAll",
            "removeIf",
            "retainAll",
            "clear",
            "set",
            "put",
            "putAll",
            "merge",
            "compute",
            "offer",
            "poll",
            "push",
            "pop",
            "increment",
            "decrement",
            "incrementAndGet",
            "decrementAndGet",
            "getAndIncrement",
            "getAndDecrement",
            "getAndAdd",
            "addAndGet",
            "getAndSet",
            "compareAndSet",
            "updateAndGet",
            "getAndUpdate",
            "accumulateAndGet");

    private static final Set<String> CALENDAR_SETTERS = Set.of("setTime", "setTimeInMillis", "clear");

    private static final String CONTEXT = "dev.freshet.NodeContext";
    private static final String TEMPORARY_DIRECTORY = "temporaryDirectory";

    /** The names of all methods that are looked at closely. */
    private static final Set<String> NOTED = noted();

    /** An expression, and what is impure about it. */
    record Found(ImpureKind kind, String what, Tree tree) {}

    private final Trees trees;
    private final TreePath path;
    private final boolean isInitializer;
    private final HarmlessCalls harmless;
    private List<Found> found = new ArrayList<>(0);
    private int skipped;
    private boolean hasTemporaryDirectory;
    private boolean setsCalendar;

    /**
     * @param path a path of the compilation unit
     * @param isInitializer whether the code initialises static state, which may change until that is done
     */
    public ImpureFinder(Trees trees, TreePath path, boolean isInitializer) {
        this.trees = trees;
        this.path = path;
        this.isInitializer = isInitializer;
        harmless = new HarmlessCalls(trees, path);
    }

    private static Set<String> noted() {
        Set<String> names = new HashSet<>(ImpureRules.ALL.names());
        names.addAll(LOGGING);
        names.addAll(CHANGING);
        names.addAll(CALENDAR_SETTERS);
        names.add(TEMPORARY_DIRECTORY);
        return names;
    }

    boolean isInitializer() {
        return isInitializer;
    }

    /**
     * What was impure since it was last asked. Calendars do not count where the code sets the time of one; files do not
     * count where it asks for the temporary directory of its node.
     */
    List<Found> take() {
        List<Found> taken = found;
        if (!taken.isEmpty()) {
            found = new ArrayList<>();
            taken.removeIf(each -> (hasTemporaryDirectory && each.kind() == ImpureKind.FILES)
                    || (setsCalendar
                            && each.kind() == ImpureKind.CLOCK
                            && each.what().contains("Calendar")));
        }
        hasTemporaryDirectory = false;
        setsCalendar = false;
        return taken;
    }

    /** Leaves out the code up to {@link #resume}, such as that of an exception. */
    public void skip() {
        skipped++;
    }

    /** Takes code into account again, unless more is being left out. */
    public void resume() {
        skipped--;
    }

    /**
     * Tells of a call whose code follows.
     *
     * @param receiver the last word of what the method is called on; empty if that is no name
     * @return whether the call counts; otherwise the finder skips code until it is told to resume
     */
    public boolean enters(MethodInvocationTree tree, String name, String receiver, @Nullable Element callee) {
        if (skipped == 0 && (NOTED.contains(name) || ImpureRules.ALL.mayCallAnyOf(receiver))) {
            if (LOGGING.contains(name) && isOfOneOf(LOGGERS, callee)) {
                skip();
                return false;
            }
            call(tree, name, receiver, callee);
        }
        return true;
    }

    private void call(MethodInvocationTree tree, String name, String receiver, @Nullable Element callee) {
        setsCalendar |= CALENDAR_SETTERS.contains(name);
        hasTemporaryDirectory |= name.equals(TEMPORARY_DIRECTORY) && isOfOneOf(Set.of(CONTEXT), callee);
        if ((ImpureRules.ALL.mayCall(name) || ImpureRules.ALL.mayCallAnyOf(receiver))
                && callee instanceof ExecutableElement method) {
            ImpureKind kind = ImpureRules.ALL.kind(method);
            if (kind != null && !harmless.contains(kind, name, tree)) {
                add(kind, describe(method), tree.getMethodSelect());
            }
        }
        if (CHANGING.contains(name) && tree.getMethodSelect() instanceof MemberSelectTree member && !isInitializer) {
            changed(member, callee);
        }
    }

    /**
     * Tells of a new object.
     *
     * @param type the last word of the type's name
     */
    public void construction(NewClassTree tree, String type, @Nullable Element constructor) {
        if (ImpureRules.ALL.mayConstruct(type)) {
            use(tree, constructor);
        }
    }

    /**
     * Tells of a reference to a method or constructor.
     *
     * @param receiver the last word of what is before the colons; empty if that is no name
     */
    public void reference(MemberReferenceTree tree, String name, String receiver, @Nullable Element member) {
        boolean mayCount = tree.getMode() == MemberReferenceTree.ReferenceMode.NEW
                ? ImpureRules.ALL.mayConstruct(receiver)
                : ImpureRules.ALL.mayCall(name) || ImpureRules.ALL.mayCallAnyOf(receiver);
        if (mayCount) {
            use(tree, member);
        }
    }

    private void use(Tree tree, @Nullable Element used) {
        if (skipped == 0 && used instanceof ExecutableElement member) {
            ImpureKind kind = ImpureRules.ALL.kind(member);
            if (kind != null) {
                add(kind, describe(member), tree);
            }
        }
    }

    /** A call that changes what a constant field holds, such as {@code SEEN.add(name)}. */
    private void changed(MemberSelectTree call, @Nullable Element callee) {
        if (trees.getElement(new TreePath(path, call.getExpression())) instanceof VariableElement field
                && field.getKind() == ElementKind.FIELD
                && field.getModifiers().contains(Modifier.STATIC)
                && field.getModifiers().contains(Modifier.FINAL)
                && callee instanceof ExecutableElement method
                && method.getEnclosingElement() instanceof TypeElement type
                && type.getQualifiedName().toString().startsWith("java.util.")) {
            add(
                    ImpureKind.STATIC,
                    owner(field) + "." + field.getSimpleName() + "." + method.getSimpleName() + "()",
                    call);
        }
    }

    private void add(ImpureKind kind, String what, Tree tree) {
        found.add(new Found(kind, what, tree));
    }

    private static boolean isOfOneOf(Set<String> types, @Nullable Element member) {
        return member != null
                && member.getEnclosingElement() instanceof TypeElement type
                && types.contains(type.getQualifiedName().toString());
    }

    /** {@code Instant.now()}, {@code new Random()}. */
    private static String describe(ExecutableElement member) {
        return member.getKind() == ElementKind.CONSTRUCTOR
                ? "new " + owner(member) + "()"
                : owner(member) + "." + member.getSimpleName() + "()";
    }

    static String owner(Element member) {
        Element owner = member.getEnclosingElement();
        return owner == null ? "" : owner.getSimpleName().toString();
    }
}
