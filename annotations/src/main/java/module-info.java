/** The annotations that users write, and the types that node methods can use as parameters. */
module dev.freshet {
    requires static org.jspecify;

    exports dev.freshet;
}
