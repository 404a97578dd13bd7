#!/usr/bin/env bash
# Runs what k8s/ describes on this machine: each pod in a network namespace of its own, a real DNS server in place of the cluster's,
# and does to it what an operator does. Needs root. Arguments go to the simulation, for example
#   ./cluster-sim.sh scale roll --seed 7        (./cluster-sim.sh --help tells all)
# The exit code is 0 only if everything held. Ctrl-C cleans up.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
source scripts/prerequisites.sh

if ((EUID != 0)); then
  echo "Network namespaces need root (CAP_SYS_ADMIN and CAP_NET_ADMIN): sudo ./cluster-sim.sh $*" >&2
  exit 2
fi
oj_prerequisites "${OJ_TO_SIMULATE[@]}"
echo "Building ..."
dotnet build OjAspire.ClusterSim --configuration Release --nologo --verbosity quiet -clp:NoSummary

# In a session of its own, so that Ctrl-C reaches the simulation alone and its pods are stopped by it and by nobody else; and so that
# what is left of them can be found should the simulation itself be killed.
setsid dotnet OjAspire.ClusterSim/bin/Release/net10.0/OjAspire.ClusterSim.dll "$@" &
simulation=$!
# Not SIGINT: what a script starts in the background ignores it.
trap 'kill -TERM "$simulation" 2> /dev/null || true' INT TERM HUP
code=0
# A signal ends `wait`, not the simulation.
while kill -0 "$simulation" 2> /dev/null; do wait "$simulation" && code=0 || code=$?; done
trap - INT TERM HUP
if kill -KILL -- "-$simulation" 2> /dev/null; then
  echo "The simulation was killed; its processes are ended." >&2
fi
rm -rf "/var/tmp/oj-cluster-sim-$simulation-"*
exit "$code"
