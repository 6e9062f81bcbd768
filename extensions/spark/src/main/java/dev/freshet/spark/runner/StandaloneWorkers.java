package dev.freshet.spark.runner;

import dev.freshet.config.Quantities;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.SparkEnv;
import org.apache.spark.deploy.DeployMessages;
import org.apache.spark.deploy.DeployMessages.MasterStateResponse;
import org.apache.spark.rpc.RpcAddress;
import org.apache.spark.rpc.RpcEnv;
import org.apache.spark.rpc.RpcTimeout;
import scala.concurrent.duration.FiniteDuration;
import scala.reflect.ClassTag$;

/** The Workers of a standalone cluster, as its Master knows them. Other clusters do not tell what their machines have. */
final class StandaloneWorkers {
    private static final int MEBI = 20;
    private static final RpcTimeout PATIENCE =
            new RpcTimeout(new FiniteDuration(10, TimeUnit.SECONDS), "spark.rpc.askTimeout");

    private StandaloneWorkers() {}

    /** @param memory in bytes */
    record Machine(int cores, long memory) {
        boolean has(Machine wanted) {
            return cores >= wanted.cores && memory >= wanted.memory;
        }

        @Override
        public String toString() {
            return cores + (cores == 1 ? " core" : " cores") + " and " + Quantities.text(memory);
        }
    }

    /**
     * Returns why no Worker has room for an executor, even if nothing else runs on it; empty if one has, or if that is
     * not known.
     */
    static Optional<String> lack(SparkMaster master, Machine wanted) {
        List<Machine> machines = machines(master);
        if (machines.isEmpty() || machines.stream().anyMatch(machine -> machine.has(wanted))) {
            return Optional.empty();
        }
        Machine largest = machines.stream()
                .max(Comparator.comparingInt(Machine::cores).thenComparingLong(Machine::memory))
                .orElseThrow();
        return Optional.of("an executor with " + wanted + " fits no Worker of " + master.url() + ": the largest has "
                + largest + " for executors");
    }

    private static List<Machine> machines(SparkMaster master) {
        for (InetSocketAddress address : master.standalone()) {
            try {
                RpcEnv connections = SparkEnv.get().rpcEnv();
                MasterStateResponse state = connections
                        .setupEndpointRef(new RpcAddress(address.getHostString(), address.getPort()), "Master")
                        .askSync(
                                DeployMessages.RequestMasterState$.MODULE$,
                                PATIENCE,
                                ClassTag$.MODULE$.apply(MasterStateResponse.class));
                return Stream.of(state.workers())
                        .filter(worker -> worker.isAlive())
                        .map(worker -> new Machine(worker.cores(), (long) worker.memory() << MEBI))
                        .toList();
            } catch (Exception | LinkageError e) {
                // It is busy, not the leader, or of another version: Spark itself waits for what may come. Scala throws
                // checked exceptions that it does not declare.
                if (Thread.interrupted() || e instanceof InterruptedException) {
                    Thread.currentThread().interrupt();
                    return List.of();
                }
            }
        }
        return List.of();
    }
}
