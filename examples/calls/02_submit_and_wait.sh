#!/bin/sh
# Call 2: submit, note the task's id, then ask for it once.
set -eu
. "$(dirname "$0")/dashscope.sh"

answer=$(create image2video '{
  "model": "wan2.2-kf2v-flash",
  "input": {
    "first_frame_url": "'"$MEDIA_URL"'/first.png",
    "last_frame_url": "'"$MEDIA_URL"'/last.png",
    "prompt": "傍晚的湖面,太阳慢慢落向山脊,镜头轻轻推近。"
  },
  "parameters": {"resolution": "720P", "prompt_extend": true, "watermark": true}
}')
query "$(echo "$answer" | field task_id)"
