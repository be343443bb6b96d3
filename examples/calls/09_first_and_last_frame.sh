#!/bin/sh
# Call 9: two frames and fifteen seconds, with a sound in the words; nobody rewrites them.
set -eu
. "$(dirname "$0")/dashscope.sh"

make video-generation '{
  "model": "wan2.7-i2v-2026-04-25",
  "input": {
    "prompt": "Dusk settles over the lake. A bird calls \"kri kri\" from the forest, then it is still.",
    "media": [
      {"type": "first_frame", "url": "'"$MEDIA_URL"'/first.png"},
      {"type": "last_frame", "url": "'"$MEDIA_URL"'/last.webp"}
    ]
  },
  "parameters": {"resolution": "720P", "duration": 15, "prompt_extend": false, "watermark": true}
}'
