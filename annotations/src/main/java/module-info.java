/** What users of Freshet write: annotations and the types that node methods may ask for. */
module dev.freshet {
    requires static org.jspecify;

    exports dev.freshet;
}
