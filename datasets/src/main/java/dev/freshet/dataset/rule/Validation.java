package dev.freshet.dataset.rule;

/** What a load or save does about values that break the rules of their types. */
public enum Validation {
    FAIL,
    WARN,
    OFF
}
