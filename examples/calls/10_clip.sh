#!/bin/sh
# Call 10: a clip, continued, with a line that somebody says; nobody rewrites the words.
set -eu
. "$(dirname "$0")/dashscope.sh"

make video-generation '{
  "model": "wan2.7-i2v-2026-04-25",
  "input": {
    "prompt": "The camera turns to the hut by the shore. A voice says: \"Come in, it is getting cold.\"",
    "media": [{"type": "first_clip", "url": "'"$MEDIA_URL"'/clip.mp4"}]
  },
  "parameters": {"resolution": "720P", "duration": 12, "prompt_extend": false, "watermark": true}
}'
