package test;

/** Where the nodes of pipelines that were written by hand say that their methods are: a class without object file counts as a whole. */
public final class Code {
    private Code() {}
}
