#!/bin/sh
# Call 5: an effect needs one picture and no words.
set -eu
. "$(dirname "$0")/dashscope.sh"

make image2video '{
  "model": "wanx2.1-kf2v-plus",
  "input": {"first_frame_url": "'"$MEDIA_URL"'/first.png", "template": "mech1"},
  "parameters": {"resolution": "720P", "watermark": true}
}'
