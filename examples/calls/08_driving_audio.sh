#!/bin/sh
# Call 8: a first frame and a sound that drives what happens.
set -eu
. "$(dirname "$0")/dashscope.sh"

make video-generation '{
  "model": "wan2.7-i2v-2026-04-25",
  "input": {
    "prompt": "The balloon sways to the music box while the sun goes down.",
    "media": [
      {"type": "first_frame", "url": "'"$MEDIA_URL"'/first.png"},
      {"type": "driving_audio", "url": "'"$MEDIA_URL"'/tune.mp3"}
    ]
  },
  "parameters": {"resolution": "720P", "duration": 10, "watermark": true}
}'
