#!/bin/sh
# Call 1: two frames by URL, submitted and asked for until there is a video.
set -eu
. "$(dirname "$0")/dashscope.sh"

make image2video '{
  "model": "wan2.2-kf2v-flash",
  "input": {
    "first_frame_url": "'"$MEDIA_URL"'/first.png",
    "last_frame_url": "'"$MEDIA_URL"'/last.png",
    "prompt": "Evening comes to a mountain lake: the sun sinks towards the ridge while the camera drifts closer."
  },
  "parameters": {"resolution": "720P", "duration": 5, "prompt_extend": true, "watermark": true}
}'
