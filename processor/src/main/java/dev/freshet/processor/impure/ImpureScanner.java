package dev.freshet.processor.impure;

import com.sun.source.tree.AssertTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import dev.freshet.fingerprint.ImpureKind;
import java.util.ArrayList;
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
 * Finds impure expressions in one member. Assertions, exceptions, and what is only logged or printed do not count: they do
 * not change what a node returns.
 */
final class ImpureScanner extends TreeScanner<@Nullable Void, @Nullable Void> {
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

    /** An expression, and what is impure about it. */
    record Found(ImpureKind kind, String what, Tree tree) {}

    private final Trees trees;
    private final TreePath path;
    private final boolean isInitializer;
    private final List<Found> found = new ArrayList<>();
    private final HarmlessCalls harmless = new HarmlessCalls(this::element);
    private boolean hasTemporaryDirectory;
    private boolean setsCalendar;

    /** @param isInitializer whether the code initialises static state, which may change until that is done */
    ImpureScanner(Trees trees, TreePath path, boolean isInitializer) {
        this.trees = trees;
        this.path = path;
        this.isInitializer = isInitializer;
    }

    /**
     * What is impure in a member. Calendars do not count where the code sets the time of one; files do not count where
     * it asks for the temporary directory of its node.
     */
    List<Found> find(Tree member) {
        scan(member, null);
        found.removeIf(each -> (hasTemporaryDirectory && each.kind() == ImpureKind.FILES)
                || (setsCalendar
                        && each.kind() == ImpureKind.CLOCK
                        && each.what().contains("Calendar")));
        return found;
    }

    private @Nullable Element element(Tree tree) {
        return trees.getElement(new TreePath(path, tree));
    }

    @Override
    public @Nullable Void visitAssert(AssertTree tree, @Nullable Void unused) {
        return null;
    }

    @Override
    public @Nullable Void visitThrow(ThrowTree tree, @Nullable Void unused) {
        return null;
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void unused) {
        ExpressionTree select = tree.getMethodSelect();
        String name = name(select);
        if (LOGGING.contains(name) && isOfOneOf(LOGGERS, element(select))) {
            return null;
        }
        setsCalendar |= CALENDAR_SETTERS.contains(name);
        if (name.equals("temporaryDirectory") && isOfOneOf(Set.of(CONTEXT), element(select))) {
            hasTemporaryDirectory = true;
        }
        if (ImpureRules.ALL.mayCall(name) || ImpureRules.ALL.mayCallAnyOf(receiverName(select))) {
            called(select, element(select), tree);
        }
        if (CHANGING.contains(name) && select instanceof MemberSelectTree member && !isInitializer) {
            changed(member);
        }
        return super.visitMethodInvocation(tree, null);
    }

    private void called(ExpressionTree select, @Nullable Element element, MethodInvocationTree call) {
        if (element instanceof ExecutableElement method) {
            ImpureRules.ALL
                    .kind(method)
                    .filter(kind -> !harmless.contains(kind, name(select), call))
                    .ifPresent(kind -> add(kind, describe(method), select));
        }
    }

    @Override
    public @Nullable Void visitNewClass(NewClassTree tree, @Nullable Void unused) {
        if (ImpureRules.ALL.mayConstruct(name(tree.getIdentifier()))
                && element(tree) instanceof ExecutableElement constructor) {
            ImpureRules.ALL.kind(constructor).ifPresent(kind -> add(kind, describe(constructor), tree));
        }
        return super.visitNewClass(tree, null);
    }

    @Override
    public @Nullable Void visitMemberReference(MemberReferenceTree tree, @Nullable Void unused) {
        String receiver = name(tree.getQualifierExpression());
        boolean mayCount = tree.getMode() == MemberReferenceTree.ReferenceMode.NEW
                ? ImpureRules.ALL.mayConstruct(receiver)
                : ImpureRules.ALL.mayCall(tree.getName().toString()) || ImpureRules.ALL.mayCallAnyOf(receiver);
        if (mayCount && element(tree) instanceof ExecutableElement member) {
            ImpureRules.ALL.kind(member).ifPresent(kind -> add(kind, describe(member), tree));
        }
        return super.visitMemberReference(tree, null);
    }

    /** A call that changes what a constant field holds, such as {@code SEEN.add(name)}. */
    private void changed(MemberSelectTree call) {
        if (element(call.getExpression()) instanceof VariableElement field
                && field.getKind() == ElementKind.FIELD
                && field.getModifiers().contains(Modifier.STATIC)
                && field.getModifiers().contains(Modifier.FINAL)
                && element(call) instanceof ExecutableElement method
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

    private static String receiverName(ExpressionTree select) {
        return select instanceof MemberSelectTree member ? name(member.getExpression()) : "";
    }

    private static String name(Tree tree) {
        if (tree instanceof MemberSelectTree member) {
            return member.getIdentifier().toString();
        }
        return tree instanceof IdentifierTree identifier ? identifier.getName().toString() : "";
    }
}
