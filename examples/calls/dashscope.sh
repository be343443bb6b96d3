# What the calls in this folder share: `.` this file. The address and the key come from the environment.

AUTHORIZATION="Authorization: Bearer $DASHSCOPE_API_KEY"

# create GROUP BODY: submit a task and print the answer.
create() {
  curl --silent --show-error --fail-with-body -X POST \
    "$DASHSCOPE_HTTP_BASE_URL/services/aigc/$1/video-synthesis" \
    -H "$AUTHORIZATION" -H 'Content-Type: application/json' -H 'X-DashScope-Async: enable' -d "$2"
}

# query ID: print the answer about a task.
query() {
  curl --silent --show-error --fail-with-body "$DASHSCOPE_HTTP_BASE_URL/tasks/$1" -H "$AUTHORIZATION"
}

# field NAME: read an answer and print the text of one of its fields.
field() {
  sed -n "s/.*\"$1\": *\"\([^\"]*\)\".*/\1/p"
}

# make GROUP BODY: submit a task, ask for it until it has ended, and print the last answer.
make() {
  answer=$(create "$1" "$2") || { echo "$answer"; return 1; }
  task=$(echo "$answer" | field task_id)
  while :; do
    answer=$(query "$task")
    case $(echo "$answer" | field task_status) in
      PENDING | RUNNING) sleep "${POLL_SECONDS:-5}" ;;
      SUCCEEDED) echo "$answer"; return 0 ;;
      *) echo "$answer"; return 1 ;;
    esac
  done
}
