package dev.freshet.runtime.run.setup;

import dev.freshet.runtime.run.FailurePolicy;
import dev.freshet.runtime.run.Runner;
import dev.freshet.runtime.schedule.Capacities;
import java.time.Duration;

/**
 * Options of a run that do not change what its nodes make.
 *
 * @param runner where nodes run, and how many at a time
 * @param policy whether other nodes still run after one has failed
 * @param capacities the capacity of each resource
 * @param tee whether consumers receive values while these are saved in the background
 * @param saves how many values are saved in the background at a time
 * @param firstPause the pause before the first retry of a node
 * @param grace how long the run waits for an interrupted node
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
