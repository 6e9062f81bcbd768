package dev.freshet.spark.runner;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The address of a cluster, and what it says about the cluster. */
record SparkMaster(String url) {
    private static final String STANDALONE = "spark://";
    private static final int PORT = 7077;
    private static final int CONNECT_MILLIS = 10_000;
    private static final Pattern LOCAL = Pattern.compile("local(?:\\[(\\d+|\\*)(?:,\\d+)?])?");
    private static final Pattern LOCAL_CLUSTER =
            Pattern.compile("local-cluster\\[\\s*(\\d+)\\s*,\\s*(\\d+)\\s*,\\s*(\\d+)\\s*]");
    private static final Pattern OTHERS = Pattern.compile("yarn|k8s://.+");

    /** @throws IllegalArgumentException if the text is not an address; the message says what is legal */
    SparkMaster {
        if (!url.startsWith(STANDALONE)
                && !LOCAL.matcher(url).matches()
                && !LOCAL_CLUSTER.matcher(url).matches()
                && !OTHERS.matcher(url).matches()) {
            throw new IllegalArgumentException("\"" + url
                    + "\" is not the address of a Spark master; write it as in spark://host:7077, yarn,"
                    + " k8s://https://host:6443, local[4] or local-cluster[2,1,1024], on the command line after"
                    + " \"spark:\"");
        }
    }

    /** Returns the number of cores of all executors, if the address says it. */
    Optional<Integer> cores() {
        Matcher local = LOCAL.matcher(url);
        if (local.matches()) {
            String cores = local.group(1);
            return Optional.of(
                    cores == null
                            ? 1
                            : cores.equals("*") ? Runtime.getRuntime().availableProcessors() : Integer.parseInt(cores));
        }
        Matcher cluster = LOCAL_CLUSTER.matcher(url);
        return cluster.matches()
                ? Optional.of(Integer.parseInt(cluster.group(1)) * Integer.parseInt(cluster.group(2)))
                : Optional.empty();
    }

    /** Returns the number of cores of one executor, if the address says it. */
    Optional<Integer> coresOfExecutor() {
        Matcher cluster = LOCAL_CLUSTER.matcher(url);
        return cluster.matches() ? Optional.of(Integer.parseInt(cluster.group(2))) : cores();
    }

    boolean isStandalone() {
        return url.startsWith(STANDALONE);
    }

    /** Returns the addresses of a standalone master and those that stand in for it. */
    List<InetSocketAddress> standalone() {
        return isStandalone() ? addresses() : List.of();
    }

    boolean isInThisProcess() {
        return LOCAL.matcher(url).matches();
    }

    /** Returns whether all executors are on this machine, because only this machine can reach the master. */
    boolean isOnThisMachine() {
        if (!url.startsWith(STANDALONE)) {
            return LOCAL.matcher(url).matches() || LOCAL_CLUSTER.matcher(url).matches();
        }
        return addresses().stream().allMatch(address -> {
            try {
                return InetAddress.getByName(address.getHostString()).isLoopbackAddress();
            } catch (UnknownHostException e) {
                return false;
            }
        });
    }

    private List<InetSocketAddress> addresses() {
        List<InetSocketAddress> addresses = new ArrayList<>();
        for (String address : url.substring(STANDALONE.length()).split(",")) {
            Matcher parts = Pattern.compile("(.+?)(?::(\\d{1,5}))?").matcher(address);
            if (parts.matches()) {
                int port = parts.group(2) == null ? PORT : Integer.parseInt(parts.group(2));
                addresses.add(InetSocketAddress.createUnresolved(parts.group(1), Math.min(port, 65_535)));
            }
        }
        return addresses;
    }

    /**
     * Returns why the master cannot be reached; empty if it can. Spark itself would try for a minute, and then report
     * that the context was stopped.
     */
    Optional<String> unreachable() {
        if (!url.startsWith(STANDALONE)) {
            return Optional.empty();
        }
        List<String> failures = new ArrayList<>();
        for (InetSocketAddress address : addresses()) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(address.getHostString(), address.getPort()), CONNECT_MILLIS);
                return Optional.empty();
            } catch (UnknownHostException e) {
                failures.add(address.getHostString() + ": the host is unknown");
            } catch (IOException e) {
                failures.add(address.getHostString() + ":" + address.getPort() + ": " + e.getMessage());
            }
        }
        return Optional.of("no Spark master can be reached at " + url + " (" + String.join("; ", failures)
                + "); correct the address, or start the master");
    }
}
