package dev.freshet.runtime.state;

/** An entry of the state. */
public sealed interface StateRecord
        permits NodeRecord, RunRecord, StampRecord, ForgottenNode, Claim, Release, ClaimedResult {}
