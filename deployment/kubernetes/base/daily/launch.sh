#!/usr/bin/env bash
# Runs the daily batch once, as the CronJob's pod: creates its FlinkDeployment from the template, waits until
# the run has been published or has failed, and deletes it. Exits 0 only when the run was published.
# Needs NAMESPACE, NAME, IMAGE, POD_NAME and POD_UID; curl and bash, which the job image has.
set -euo pipefail

account=${ACCOUNT:-/var/run/secrets/kubernetes.io/serviceaccount}
template=${TEMPLATE:-/opt/launch/flinkdeployment.yaml}
api=${API:-https://kubernetes.default.svc}
rest=${REST:-http://$NAME-rest.$NAMESPACE:8081}
poll=${POLL_SECONDS:-10}
deployments=$api/apis/flink.apache.org/v1beta1/namespaces/$NAMESPACE/flinkdeployments

say() {
  printf '%s\n' "$*" >&2
}

# The token is read anew each time: Kubernetes replaces it.
kube() {
  curl --silent --show-error --max-time 30 --retry 5 --retry-connrefused \
    --cacert "$account/ca.crt" -H "Authorization: Bearer $(cat "$account/token")" "$@"
}

status_of() {
  kube --output /dev/null --write-out '%{http_code}' "$deployments/$NAME"
}

delete_run() {
  kube --output /dev/null --request DELETE "$deployments/$NAME?propagationPolicy=Foreground" || true
  # The next run has the same name: it must not meet what is left of this one.
  for _ in $(seq 1 60); do
    [ "$(status_of)" = 404 ] && return 0
    sleep 2
  done
  say "FlinkDeployment $NAME is still there; its operator may be down."
  return 1
}

create_run() {
  local text
  text=$(cat "$template")
  text=${text//'${NAME}'/$NAME}
  text=${text//'${IMAGE}'/$IMAGE}
  text=${text//'${POD_NAME}'/$POD_NAME}
  text=${text//'${POD_UID}'/$POD_UID}
  printf '%s\n' "$text" | kube --fail-with-body --request POST \
    -H 'Content-Type: application/yaml' --data-binary @- "$deployments" >/dev/null
}

# State of the application: its main, not only its Flink job, for the run is published after the job.
application_state() {
  # No `grep -m`: it would end the pipe, and with it this script.
  curl --silent --max-time 10 "$rest/applications/overview" 2>/dev/null |
    sed -n 's/.*"status":"\([A-Z]*\)".*/\1/p' || true
}

# What the operator has to say, when it cannot even start it.
operator_error() {
  kube "$deployments/$NAME" | tr -d '\n' | sed -n 's/.*"error": *"\(\([^"\\]\|\\.\)*\)".*/\1/p' || true
}

await_end() {
  local state last='' error lost=0
  while true; do
    state=$(application_state)
    if [ "$state" != "$last" ]; then
      say "application: ${state:-does not answer}"
      last=$state
    fi
    case $state in
      FINISHED) return 0 ;;
      FAILED | CANCELED) return 1 ;;
    esac
    if [ -z "$state" ]; then
      error=$(operator_error)
      [ -z "$error" ] || say "operator: $error"
      lost=$((lost + 1))
      if [ "$lost" -ge "${LOST_POLLS:-90}" ]; then
        say "The JobManager has not answered for $((lost * poll)) s: no room in the cluster, or no image?"
        return 1
      fi
    else
      lost=0
    fi
    sleep "$poll"
  done
}

# Also at the deadline of the Job, which ends this with TERM.
trap 'delete_run' EXIT
trap 'exit 143' TERM INT

if [ "$(status_of)" != 404 ]; then
  say "An earlier run was left over and is deleted."
  delete_run
fi
create_run
say "Created FlinkDeployment $NAME of $IMAGE."
if await_end; then
  say "The run is published."
else
  say "The run has failed; yesterday's forecasts are still in place. The JobManager's log says why."
  exit 1
fi
