#!/bin/sh
# Call 12: submit with words for what should not be seen.
set -eu
. "$(dirname "$0")/dashscope.sh"

create image2video '{
  "model": "wan2.2-kf2v-flash",
  "input": {
    "first_frame_url": "'"$MEDIA_URL"'/first.png",
    "last_frame_url": "'"$MEDIA_URL"'/last.png",
    "prompt": "The light over the lake turns from gold to red.",
    "negative_prompt": "people, text, flicker, heavy rain"
  },
  "parameters": {"resolution": "720P", "prompt_extend": true}
}'
