package dev.freshet.oracle.edit;

import java.util.Set;

/**
 * Kinds of edits that write code in another way. Where the compiler makes the same byte code of both, the fingerprint may
 * change all the same: it is made of the source, and to know what compiles alike would take a second compiler.
 */
final class Rewrites {
    /** Statements and blocks without effect, and loops and conditions that are decided. */
    private static final Set<String> STATEMENTS = Set.of(
            "statement.wrapBlock",
            "statement.braces",
            "statement.ifTrue",
            "statement.semicolon",
            "branch.always",
            "branch.emptyElse",
            "branch.toWhile",
            "branch.addFinally",
            "cosmetic.return",
            "switch.addBreak",
            "switch.wrap",
            "switch.toYield",
            "initializer.addEmpty",
            "initializer.split");

    /** Expressions with casts, conversions, operators and constants that make no difference. */
    private static final Set<String> EXPRESSIONS = Set.of(
            "operator.castTwice",
            "operator.twice",
            "operator.stepToPlus",
            "operator.step",
            "operator.expandCompound",
            "operator.argumentToObject",
            "operator.argumentToLong",
            "branch.doubleNegation",
            "statement.castReturn",
            "literal.same",
            "literal.boxed",
            "variable.box",
            "variable.unbox",
            "variable.packArguments",
            "variable.toVar",
            "variable.fromVar",
            "type.local",
            "hiding.qualify",
            "hiding.dropThis",
            "lambda.cast",
            "lambda.block",
            "lambda.statement");

    /** Code that is written where the compiler would put it, or that it would add. */
    private static final Set<String> PLACES = Set.of(
            "initializer.toConstructor",
            "initializer.toBlock",
            "initializer.toBlockAtEnd",
            "record.compact",
            "record.canonical",
            "record.sameAccessor",
            "enum.body");

    private Rewrites() {}

    static boolean isOne(String kind) {
        return STATEMENTS.contains(kind) || EXPRESSIONS.contains(kind) || PLACES.contains(kind);
    }
}
