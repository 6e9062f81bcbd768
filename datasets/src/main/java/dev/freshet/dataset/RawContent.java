package dev.freshet.dataset;

/** The stored bytes of a dataset, which can be copied without loading them as Java values. */
public sealed interface RawContent permits RawFile, RawPartitions {}
