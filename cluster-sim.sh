#!/usr/bin/env bash
# Runs what k8s/ describes on this machine: each pod in a network namespace of its own, a real DNS server in place of the cluster's,
# and does to it what an operator does. Needs root. Arguments go to the simulation, for example
#   ./cluster-sim.sh scale roll --seed 7        (./cluster-sim.sh --help tells all)
# The exit code is 0 only if everything held. Ctrl-C cleans up.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
source scripts/prerequisites.sh
source scripts/own-session.sh

if ((EUID != 0)); then
  echo "Network namespaces need root (CAP_SYS_ADMIN and CAP_NET_ADMIN): sudo ./cluster-sim.sh $*" >&2
  exit 2
fi
oj_prerequisites "${OJ_TO_SIMULATE[@]}"
echo "Building ..."
dotnet build OjAspire.ClusterSim --configuration Release --nologo --verbosity quiet -clp:NoSummary

oj_in_own_session /var/tmp/oj-cluster-sim- OjAspire.ClusterSim/bin/Release/net10.0/OjAspire.ClusterSim.dll "$@"
