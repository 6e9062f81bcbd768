package dev.freshet.runtime.state;

/** Gives up a claim without a result. */
public record Release(String claim) implements StateRecord {}
