package dev.freshet.config;

/** An exception of Freshet whose message says everything. A text about it leaves out the name of its class. */
public interface CompleteMessage {}
