# Sourced by cluster-sim.sh and chaos.sh: how a program runs that starts many others.
#
# oj_in_own_session PREFIX PROGRAM ARGUMENTS...   runs a built program to its end and returns its exit code. PREFIX is how its folders
# begin, up to the number of its process.

# In a session of its own, so that Ctrl-C reaches the program alone and what it has started is stopped by it and by nobody else; and so
# that what is left of that can be found should the program itself be killed.
oj_in_own_session() {
  local prefix=$1 program code=0
  shift
  setsid dotnet "$@" &
  program=$!
  # Not SIGINT: what a script starts in the background ignores it.
  trap "kill -TERM $program 2> /dev/null || true" INT TERM HUP
  # A signal ends `wait`, not the program.
  while kill -0 "$program" 2> /dev/null; do wait "$program" && code=0 || code=$?; done
  trap - INT TERM HUP
  if kill -KILL -- "-$program" 2> /dev/null; then
    echo "The program was killed; its processes are ended." >&2
  fi
  rm -rf "$prefix$program-"*
  return "$code"
}
