package dev.freshet.runtime.run.setup;

import dev.freshet.runtime.run.FailurePolicy;
import dev.freshet.runtime.run.Runner;
import dev.freshet.runtime.schedule.Capacities;
import java.time.Duration;

/**
 * How a run goes about its nodes; none of it changes what they make.
 *
 * @param runner where nodes run, and how many at a time
 * @param policy what a failure does to the others
 * @param capacities what there is of each resource
 * @param tee whether readers receive values while these are saved in the background
 * @param saves how many values are saved in the background at a time
 * @param firstPause before a node is tried a second time
 * @param grace how long an interrupted node is waited for
 * @param slots how many nodes run at a time
 * @param keptReports how many reports of runs are kept
 * @param mayBeInterrupted whether an interrupt of the calling thread cancels the run
 */
public record RunOptions(
        Runner runner,
        FailurePolicy policy,
        Capacities capacities,
        boolean tee,
        int saves,
        Duration firstPause,
        Duration grace,
        int slots,
        int keptReports,
        boolean mayBeInterrupted) {}
