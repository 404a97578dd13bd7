# Sourced by run.sh and test.sh: what the system must have, and how it gets there.
#
# oj_prerequisites NAME...   makes sure that each program is there; installs the Debian packages that are missing when it
# may (root, or sudo without a password), else prints the exact command and ends.

# program -> Debian package that brings it
declare -A OJ_PACKAGE=(
  [bwrap]=bubblewrap
  [gcc]=gcc [g++]=g++ [python3]=python3 [javac]=default-jdk-headless [node]=nodejs [go]=golang-go [rustc]=rustc [fpc]=fp-compiler
  [dnsmasq]=dnsmasq-base [chromium]=chromium
  [initdb]=postgresql
  [setsid]=util-linux [nsenter]=util-linux [ss]=iproute2 [ip]=iproute2
)
# What NativeAOT links the in-box runner against, and what Free Pascal's programs need.
OJ_LIBRARIES=(zlib1g-dev libc6-dev fp-units-rtl)

OJ_TO_RUN=(bwrap setsid gcc g++ python3 javac node go rustc fpc)
OJ_TO_TEST=("${OJ_TO_RUN[@]}" dnsmasq chromium ss ip nsenter initdb)

oj_missing_packages() {
  local program missing=() postgresql=(/usr/lib/postgresql/*/bin)
  for program in "$@"; do
    # Only what is in the system's own directories can be seen inside a box. Debian keeps PostgreSQL's programs out of them.
    PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:${postgresql[-1]} command -v "$program" > /dev/null || missing+=("${OJ_PACKAGE[$program]}")
  done
  local library
  for library in "${OJ_LIBRARIES[@]}"; do
    dpkg-query -W -f '${Status}\n' "$library" 2> /dev/null | grep -q '^install ok installed' || missing+=("$library")
  done
  printf '%s\n' "${missing[@]}" | sed '/^$/d' | sort -u
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
