package dev.freshet.runtime.state;

/** A line of the state. */
public sealed interface StateRecord permits NodeRecord, StampRecord, ForgottenNode {}
