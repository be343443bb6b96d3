#!/bin/sh
# Call 13: ask for a task; that of a PixVerse model, whose usage has a form of its own. Usage: 13_query_pixverse.sh ID
set -eu
. "$(dirname "$0")/dashscope.sh"

query "${1:?give the id of a task}"
