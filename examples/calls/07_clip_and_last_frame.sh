#!/bin/sh
# Call 7: a clip of two seconds, continued to a given end.
set -eu
. "$(dirname "$0")/dashscope.sh"

make video-generation '{
  "model": "wan2.7-i2v-2026-04-25",
  "input": {
    "prompt": "The camera goes on towards the lake until the evening is red.",
    "media": [
      {"type": "first_clip", "url": "'"$MEDIA_URL"'/clip.mp4"},
      {"type": "last_frame", "url": "'"$MEDIA_URL"'/last.webp"}
    ]
  },
  "parameters": {"resolution": "720P", "duration": 12, "watermark": true}
}'
