package dev.freshet.oracle.edit;

import com.sun.source.util.TreePath;

/** One way to edit. */
interface Rule {
    /** Looks at one place of a program, and tells the edits that it would make there. */
    void at(TreePath place, SourceFile file, Found found);

    /** Looks at a program as a whole. */
    default void in(ParsedProgram program, Found found) {}
}
